/**
 * What a programmer would write on Temporal for the same processes: no interpreter, but the same facts in the same
 * batches, the same activities and Updates. Bundled as workflow code.
 */
import { startChild } from '@temporalio/workflow';
import {
  carryOutJob,
  carryOutJobs,
  closeJob,
  createStory,
  openJob,
  runScript,
  untilAllHaveEnded,
} from './durable-story.mjs';

export {
  ad_hoc,
  deadline_kept,
  deadline_missed,
  event_sub_process,
  message_caught,
  ten_people_at_once,
  ten_user_tasks,
  timer_at_event_gateway,
  user_task,
} from './durable-hand-written-waits.mjs';

const numbers = (count) => Array.from({ length: count }, (_, index) => index + 1);
const taskNames = (count) => numbers(count).map((number) => `task${number}`);

async function sequence(instance, names, first = 'start', last = 'end') {
  const story = createStory(instance);
  story.begin(first, names[0]);
  for (const [index, name] of names.entries()) {
    closeJob(story, await carryOutJob(story, name), names[index + 1] ?? last);
  }
  await story.end(last);
}

export const one_task = (instance) => sequence(instance, taskNames(1));
export const ten_tasks = (instance) => sequence(instance, taskNames(10));
export const called = (instance) => sequence(instance, ['work'], 'begin', 'finish');

async function forkAndJoin(instance, names) {
  const story = createStory(instance);
  story.begin('start', 'fork');
  story.pass('fork', ...names);
  const jobs = names.map((name) => openJob(story, story.enter(name)));
  await story.store();
  await carryOutJobs(story, jobs, 'join');
  story.pass('join', 'end');
  await story.end('end');
}

export const four_parallel_tasks = (instance) => forkAndJoin(instance, taskNames(4));
export const inclusive_join = (instance) => forkAndJoin(instance, taskNames(2));

export async function parent_with_50_children(instance) {
  const story = createStory(instance);
  const names = numbers(50).map((number) => `call${number}`);
  story.begin('start', 'fork');
  story.pass('fork', ...names);
  const calls = names.map((name) => {
    const element = story.enter(name);
    const childId = story.nextId();
    story.tell('childStarted', { ...element, childId, processId: 'called' });
    return { element, childId };
  });
  const running = calls.map(({ element, childId }) =>
    call(story, childId).then(() => {
      story.tell('childEnded', { ...element, childId, outcome: 'completed' });
      story.leave(element, 'join');
    }),
  );
  await story.store();
  await untilAllHaveEnded(story, running);
  story.pass('join', 'end');
  await story.end('end');
}

async function call({ instance }, childId) {
  const instanceId = childId.replace(':', '-c');
  const parentInstanceId = instance.instanceId;
  const child = { ...instance, instanceId, processId: 'called', parentInstanceId };
  const handle = await startChild('called', { workflowId: instanceId, args: [child] });
  await handle.result();
}

export async function twenty_jobs_at_once(instance) {
  const story = createStory(instance);
  story.begin('start', 'each');
  const loop = story.enter('each', { isLoop: true });
  const entered = numbers(20).map((loopCounter) => {
    const element = story.enter('each', { loopCounter });
    story.tell('variablesChanged', { ...element, variables: { loopCounter } });
    return element;
  });
  const jobs = entered.map((element) => openJob(story, element));
  await story.store();
  await carryOutJobs(story, jobs);
  story.leave(loop, 'end');
  await story.end('end');
}

export async function ten_jobs_in_a_loop(instance) {
  const story = createStory(instance);
  story.begin('start', 'each');
  const loop = story.enter('each', { isLoop: true });
  for (const loopCounter of numbers(10)) {
    story.tell('variablesChanged', { variables: { loopCounter } });
    closeJob(story, await carryOutJob(story, 'each', { loopCounter }));
  }
  story.leave(loop, 'end');
  await story.end('end');
}

/** As a saga: what has been done is remembered, and undone in reverse. */
export async function compensation(instance) {
  const story = createStory(instance);
  const names = taskNames(2);
  const undo = [];
  story.begin('start', 'booking');
  const booking = story.enter('booking');
  story.pass('begin', names[0]);
  for (const [index, name] of names.entries()) {
    closeJob(story, await carryOutJob(story, name), names[index + 1] ?? 'finish');
    undo.unshift(name);
  }
  story.pass('finish');
  story.leave(booking, 'regret');
  const regret = story.enter('regret');
  story.tell('compensationThrown', { ...regret, activities: ['booking'] });
  const compensates = booking.elementInstanceId;
  const undoing = story.enter('booking', { compensates });
  for (const name of undo)
    closeJob(story, await carryOutJob(story, `undo-${name}`, { compensates: name }));
  story.leave(undoing);
  story.leave(regret, 'end');
  await story.end('end');
}

async function calculations(instance, carryOut) {
  const story = createStory(instance);
  const names = taskNames(5);
  story.begin('start', names[0]);
  for (const [index, name] of names.entries()) {
    const element = story.enter(name);
    const total = await carryOut(story, element);
    story.tell('variablesChanged', { variables: { total } });
    story.leave(element, names[index + 1] ?? 'end');
  }
  await story.end('end');
}

export const five_feel_scripts = (instance) =>
  calculations(instance, () => [1, 2, 3].reduce((sum, each) => sum + each));

/** Scripts that others have written: they run in the same sandbox as ours do. */
export const five_javascripts = (instance) =>
  calculations(instance, async (story, element) => {
    const { jobId } = openJob(story, element);
    const script = '[1, 2, 3].reduce((a, b) => a + b)';
    const { value } = await runScript({ script, variables: {} });
    story.tell('jobCompleted', { ...element, jobId });
    return value;
  });
