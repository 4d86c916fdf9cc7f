import type { JobOutcome, Program, RunScriptNow, Wait } from '../../engine/index.js';
import {
  createInMemoryDriver,
  type InMemoryDriver,
  type InMemoryDriverOptions,
  type InMemoryInstance,
} from '../../engine/in-memory-driver/index.js';
import type { Random } from './random.js';
import { randomVariables } from './random-json.js';
import { hostileNames } from './words.js';

/** What a random play needs to know of a model. */
export interface Stage {
  readonly programs: readonly Program[];
  /** Names of variables, messages and whatever else the model speaks of. */
  readonly words: readonly string[];
}

const actor = { type: 'user', id: 'fuzz' } as const;
const startAt = Date.UTC(2026, 2, 27, 9);
const maximumSteps = 25;

/** A play under way. A restart makes a new driver from what the old one has stored. */
interface Play extends Stage {
  readonly random: Random;
  readonly options: InMemoryDriverOptions;
  driver: InMemoryDriver;
}

/** Starts a process of the model and lets anything happen to it. */
export function playRandomly(
  random: Random,
  stage: Stage,
  runScript: RunScriptNow,
): InMemoryDriver {
  const options: InMemoryDriverOptions = {
    programs: stage.programs,
    startAt,
    zone: random.pick(['UTC', 'Europe/Amsterdam', 'America/St_Johns', '+05:30', 'No/Where']) ?? '',
    maxInputs: 1000,
    runScript,
    isStoring: random.oneIn(4),
    ...(random.oneIn(3) && { handleJob: () => randomOutcome(random, stage.words) }),
  };
  const play: Play = { ...stage, random, options, driver: createInMemoryDriver(options) };
  begin(play);
  for (let count = random.below(maximumSteps); count > 0; count -= 1) act(play);
  return play.driver;
}

function begin({ random, programs, words, driver }: Play): void {
  const program = random.pick(programs);
  if (program === undefined) return;
  const { processId, startEvents } = program;
  const named = random.oneIn(3) ? random.pick(startEvents)?.elementId : undefined;
  driver.start({
    processId,
    variables: randomVariables(random, words),
    actor,
    ...(named === undefined ? {} : { startElementId: named }),
    ...(random.oneIn(2) && { businessKey: random.pick(words) ?? '' }),
  });
}

function act(play: Play): void {
  const { random, driver } = play;
  const instance = random.pick(driver.instances());
  if (instance === undefined) return begin(play);
  switch (random.below(12)) {
    case 0:
      return restart(play);
    case 1:
      return publish(play);
    case 2:
      return driver.broadcastSignal(wordOf(play), randomVariables(random, play.words));
    case 3:
      return operate(play, instance);
    case 4:
      return tellNonsense(play, instance);
    case 5:
    case 6:
      return passTime(play);
    default:
      return answerSomething(play, instance);
  }
}

function wordOf({ random, words }: Play): string {
  return random.pick(random.oneIn(4) ? hostileNames : words) ?? '';
}

function restart(play: Play): void {
  play.driver = createInMemoryDriver(play.options, play.driver.snapshot());
}

function publish(play: Play): void {
  const { random, driver } = play;
  driver.publishMessage({
    messageId: `m-${random.below(10)}`,
    name: wordOf(play),
    correlationKey: random.oneIn(2) ? '' : wordOf(play),
    timeToLiveMs: random.pick([0, 0, 3_600_000, -1]) ?? 0,
    variables: randomVariables(random, play.words),
  });
}

function passTime({ random, driver }: Play): void {
  const due = driver.nextDueAt();
  if (due === undefined || random.oneIn(3))
    driver.advanceTo(driver.now() + random.below(7_200_000));
  // Times beyond any calendar are somebody's mistake, and not that of the driver.
  else if (due < 8e15) driver.advanceTo(due);
}

function operate(play: Play, { instanceId, state }: InMemoryInstance): void {
  const { random, driver, words } = play;
  const variables = randomVariables(random, words);
  const incidentId = random.pick(Object.keys(state.incidents));
  if (incidentId !== undefined && !random.oneIn(4)) {
    const changed = random.oneIn(2) ? { variables } : {};
    driver.apply(instanceId, { type: 'incidentRetried', incidentId, actor, ...changed });
    return;
  }
  if (random.oneIn(6)) {
    const reason = wordOf(play);
    driver.apply(instanceId, { type: 'instanceCancelRequested', reason, actor });
    return;
  }
  const key = random.pick(Object.keys(state.instances));
  const target =
    key === undefined || random.oneIn(3) ? {} : { elementInstanceId: `${instanceId}:${key}` };
  driver.apply(instanceId, { type: 'variablesSet', variables, actor, ...target });
}

/** Answers to what nobody has asked, or to something else. */
function tellNonsense(play: Play, { instanceId, state }: InMemoryInstance): void {
  const { random, driver, words } = play;
  const id = random.pick([...Object.keys(state.waits), ...hostileNames, `${instanceId}:1`]) ?? '';
  const variables = randomVariables(random, words);
  switch (random.below(8)) {
    case 0:
      driver.apply(instanceId, { type: 'taskCompleted', taskId: id, variables, actor });
      break;
    case 1:
      driver.apply(instanceId, { type: 'jobCompleted', jobId: id, variables });
      break;
    case 2:
      driver.apply(instanceId, { type: 'timerFired', timerId: id });
      break;
    case 3:
      driver.apply(instanceId, {
        ...{ type: 'messageReceived', subscriptionId: id, messageId: 'm', variables },
      });
      break;
    case 4:
      driver.apply(instanceId, { type: 'incidentRetried', incidentId: id, actor });
      break;
    case 5: {
      const outcome = { type: 'completed' } as const;
      driver.apply(instanceId, { type: 'childEnded', childId: id, outcome, variables });
      break;
    }
    case 6:
      driver.apply(instanceId, {
        ...{ type: 'instanceStarted', instanceId, variables, zone: 'UTC', actor },
      });
      break;
    default:
      driver.apply(instanceId, { type: 'variablesSet', elementInstanceId: id, variables, actor });
  }
}

function answerSomething(play: Play, instance: InMemoryInstance): void {
  const { random, driver, words } = play;
  const { instanceId, state, openJobs } = instance;
  const jobId = random.pick(Object.keys(openJobs));
  if (jobId !== undefined && random.oneIn(2)) {
    driver.answerJob(instanceId, jobId, randomOutcome(random, words));
    return;
  }
  const entry = random.pick(Object.entries(state.waits));
  if (entry !== undefined) answerWait(play, instanceId, entry);
}

function answerWait(play: Play, instanceId: string, [id, wait]: readonly [string, Wait]): void {
  const { random, driver, words } = play;
  const variables = randomVariables(random, words);
  switch (wait.type) {
    case 'task':
      driver.apply(instanceId, { type: 'taskCompleted', taskId: id, variables, actor });
      break;
    case 'subscription':
      if (wait.kind === 'signal') driver.broadcastSignal(wait.name, variables);
      else {
        const { name, correlationKey = '' } = wait;
        const messageId = `m-${random.below(1000)}`;
        driver.publishMessage({ messageId, name, correlationKey, timeToLiveMs: 0, variables });
      }
      break;
    default:
      passTime(play);
  }
}

function randomOutcome(random: Random, words: readonly string[]): JobOutcome {
  const variables = randomVariables(random, words);
  const errorCode = random.pick(words) ?? '';
  switch (random.below(4)) {
    case 0:
      return { type: 'failed', message: 'it does not work' };
    case 1:
      return { type: 'error', errorCode, message: 'it must not be done', variables };
    default:
      return { type: 'completed', variables };
  }
}
