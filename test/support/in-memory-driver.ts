import {
  createInMemoryDriver,
  type Deployment,
  type InMemoryDriver,
  type InMemoryDriverOptions,
  type InMemoryInstance,
} from '../../engine/in-memory-driver/index.js';
import type { Actor, InputRefusal, RunScriptNow } from '../../engine/index.js';
import { loadScriptRunner } from '../../engine/javascript/index.mjs';
import type {
  ConformanceDriver,
  ConformanceRun,
  ConformanceStart,
  InstanceFacts,
  Stimulus,
} from '../conformance/driver.js';

/** A Monday, at midnight in UTC. */
const monday = Date.UTC(2026, 2, 2);
const actor: Actor = { type: 'user', id: 'tester' };

function startInstant({ weekday, hour, minute }: ConformanceStart['startsAt']): number {
  return monday + ((weekday - 1) * 24 + hour) * 3_600_000 + minute * 60_000;
}

function factsOf({ instanceId, parent, facts }: InMemoryInstance): InstanceFacts {
  const called = parent && { childId: parent.childId, parentInstanceId: parent.instanceId };
  return { instanceId, facts: [...facts], ...called };
}

function applyStimulus(driver: InMemoryDriver, stimulus: Stimulus): InputRefusal | undefined {
  const { instanceId } = stimulus;
  switch (stimulus.type) {
    case 'completeTask': {
      const { taskId, variables, by = actor.id } = stimulus;
      const person: Actor = { type: 'user', id: by };
      return driver.apply(instanceId, { type: 'taskCompleted', taskId, variables, actor: person });
    }
    case 'completeJob':
    case 'failJob':
    case 'throwError':
      return answerJob(driver, stimulus);
    case 'message': {
      const { subscriptionId, messageId, variables } = stimulus;
      const message = { subscriptionId, messageId, variables };
      return driver.apply(instanceId, { type: 'messageReceived', ...message });
    }
    case 'signal': {
      const { name, variables } = stimulus;
      return driver.apply(instanceId, { type: 'signalReceived', name, variables });
    }
    case 'retry': {
      const { incidentId, variables } = stimulus;
      const changed = variables === undefined ? {} : { variables };
      return driver.apply(instanceId, { type: 'incidentRetried', incidentId, actor, ...changed });
    }
    case 'setVariables': {
      const { variables, elementInstanceId } = stimulus;
      const target = elementInstanceId === undefined ? {} : { elementInstanceId };
      return driver.apply(instanceId, { type: 'variablesSet', variables, actor, ...target });
    }
    case 'startActivities': {
      const { elementInstanceId, activities } = stimulus;
      const started = { elementInstanceId, activities, actor };
      return driver.apply(instanceId, { type: 'adHocActivitiesStarted', ...started });
    }
    case 'completeAdHoc': {
      const { elementInstanceId } = stimulus;
      return driver.apply(instanceId, { type: 'adHocCompleted', elementInstanceId, actor });
    }
    case 'suspend':
      return driver.apply(instanceId, { type: 'instanceSuspended', actor });
    case 'resume':
      return driver.apply(instanceId, { type: 'instanceResumed', actor });
    case 'cancel': {
      const { reason } = stimulus;
      return driver.apply(instanceId, { type: 'instanceCancelRequested', reason, actor });
    }
  }
}

function answerJob(
  driver: InMemoryDriver,
  stimulus: Extract<Stimulus, { jobId: string }>,
): undefined {
  const { instanceId, jobId } = stimulus;
  switch (stimulus.type) {
    case 'completeJob':
      driver.answerJob(instanceId, jobId, { type: 'completed', variables: stimulus.variables });
      break;
    case 'failJob':
      driver.answerJob(instanceId, jobId, { type: 'failed', message: stimulus.message });
      break;
    case 'throwError': {
      const { errorCode, message, variables } = stimulus;
      driver.answerJob(instanceId, jobId, { type: 'error', errorCode, message, variables });
    }
  }
}

function putTerms<Terms extends { readonly id: string }>(list: Terms[], terms: Terms): void {
  const place = list.findIndex(({ id }) => id === terms.id);
  if (place < 0) list.push(terms);
  else list[place] = terms;
}

function startByHand(driver: InMemoryDriver, start: ConformanceStart, startedAt: number): void {
  const { processId, startElementId, startDefinition, businessKey } = start;
  driver.start({
    processId,
    variables: start.variablesAt(startedAt),
    actor,
    ...(startElementId !== undefined && { startElementId }),
    ...(startDefinition !== undefined && { startDefinition }),
    ...(businessKey !== undefined && { businessKey }),
  });
}

function beginRun(start: ConformanceStart, runScript: RunScriptNow): ConformanceRun {
  const startedAt = startInstant(start.startsAt);
  const { mode, scope } = start;
  const calendars = [...start.calendars];
  const agreements = [...start.agreements];
  const isStoring = mode === 'restarted';
  const programs = isStoring ? structuredClone(start.programs) : start.programs;
  const options: InMemoryDriverOptions = {
    programs,
    decisions: start.decisions,
    calendars,
    agreements,
    scope,
    startAt: startedAt,
    isStoring,
    runScript,
  };
  const { isBegunByEvents } = start;
  const startsByEvents = isBegunByEvents === true ? { startsByEvents: true } : {};
  const all = { ...options, ...startsByEvents };
  let driver = createInMemoryDriver(all);
  const laterDeployments: Deployment[] = [];
  const rest = (): void => {
    if (mode === 'restarted')
      driver = createInMemoryDriver({ ...all, laterDeployments }, driver.snapshot());
  };
  if (isBegunByEvents !== true) startByHand(driver, start, startedAt);
  rest();
  return {
    startedAt,
    now: () => driver.now(),
    publish(message) {
      driver.publishMessage(message);
      rest();
      return Promise.resolve();
    },
    broadcast(name, variables) {
      driver.broadcastSignal(name, variables);
      rest();
      return Promise.resolve();
    },
    deploy(decisions, isTogether) {
      const deployment = { programs: isTogether ? programs : [], decisions };
      laterDeployments.push(deployment);
      driver.deploy(deployment.programs, decisions);
      rest();
      return Promise.resolve();
    },
    publishTerms(terms) {
      const published = terms.source === 'calendar' ? terms.calendar : terms.agreement;
      if (terms.source === 'calendar') putTerms(calendars, terms.calendar);
      else putTerms(agreements, terms.agreement);
      const { id, version } = published;
      for (const { instanceId } of driver.instances()) {
        driver.apply(instanceId, { type: 'termsPublished', source: terms.source, id, version });
        rest();
      }
      return Promise.resolve();
    },
    apply(stimulus) {
      const refusal = applyStimulus(driver, stimulus);
      rest();
      return Promise.resolve(refusal?.code);
    },
    advanceTo(at) {
      for (let due = driver.nextDueAt(); due !== undefined && due <= at; due = driver.nextDueAt()) {
        driver.advanceTo(due);
        rest();
      }
      driver.advanceTo(at);
      return Promise.resolve();
    },
    instances: () => Promise.resolve(driver.instances().map(factsOf)),
    close: () => Promise.resolve(),
  };
}

/** One for all cases, as a worker has one for all instances: each script gets a context of its own. */
let scriptRunner: Promise<RunScriptNow> | undefined;

/** The engine's own driver, told what a script says. */
export const inMemoryConformanceDriver: ConformanceDriver = {
  name: 'in-memory',
  begin: async (start) => {
    scriptRunner ??= loadScriptRunner();
    return beginRun(start, await scriptRunner);
  },
};
