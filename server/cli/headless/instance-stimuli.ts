import type { InMemoryInstance } from '../../../engine/in-memory-driver/index.js';
import { findWanted } from './find-work.js';
import type { StepOf } from './script.js';
import { begunInstances, type Session } from './session.js';
import { refuse, type Refusal, type Stimulus } from './stimulus.js';

export const completeTask: Stimulus<StepOf<'completeTask'>> = (session, step) => {
  const { driver, work, actor } = session;
  const candidates = work
    .list(driver, 'taskOpened')
    .map(({ id, instanceId, record }) => ({ id, instanceId, elementId: record.elementId }));
  const task = findWanted(session, candidates, step, 'task');
  if ('code' in task) return task;
  const { variables = {}, by } = step;
  return driver.apply(task.instanceId, {
    type: 'taskCompleted',
    taskId: task.id,
    variables,
    actor: by === undefined ? actor : { type: 'user', id: by },
  });
};

export const retry: Stimulus<StepOf<'retry'>> = (session, step) => {
  const { driver, actor } = session;
  const candidates = driver.instances().flatMap(({ instanceId, state }) =>
    Object.values(state.incidents).map(({ incident }) => ({
      id: incident.incidentId,
      instanceId,
      elementId: incident.elementId,
    })),
  );
  const incident = findWanted(session, candidates, step, 'incident');
  if ('code' in incident) return incident;
  const { variables } = step;
  return driver.apply(incident.instanceId, {
    type: 'incidentRetried',
    incidentId: incident.id,
    actor,
    ...(variables === undefined ? {} : { variables }),
  });
};

export const setVariables: Stimulus<StepOf<'setVariables'>> = (session, step) => {
  const instance = findInstance(session, step.instance);
  if ('code' in instance) return instance;
  const { driver, actor } = session;
  const { instanceId } = instance;
  const { variables, element } = step;
  if (element === undefined)
    return driver.apply(instanceId, { type: 'variablesSet', variables, actor });
  const elementInstanceId = findElementInstance(session, instance, element);
  if (elementInstanceId === undefined) {
    const expected = `an active instance of '${element}'`;
    return refuse('unknownElementInstance', expected, 'there is none');
  }
  return driver.apply(instanceId, {
    type: 'variablesSet',
    elementInstanceId,
    variables,
    actor,
  });
};

export const cancel: Stimulus<StepOf<'cancel'>> = (session, step) => {
  const instance = findInstance(session, step.instance);
  if ('code' in instance) return instance;
  const { reason = 'It is no longer needed' } = step;
  return session.driver.apply(instance.instanceId, {
    type: 'instanceCancelRequested',
    reason,
    actor: session.actor,
  });
};

export const suspend: Stimulus<StepOf<'suspend'>> = (session, step) =>
  changeSuspension(session, step, 'instanceSuspended');

export const resume: Stimulus<StepOf<'resume'>> = (session, step) =>
  changeSuspension(session, step, 'instanceResumed');

function changeSuspension(
  session: Session,
  step: StepOf<'suspend' | 'resume'>,
  type: 'instanceSuspended' | 'instanceResumed',
): Refusal | undefined {
  const instance = findInstance(session, step.instance);
  if ('code' in instance) return instance;
  const { driver, actor } = session;
  const why = step.reason === undefined ? {} : { reason: step.reason };
  return driver.apply(instance.instanceId, { type, ...why, actor });
}

export const start: Stimulus<StepOf<'start'>> = ({ driver, programs, actor }, step) => {
  const { process: processId, startEvent, businessKey, variables = {} } = step;
  const isKnown = [...programs.values()].some((program) => program.processId === processId);
  if (!isKnown) return refuse('unknownProcess', `a process '${processId}'`, 'there is none');
  const instanceId = driver.start({
    processId,
    variables,
    actor,
    ...(startEvent === undefined ? {} : { startElementId: startEvent }),
    ...(businessKey === undefined ? {} : { businessKey }),
  });
  return driver.instance(instanceId).state.status === 'created'
    ? refuse('unknownStartElement', `a start event of '${processId}'`, 'it has no such')
    : undefined;
};

function findInstance(session: Session, name = 'main'): InMemoryInstance | Refusal {
  const found = begunInstances(session).find(
    ({ instanceId }) => session.names.nameOf(instanceId) === name,
  );
  return found ?? refuse('unknownInstance', `an instance '${name}'`, 'there is none');
}

/** The latest activation that has not ended. */
function findElementInstance(
  { programs }: Session,
  { instanceId, programHash, state }: InMemoryInstance,
  elementId: string,
): string | undefined {
  const elements = programs.get(programHash)?.elements ?? [];
  const active = Object.values(state.instances).filter(
    ({ element }) => elements[element]?.id === elementId,
  );
  const latest = active.at(-1);
  return latest === undefined ? undefined : `${instanceId}:${latest.key}`;
}
