import type { DecisionModel } from '../../engine/dmn/index.js';
import type { BusinessCalendar, JsonValue, Program, Variables } from '../../engine/index.js';
import type {
  ConformanceDriver,
  ConformanceMode,
  ConformanceRun,
  ConformanceStart,
  InstanceFacts,
} from './driver.js';
import { ScriptFailedError } from './errors.js';
import { nameInstances } from './instance-names.js';
import { type CaseTerms, createTerms } from './case-terms.js';
import { createNormalForm, type NormalForm } from './normal-form.js';
import { workOf, type Work } from './open-work.js';
import { findDecisions, performStep } from './perform-step.js';
import { lengthOf } from './script-duration.js';
import type { ConformanceScript } from './script.js';

/** Lines by instance that one step of the script caused; `step` says which. */
export type TraceStep = { readonly step: string } & Readonly<Record<string, string | string[]>>;

/** What the files of a case mean. */
export interface Deployable {
  readonly programs: readonly Program[];
  /** By the name of the file. */
  readonly decisions: ReadonlyMap<string, DecisionModel>;
}

export interface CaseResult {
  readonly trace: readonly TraceStep[];
  readonly instances: readonly InstanceFacts[];
  readonly works: readonly Work[];
}

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const startPattern = /^([a-z]+) (\d\d):(\d\d)$/;

function readStart(text = 'monday 09:00'): ConformanceStart['startsAt'] {
  const match = startPattern.exec(text);
  const weekday = weekdays.indexOf(match?.[1] ?? '') + 1;
  if (match === null || weekday === 0)
    throw new ScriptFailedError(`Expected a start like 'friday 16:30' but got '${text}'`);
  return { weekday, hour: Number(match[2]), minute: Number(match[3]) };
}

/** Texts that begin with `@+` become instants. */
function resolveInstants(value: JsonValue, startedAt: number): JsonValue {
  if (typeof value === 'string' && value.startsWith('@+'))
    return new Date(startedAt + lengthOf(value.slice(2))).toISOString();
  if (Array.isArray(value)) return value.map((item: JsonValue) => resolveInstants(item, startedAt));
  if (typeof value !== 'object' || value === null) return value;
  return resolveAll(value as Variables, startedAt);
}

function resolveAll(variables: Variables, startedAt: number): Variables {
  return Object.fromEntries(
    Object.entries(variables).map(([name, value]) => [name, resolveInstants(value, startedAt)]),
  );
}

/** Carries out the script of a case on a driver and writes down what happened. */
export async function runCase(
  driver: ConformanceDriver,
  mode: ConformanceMode,
  script: ConformanceScript,
  { programs, decisions }: Deployable,
  calendars: readonly BusinessCalendar[],
): Promise<CaseResult> {
  const run = await driver.begin({
    programs,
    decisions: (script.decisions ?? []).map((file) => findDecisions(decisions, file)),
    calendars,
    agreements: script.agreements ?? [],
    scope: script.scope ?? {},
    mode,
    processId: script.processId,
    startsAt: readStart(script.startsAt),
    variablesAt: (startedAt) => resolveAll(script.variables ?? {}, startedAt),
    ...(script.startElement !== undefined && { startElementId: script.startElement }),
    ...(script.startDefinition !== undefined && { startDefinition: script.startDefinition }),
    ...(script.isBegunByEvents === true && { isBegunByEvents: true as const }),
    ...(script.businessKey !== undefined && { businessKey: script.businessKey }),
  });
  try {
    return await followScript(run, script, decisions, createTerms(calendars, script));
  } finally {
    await run.close();
  }
}

async function followScript(
  run: ConformanceRun,
  script: ConformanceScript,
  decisions: Deployable['decisions'],
  terms: CaseTerms,
): Promise<CaseResult> {
  const forms = new Map<string, NormalForm>();
  let instances = await run.instances();
  const trace = [writeStep('start', instances, forms, run.startedAt)];
  for (const step of script.steps) {
    const label = await performStep(run, step, instances, { decisions, terms });
    instances = await run.instances();
    trace.push(writeStep(label, instances, forms, run.startedAt));
  }
  return { trace, instances, works: workOf(instances) };
}

function writeStep(
  step: string,
  instances: readonly InstanceFacts[],
  forms: Map<string, NormalForm>,
  startedAt: number,
): TraceStep {
  const names = nameInstances(instances);
  const written: Record<string, string | string[]> & { step: string } = { step };
  for (const { instanceId, facts } of instances) {
    const form = forms.get(instanceId) ?? createNormalForm(startedAt);
    forms.set(instanceId, form);
    const lines = form.continueWith(facts);
    if (lines.length > 0) written[names.get(instanceId) ?? '?'] = lines;
  }
  return written;
}
