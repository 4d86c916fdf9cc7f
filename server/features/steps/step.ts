import type { JsonValue } from '../../../engine/index.js';
import type { JobRequest, JobResult } from '../../../workflows/activities/ports.js';
import type { StepDescriptor, StepInput } from '../../contract/index.js';
import type { StepServices } from './step-services.js';

interface ValueOf {
  readonly text: string;
  readonly textList: readonly string[];
  readonly number: number;
  readonly boolean: boolean;
  /** Milliseconds. */
  readonly duration: number;
  readonly any: JsonValue;
}

type Given = { readonly isRequired: true } | { readonly default: string | number | boolean };

/** Values of the inputs by name, as the descriptor types them. A list that is not given is empty. */
export type StepInputs<Descriptor extends StepDescriptor> = {
  readonly [Input in Descriptor['inputs'][number] as Input['name']]: Input extends Given
    ? ValueOf[Input['type']]
    : Input extends StepInput & { readonly type: 'textList' }
      ? readonly string[]
      : ValueOf[Input['type']] | undefined;
};

export interface StepRequest<Inputs> extends Omit<JobRequest, 'variables'> {
  readonly inputs: Inputs;
}

type Run<Inputs> = (request: StepRequest<Inputs>, services: StepServices) => Promise<JobResult>;

/** One job type that the product serves itself. `run` must be idempotent per `jobId`: it may run again. */
export interface Step {
  readonly descriptor: StepDescriptor;
  readonly run: Run<Readonly<Record<string, unknown>>>;
}

/** Ties the code of a step to its descriptor: the inputs have the types that it states. */
export function defineStep<const Descriptor extends StepDescriptor>(
  descriptor: Descriptor,
  run: Run<StepInputs<Descriptor>>,
): Step {
  // What reads the inputs gives each the type that the descriptor states.
  return { descriptor, run: run as unknown as Step['run'] };
}
