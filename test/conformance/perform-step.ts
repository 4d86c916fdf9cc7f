import type { DecisionModel } from '../../engine/dmn/index.js';
import type { CaseTerms } from './case-terms.js';
import type { ConformanceRun, InstanceFacts, Stimulus } from './driver.js';
import { ScriptFailedError } from './errors.js';
import { nameInstances } from './instance-names.js';
import { workOf, type Work } from './open-work.js';
import { lengthOf } from './script-duration.js';
import type { ScriptStep } from './script.js';

type StepOf<Do extends ScriptStep['do']> = Extract<ScriptStep, { do: Do }>;

/** What a case brings along beside its processes. */
interface CaseWorld {
  readonly decisions: ReadonlyMap<string, DecisionModel>;
  readonly terms: CaseTerms;
}

/** What a step is resolved against: the facts so far. */
interface Scene {
  readonly instances: readonly InstanceFacts[];
  readonly works: readonly Work[];
  readonly names: ReadonlyMap<string, string>;
}

/** Lets one step of a script happen; gives its label for the trace. */
export async function performStep(
  run: ConformanceRun,
  step: ScriptStep,
  instances: readonly InstanceFacts[],
  { decisions, terms }: CaseWorld,
): Promise<string> {
  const find = (file: string) => findDecisions(decisions, file);
  const scene = { instances, works: workOf(instances), names: nameInstances(instances) };
  if (step.do === 'advance') await run.advanceTo(advanceTarget(run, step, scene));
  else if (step.do === 'broadcast' || step.do === 'publish') await tellAll(run, step, instances);
  else if (step.do === 'deploy') await run.deploy(step.decisions.map(find), step.together === true);
  else if (step.do === 'changeTerms') await run.publishTerms(terms.change(step));
  else await applyAll(run, step, stimuliOf(step, scene));
  return labelOf(step);
}

export function findDecisions(
  decisions: ReadonlyMap<string, DecisionModel>,
  file: string,
): DecisionModel {
  const model = decisions.get(file);
  if (model !== undefined) return model;
  throw new ScriptFailedError(`Expected decisions '${file}' but the case has none`);
}

function labelOf(step: ScriptStep): string {
  const { do: verb, refused } = step;
  const subject =
    ('element' in step ? step.element : undefined) ??
    ('name' in step ? step.name : undefined) ??
    ('calendar' in step ? step.calendar?.id : undefined) ??
    ('agreement' in step ? step.agreement?.id : undefined) ??
    ('decisions' in step ? step.decisions.join(' ') : undefined) ??
    ('duration' in step ? step.duration : undefined) ??
    ('to' in step ? step.to : undefined) ??
    '';
  const by = 'by' in step && step.by !== undefined ? ` by ${step.by}` : '';
  const text = `${verb} ${subject}${by}`.trim();
  return refused === undefined ? text : `${text}: ${refused}`;
}

async function tellAll(
  run: ConformanceRun,
  step: StepOf<'publish'> | StepOf<'broadcast'>,
  instances: readonly InstanceFacts[],
): Promise<void> {
  if (run.publish === undefined || run.broadcast === undefined)
    throw new ScriptFailedError(`Expected a driver that can ${step.do} but it cannot`);
  if (step.do === 'publish') await run.publish(messageOf(step, instances));
  else await run.broadcast(step.name, step.variables ?? {});
}

function messageOf(step: StepOf<'publish'>, instances: readonly InstanceFacts[]) {
  const { name, correlationKey = '', timeToLive, variables = {} } = step;
  const timeToLiveMs = timeToLive === undefined ? 0 : lengthOf(timeToLive);
  return { messageId: nextMessageId(instances), name, correlationKey, timeToLiveMs, variables };
}

/** Facts only grow, so each message of a case has an id of its own. */
function nextMessageId(instances: readonly InstanceFacts[]): string {
  return `message-${instances.reduce((sum, { facts }) => sum + facts.length, 0)}`;
}

function advanceTarget(run: ConformanceRun, step: StepOf<'advance'>, { works }: Scene): number {
  if ('duration' in step) return run.now() + lengthOf(step.duration);
  const dueTimes = works.flatMap((work) =>
    work.isOpen && work.dueAt !== undefined ? [work.dueAt] : [],
  );
  if (dueTimes.length === 0)
    throw new ScriptFailedError('Expected an open timer but there is none');
  return Math.min(...dueTimes);
}

async function applyAll(
  run: ConformanceRun,
  { refused }: ScriptStep,
  stimuli: readonly Stimulus[],
): Promise<void> {
  for (const stimulus of stimuli) {
    const refusal = await run.apply(stimulus);
    if (refusal === refused) continue;
    const got = refusal ?? 'that it was applied';
    throw new ScriptFailedError(
      `Expected ${refused ?? 'no refusal'} for ${stimulus.type} but got ${got}`,
    );
  }
}

function findWork(
  { works, names }: Scene,
  kind: Work['kind'],
  step: { readonly element: string; readonly instance?: string; readonly isClosed?: boolean },
): Work {
  const isOpen = step.isClosed !== true;
  const matches = works.filter(
    (work) =>
      work.kind === kind &&
      work.element === step.element &&
      work.isOpen === isOpen &&
      (step.instance === undefined || names.get(work.instanceId) === step.instance),
  );
  const match = isOpen ? matches[0] : matches.at(-1);
  if (match !== undefined) return match;
  const known = works.map(
    (work) => `${work.kind} ${work.element}${work.isOpen ? '' : ' (closed)'}`,
  );
  throw new ScriptFailedError(
    `Expected ${isOpen ? 'an open' : 'a closed'} ${kind} of '${step.element}' but there are: ${known.join(', ')}`,
  );
}

function instanceNamed({ names }: Scene, name = 'main'): string {
  for (const [instanceId, each] of names) if (each === name) return instanceId;
  throw new ScriptFailedError(`Expected an instance '${name}' but there is none`);
}

function stimuliOf(
  step: Exclude<ScriptStep, { do: 'advance' | 'publish' | 'broadcast' | 'deploy' | 'changeTerms' }>,
  scene: Scene,
): Stimulus[] {
  switch (step.do) {
    case 'completeTask': {
      const { id: taskId, instanceId } = findWork(scene, 'task', step);
      const by = step.by === undefined ? {} : { by: step.by };
      return [{ type: 'completeTask', instanceId, taskId, variables: step.variables ?? {}, ...by }];
    }
    case 'completeJob':
    case 'failJob':
    case 'throwError':
      return [jobStimulus(step, findWork(scene, 'job', step))];
    case 'message':
      return [messageStimulus(step, scene)];
    case 'signal':
      return signalStimuli(step, scene);
    case 'retry': {
      const { id: incidentId, instanceId } = findWork(scene, 'incident', step);
      const changed = step.variables === undefined ? {} : { variables: step.variables };
      return [{ type: 'retry', instanceId, incidentId, ...changed }];
    }
    case 'setVariables':
      return [setVariablesStimulus(step, scene)];
    case 'startActivities':
    case 'completeAdHoc':
      return [adHocStimulus(step, findWork(scene, 'adHoc', step))];
    case 'suspend':
    case 'resume':
      return [{ type: step.do, instanceId: instanceNamed(scene, step.instance) }];
    case 'cancel': {
      const instanceId = instanceNamed(scene, step.instance);
      return [{ type: 'cancel', instanceId, reason: step.reason ?? 'no longer needed' }];
    }
  }
}

function jobStimulus(
  step: StepOf<'completeJob' | 'failJob' | 'throwError'>,
  { id: jobId, instanceId }: Work,
): Stimulus {
  const to = { instanceId, jobId };
  switch (step.do) {
    case 'completeJob':
      return { type: 'completeJob', ...to, variables: step.variables ?? {} };
    case 'failJob':
      return { type: 'failJob', ...to, message: step.message ?? 'it does not work' };
    case 'throwError': {
      const { errorCode, message = 'it must not be done', variables = {} } = step;
      return { type: 'throwError', ...to, errorCode, message, variables };
    }
  }
}

function adHocStimulus(
  step: StepOf<'startActivities' | 'completeAdHoc'>,
  { id: elementInstanceId, instanceId }: Work,
): Stimulus {
  if (step.do === 'completeAdHoc') return { type: 'completeAdHoc', instanceId, elementInstanceId };
  const { variables = {} } = step;
  const activities = step.activities.map((elementId) => ({ elementId, variables }));
  return { type: 'startActivities', instanceId, elementInstanceId, activities };
}

function messageStimulus(step: StepOf<'message'>, { works, instances }: Scene): Stimulus {
  const { name, correlationKey = '', variables = {} } = step;
  const match = works.find(
    ({ isOpen, subscription }) =>
      isOpen &&
      subscription?.kind === 'message' &&
      subscription.name === name &&
      subscription.correlationKey === correlationKey,
  );
  if (match === undefined)
    throw new ScriptFailedError(`Expected a subscription for '${name}' but there is none`);
  const { id: subscriptionId, instanceId } = match;
  const messageId = nextMessageId(instances);
  return { type: 'message', instanceId, subscriptionId, messageId, variables };
}

function signalStimuli(step: StepOf<'signal'>, { works, instances }: Scene): Stimulus[] {
  const { name, variables = {} } = step;
  const isListening = (instanceId: string): boolean =>
    works.some(
      (work) =>
        work.isOpen &&
        work.instanceId === instanceId &&
        work.subscription?.kind === 'signal' &&
        work.subscription.name === name,
    );
  return instances
    .filter(({ instanceId }) => isListening(instanceId))
    .map(({ instanceId }) => ({ type: 'signal', instanceId, name, variables }));
}

function setVariablesStimulus(step: StepOf<'setVariables'>, scene: Scene): Stimulus {
  const instanceId = instanceNamed(scene, step.instance);
  const { element, variables } = step;
  if (element === undefined) return { type: 'setVariables', instanceId, variables };
  const facts = scene.instances.find((each) => each.instanceId === instanceId)?.facts ?? [];
  const elementInstanceId = facts
    .flatMap(({ record }) =>
      record.type === 'elementActivated' && record.elementId === element
        ? [record.elementInstanceId]
        : [],
    )
    .at(-1);
  if (elementInstanceId === undefined)
    throw new ScriptFailedError(`Expected an activation of '${element}' but there is none`);
  return { type: 'setVariables', instanceId, elementInstanceId, variables };
}
