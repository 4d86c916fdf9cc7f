import type { WorkflowHandle } from '@temporalio/client';
import type { Program } from '../../engine/index.js';
import type { ProcessWorkflowLimits } from '../../workflows/messages.js';
import type { TemporalEnv } from './temporal-env.js';

/** A story whose history is kept, to be replayed by every later version of the workflow. */
export interface Scenario {
  readonly name: string;
  /** Content of `definitions`; the first process is run. */
  readonly content: string;
  readonly limits?: ProcessWorkflowLimits;
  /** Begins something else than an instance of the process. */
  begin?(env: TemporalEnv, program: Program): Promise<WorkflowHandle>;
  carryOut(env: TemporalEnv, handle: WorkflowHandle): Promise<void>;
}

export const flow = (source: string, target: string): string =>
  `<sequenceFlow id="${source}-${target}" sourceRef="${source}" targetRef="${target}" />`;

export const flows = (...ids: readonly string[]): string =>
  ids
    .slice(1)
    .map((target, index) => flow(ids[index] ?? '', target))
    .join('');

export const job = (id: string, type: string, retries = 1, more = ''): string =>
  `<serviceTask id="${id}"><extensionElements><lemniscate:job type="${type}" retries="${retries}" retryBackoff="PT0.01S" /></extensionElements>${more}</serviceTask>`;

/** Ids are unique in a file, so those of start and end carry the name of their process. */
export const process = (id: string, content: string): string => {
  const inner = `<startEvent id="start" />${content}<endEvent id="end" />`;
  return `<process id="${id}" isExecutable="true">${inner.replace(/"(start|end)(?=[-"])/g, `"${id}-$1`)}</process>`;
};
