import { begunInstances, type Session } from './session.js';
import { toInstant } from './trace.js';

/** What waits for people, workers, time and messages, each in order of opening. */
export function listOpen(session: Session): object {
  return {
    openTasks: listTasks(session),
    openJobs: listJobs(session),
    openTimers: [...listTimers(session), ...listClockTimers(session), ...listStartTimers(session)],
    openSubscriptions: listSubscriptions(session),
    openConditions: listConditions(session),
    openAdHoc: listAdHoc(session),
  };
}

function listTasks({ driver, work, names }: Session): readonly object[] {
  return work.list(driver, 'taskOpened').map(({ id, instanceId, record }) => {
    const { elementId, elementInstanceId, name, candidates, formId, priority } = record;
    const { dueAt, followUpAt } = record;
    return {
      id,
      elementId,
      elementInstanceId,
      instance: names.nameOf(instanceId),
      name,
      candidates,
      ...(formId === undefined ? {} : { formId }),
      ...(priority === undefined ? {} : { priority }),
      ...(dueAt === undefined ? {} : { dueAt: toInstant(dueAt) }),
      ...(followUpAt === undefined ? {} : { followUpAt: toInstant(followUpAt) }),
    };
  });
}

function listJobs({ driver, work, names }: Session): readonly object[] {
  return work.list(driver, 'jobCreated').map(({ id, instanceId, record }) => {
    const { elementId, elementInstanceId, jobType } = record;
    const job = driver.instance(instanceId).openJobs[id];
    const instance = names.nameOf(instanceId);
    return {
      id,
      elementId,
      elementInstanceId,
      instance,
      type: jobType,
      retries: job?.retries ?? 1,
      variables: job?.variables ?? {},
    };
  });
}

function listTimers({ driver, work, names }: Session): readonly object[] {
  return work.list(driver, 'timerStarted').map(({ id, instanceId, record }) => {
    const { elementId, elementInstanceId, dueAt } = record;
    const instance = names.nameOf(instanceId);
    return { id, elementId, elementInstanceId, instance, dueAt: toInstant(dueAt) };
  });
}

/** Thresholds of service-time clocks that have not been reached. */
function listClockTimers(session: Session): readonly object[] {
  const { names, programs } = session;
  return begunInstances(session).flatMap(({ instanceId, programHash, state }) =>
    Object.entries(state.waits).flatMap(([id, wait]) => {
      if (wait.type !== 'clockTimer') return [];
      const owner = state.instances[wait.owner];
      const element = programs.get(programHash)?.elements[owner?.element ?? -1];
      return {
        id,
        elementId: element?.id ?? '',
        elementInstanceId: `${instanceId}:${wait.owner}`,
        instance: names.nameOf(instanceId),
        dueAt: toInstant(wait.dueAt),
        clock: element?.clocks[wait.clock]?.name ?? '',
      };
    }),
  );
}

/** They begin instances, and belong to none. */
function listStartTimers({ driver }: Session): readonly object[] {
  return driver.startTimers().map(({ timerId, processId, trigger, plan }) => ({
    id: timerId,
    elementId: trigger.elementId,
    processId,
    dueAt: toInstant(plan.dueAt),
  }));
}

function listSubscriptions({ driver, work, names }: Session): readonly object[] {
  return work.list(driver, 'subscriptionOpened').map(({ id, instanceId, record }) => {
    const { elementId, elementInstanceId, kind, name, correlationKey } = record;
    const instance = names.nameOf(instanceId);
    const key = correlationKey === undefined ? {} : { correlationKey };
    return { id, elementId, elementInstanceId, instance, kind, name, ...key };
  });
}

function listConditions({ driver, work, names }: Session): readonly object[] {
  return work.list(driver, 'conditionOpened').map(({ id, instanceId, record }) => {
    const { elementId, elementInstanceId } = record;
    return { id, elementId, elementInstanceId, instance: names.nameOf(instanceId) };
  });
}

/** What people may start, and where they say that it is done. */
function listAdHoc({ driver, work, names }: Session): readonly object[] {
  const open = work.list(driver, 'adHocOpened').filter(({ isClosed }) => isClosed !== true);
  return open.map(({ id, instanceId, record }) => {
    const { elementId, elementInstanceId, activities, isSequential, isCompletable } = record;
    const instance = names.nameOf(instanceId);
    return {
      ...{ id, elementId, elementInstanceId, instance },
      ...{ activities, isSequential, isCompletable },
    };
  });
}

export function listIncidents(session: Session): readonly object[] {
  return begunInstances(session).flatMap(({ instanceId, state }) =>
    Object.values(state.incidents).map(({ incident }) => {
      const { incidentId, raisedAt, ...others } = incident;
      const instance = session.names.nameOf(instanceId);
      return { id: incidentId, instance, raisedAt: toInstant(raisedAt), ...others };
    }),
  );
}

/** Where the tokens are: every element that has begun and not ended, with variables of its own. */
export function listActive(session: Session): readonly object[] {
  const { names, programs } = session;
  return begunInstances(session).flatMap(({ instanceId, programHash, state }) => {
    const elements = programs.get(programHash)?.elements ?? [];
    return Object.values(state.instances)
      .filter(({ key }) => key !== state.root)
      .map(({ key, element, variables }) => ({
        elementId: elements[element]?.id ?? '',
        elementInstanceId: `${instanceId}:${key}`,
        instance: names.nameOf(instanceId),
        ...(variables === undefined ? {} : { variables }),
      }));
  });
}

/** Tokens that wait at joins, by the flow they came over: a join that waits for ever is seen here. */
export function listWaitingTokens(session: Session): readonly object[] {
  const { names, programs } = session;
  return begunInstances(session).flatMap(({ instanceId, programHash, state }) => {
    const { elements = [], flows = [] } = programs.get(programHash) ?? {};
    return Object.values(state.instances).flatMap(({ parked = {} }) =>
      Object.entries(parked).map(([index, count]) => {
        const flow = flows[Number(index)];
        const elementId = elements[flow?.target ?? -1]?.id ?? '';
        return { elementId, flowId: flow?.id ?? '', instance: names.nameOf(instanceId), count };
      }),
    );
  });
}
