/** Workflows written by hand that wait for people, messages and times. Workflow code. */
import { CancellationScope, condition, defineSignal, defineUpdate } from '@temporalio/workflow';
import { setHandler, sleep } from '@temporalio/workflow';
import { carryOutJob, carryOutJobs, closeJob, createStory, openJob } from './durable-story.mjs';

const completeTask = defineUpdate('completeTask');
const startActivities = defineUpdate('startActivities');
const completeAdHoc = defineUpdate('completeAdHoc');
const deliverMessage = defineSignal('deliverMessage');
const dayMs = 86_400_000;

const taskNames = (count) => Array.from({ length: count }, (_, index) => `task${index + 1}`);

function refuseUnless(isKnown, type) {
  if (!isKnown) throw new Error(type);
}

/** Tasks that people may complete now; `close` tells what comes of one. */
function openInbox(story) {
  const open = new Map();
  setHandler(
    completeTask,
    async ({ taskId, actor }) => {
      const { element, close } = open.get(taskId);
      open.delete(taskId);
      story.tell('taskCompleted', { ...element, taskId, actor });
      close(element);
      await story.stored();
      return { seq: 0 };
    },
    { validator: ({ taskId }) => refuseUnless(open.has(taskId), 'unknownTask') },
  );
  return {
    offer(element, close) {
      const taskId = story.nextId();
      const candidates = { users: [], groups: [], roles: ['agent'] };
      story.tell('taskOpened', { ...element, taskId, name: '', candidates, assignmentEpoch: 1 });
      open.set(taskId, { element, close });
    },
    withdraw() {
      for (const [taskId, { element }] of open) {
        story.tell('taskCanceled', { ...element, taskId });
        story.tell('elementTerminated', element);
      }
      open.clear();
    },
    size: () => open.size,
  };
}

async function userTasks(instance, names) {
  const story = createStory(instance);
  const inbox = openInbox(story);
  story.begin('start', names[0]);
  for (const [index, name] of names.entries()) {
    inbox.offer(story.enter(name), (element) => story.leave(element, names[index + 1] ?? 'end'));
    await story.store();
    await condition(() => inbox.size() === 0);
  }
  await story.end('end');
}

export const user_task = (instance) => userTasks(instance, ['task']);
export const ten_user_tasks = (instance) => userTasks(instance, taskNames(10));

export async function ten_people_at_once(instance) {
  const story = createStory(instance);
  const inbox = openInbox(story);
  story.begin('start', 'each');
  const loop = story.enter('each', { isLoop: true });
  const entered = taskNames(10).map((_name, index) => {
    const loopCounter = index + 1;
    const element = story.enter('each', { loopCounter });
    story.tell('variablesChanged', { ...element, variables: { loopCounter } });
    return element;
  });
  for (const element of entered) inbox.offer(element, (each) => story.leave(each));
  await story.store();
  for (let told = inbox.size(); told > 0;) {
    await condition(() => inbox.size() < told);
    told = inbox.size();
    if (told > 0) await story.store();
  }
  story.leave(loop, 'end');
  await story.end('end');
}

/** A timer beside a task. */
function setTimer(story, ms) {
  const scope = new CancellationScope({ cancellable: true });
  const timer = { hasRung: false, cancel: () => scope.cancel() };
  void scope
    .run(() => sleep(ms))
    .then(
      () => (timer.hasRung = true),
      () => undefined,
    );
  const element = { elementId: 'late', elementInstanceId: story.nextId() };
  timer.record = { ...element, timerId: story.nextId() };
  story.tell('timerStarted', { ...timer.record, dueAt: Date.now() + ms });
  return timer;
}

async function decideInTime(instance, ms, target) {
  const story = createStory(instance);
  const inbox = openInbox(story);
  story.begin('start', 'decide');
  const decide = story.enter('decide');
  const timer = setTimer(story, ms);
  inbox.offer(decide, (element) => {
    story.tell('timerCanceled', timer.record);
    story.leave(element, target);
  });
  await story.store();
  await condition(() => timer.hasRung || inbox.size() === 0);
  return { story, inbox, timer };
}

export async function deadline_kept(instance) {
  const { story, timer } = await decideInTime(instance, dayMs, 'file');
  timer.cancel();
  closeJob(story, await carryOutJob(story, 'file'), 'end');
  await story.end('end');
}

export async function deadline_missed(instance) {
  const { story, inbox, timer } = await decideInTime(instance, 200, 'end');
  story.tell('timerFired', timer.record);
  inbox.withdraw();
  story.pass('late', 'remind');
  closeJob(story, await carryOutJob(story, 'remind'), 'reminded');
  await story.end('reminded');
}

/** Waits for one message. */
function subscribe(story, element) {
  const subscription = { hasCome: false };
  subscription.record = { ...element, subscriptionId: story.nextId() };
  setHandler(deliverMessage, ({ messageId }) => {
    if (subscription.hasCome) return;
    subscription.hasCome = true;
    const { record } = subscription;
    story.tell('messageCorrelated', { ...record, name: 'order', messageId });
    story.tell('subscriptionClosed', record);
  });
  story.tell('subscriptionOpened', { ...subscription.record, kind: 'message', name: 'order' });
  return subscription;
}

export async function message_caught(instance) {
  const story = createStory(instance);
  story.begin('start', 'answer');
  const answer = story.enter('answer');
  const subscription = subscribe(story, answer);
  await story.store();
  await condition(() => subscription.hasCome);
  story.leave(answer, 'end');
  await story.end('end');
}

export async function timer_at_event_gateway(instance) {
  const story = createStory(instance);
  story.begin('start', 'which');
  const which = story.enter('which');
  const answer = { elementId: 'answer', elementInstanceId: which.elementInstanceId };
  const silence = { elementId: 'silence', elementInstanceId: which.elementInstanceId };
  const subscription = subscribe(story, answer);
  const timerId = story.nextId();
  story.tell('timerStarted', { ...silence, timerId, dueAt: Date.now() + 200 });
  const waiting = condition(() => subscription.hasCome, 200);
  await story.store();
  await waiting;
  story.tell('timerFired', { ...silence, timerId });
  story.tell('subscriptionClosed', subscription.record);
  story.leave(which, 'silence');
  story.pass('silence', 'end');
  await story.end('end');
}

export async function event_sub_process(instance) {
  const story = createStory(instance);
  const inbox = openInbox(story);
  story.announce();
  const subscription = subscribe(story, { elementId: 'news', elementInstanceId: story.nextId() });
  story.pass('start', 'decide');
  inbox.offer(story.enter('decide'), (element) => story.leave(element, 'end'));
  await story.store();
  await condition(() => subscription.hasCome || inbox.size() === 0);
  inbox.withdraw();
  const changed = story.enter('changed');
  story.pass('news', 'react');
  closeJob(story, await carryOutJob(story, 'react'), 'reacted');
  await story.end('reacted', changed);
}

export async function ad_hoc(instance) {
  const story = createStory(instance);
  story.begin('start', 'desk');
  const desk = story.enter('desk');
  const names = taskNames(2);
  let started;
  let isDone = false;
  setHandler(
    startActivities,
    async ({ activities, actor }) => {
      const activityIds = activities.map(({ elementId }) => elementId);
      story.tell('adHocActivitiesStarted', { ...desk, activityIds, actor });
      const entered = activityIds.map((elementId) => story.enter(elementId));
      started = entered.map((element) => openJob(story, element));
      await story.stored();
      return { seq: 0 };
    },
    { validator: () => refuseUnless(started === undefined, 'adHocBusy') },
  );
  setHandler(
    completeAdHoc,
    async ({ actor }) => {
      story.tell('adHocClosed', { ...desk, actor });
      isDone = true;
      await story.stored();
      return { seq: 0 };
    },
    { validator: () => refuseUnless(!isDone, 'adHocClosed') },
  );
  const activities = names.map((elementId) => ({ elementId, name: '' }));
  const choices = { activities, isSequential: false, isCompletable: true };
  story.tell('adHocOpened', { ...desk, ...choices });
  await story.store();
  await condition(() => started !== undefined);
  await story.store();
  await carryOutJobs(story, started);
  await story.store();
  await condition(() => isDone);
  story.leave(desk, 'end');
  await story.end('end');
}
