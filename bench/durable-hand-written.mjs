/**
 * What a programmer would write on Temporal for the same processes: no interpreter, but the same facts in the same
 * batches, the same activities and Updates. Bundled as workflow code.
 */
import {
  condition,
  defineUpdate,
  proxyActivities,
  proxyLocalActivities,
  setHandler,
  startChild,
} from '@temporalio/workflow';

const { 'lemniscate.recordFacts': recordFacts } = proxyLocalActivities({
  startToCloseTimeout: '30s',
});
const { work } = proxyActivities({ startToCloseTimeout: '1m', retry: { maximumAttempts: 3 } });
const completeTask = defineUpdate('completeTask');

/** Facts of one instance, numbered, told in batches. */
function createStory(instance) {
  let seq = 0;
  let counter = 1;
  let facts = [];
  const { instanceId } = instance;
  const story = {
    nextId: () => `${instanceId}:${(counter += 1)}`,
    tell(type, record) {
      facts.push({ seq: (seq += 1), occurredAt: Date.now(), record: { type, ...record } });
    },
    async store() {
      const batch = facts;
      facts = [];
      await recordFacts({ instance, facts: batch });
    },
    enter(elementId) {
      const elementInstanceId = `${instanceId}:e${(counter += 1)}`;
      story.tell('elementActivated', { elementId, elementInstanceId });
      return { elementId, elementInstanceId };
    },
    leave(element, ...targets) {
      story.tell('elementCompleted', element);
      for (const target of targets)
        story.tell('flowTaken', { flowId: `${element.elementId}-${target}` });
    },
    begin(elementId, ...targets) {
      story.tell('instanceStarted', {
        processId: instance.processId,
        variables: {},
        actor: { type: 'user', id: 'bench' },
      });
      story.leave(story.enter(elementId), ...targets);
    },
    end(elementId) {
      story.leave(story.enter(elementId));
      story.tell('instanceCompleted', { variables: {} });
    },
  };
  return story;
}

function openJob(story, elementId) {
  const element = story.enter(elementId);
  const jobId = story.nextId();
  story.tell('jobCreated', { ...element, jobId, jobType: 'work' });
  return { element, jobId };
}

function closeJob(story, { element, jobId }, target) {
  story.tell('jobCompleted', { ...element, jobId });
  story.leave(element, target);
}

async function sequence(instance, names, first = 'start', last = 'end') {
  const story = createStory(instance);
  story.begin(first, names[0]);
  for (const [index, name] of names.entries()) {
    const job = openJob(story, name);
    await story.store();
    await work({ instance, jobId: job.jobId, elementId: name, jobType: 'work', variables: {} });
    closeJob(story, job, names[index + 1] ?? last);
  }
  story.end(last);
  await story.store();
}

const taskNames = (count) => Array.from({ length: count }, (_, index) => `task${index + 1}`);

export const one_task = (instance) => sequence(instance, taskNames(1));
export const ten_tasks = (instance) => sequence(instance, taskNames(10));
export const called = (instance) => sequence(instance, ['work'], 'begin', 'finish');

export async function four_parallel_tasks(instance) {
  const story = createStory(instance);
  const names = taskNames(4);
  story.begin('start', 'fork');
  story.leave(story.enter('fork'), ...names);
  const jobs = names.map((name) => openJob(story, name));
  await story.store();
  let open = jobs.length;
  for (const job of jobs) {
    void work({
      instance,
      jobId: job.jobId,
      elementId: job.element.elementId,
      jobType: 'work',
      variables: {},
    }).then(() => {
      closeJob(story, job, 'join');
      open -= 1;
    });
  }
  for (let told = open; told > 0;) {
    await condition(() => open < told);
    told = open;
    if (told > 0) await story.store();
  }
  story.leave(story.enter('join'), 'end');
  story.end('end');
  await story.store();
}

async function userTasks(instance, names) {
  const story = createStory(instance);
  let open;
  let stored = 0;
  setHandler(
    completeTask,
    async ({ actor }) => {
      const task = open;
      open = undefined;
      story.tell('taskCompleted', { ...task.element, taskId: task.taskId, actor });
      story.leave(task.element, task.target);
      const mine = stored;
      await condition(() => stored > mine);
      return { seq: 0 };
    },
    {
      validator: ({ taskId }) => {
        if (open?.taskId !== taskId) throw new Error('unknownTask');
      },
    },
  );
  story.begin('start', names[0]);
  for (const [index, name] of names.entries()) {
    const element = story.enter(name);
    const taskId = story.nextId();
    const candidates = { users: [], groups: [], roles: ['agent'] };
    story.tell('taskOpened', { ...element, taskId, name: '', candidates, assignmentEpoch: 1 });
    open = { element, taskId, target: names[index + 1] ?? 'end' };
    await story.store();
    stored += 1;
    await condition(() => open === undefined);
  }
  story.end('end');
  await story.store();
  stored += 1;
  await condition(() => true);
}

export const user_task = (instance) => userTasks(instance, ['task']);
export const ten_user_tasks = (instance) => userTasks(instance, taskNames(10));

export async function parent_with_50_children(instance) {
  const story = createStory(instance);
  const names = Array.from({ length: 50 }, (_, index) => `call${index + 1}`);
  story.begin('start', 'fork');
  story.leave(story.enter('fork'), ...names);
  const calls = names.map((name) => {
    const element = story.enter(name);
    const childId = story.nextId();
    story.tell('childStarted', { ...element, childId, processId: 'called' });
    return { element, childId };
  });
  let open = calls.length;
  for (const { element, childId } of calls) {
    const instanceId = childId.replace(':', '-c');
    const child = {
      ...instance,
      instanceId,
      processId: 'called',
      parentInstanceId: instance.instanceId,
    };
    void startChild('called', { workflowId: instanceId, args: [child] })
      .then((handle) => handle.result())
      .then(() => {
        story.tell('childEnded', { ...element, childId, outcome: 'completed' });
        story.leave(element, 'join');
        open -= 1;
      });
  }
  await story.store();
  for (let told = open; told > 0;) {
    await condition(() => open < told);
    told = open;
    if (told > 0) await story.store();
  }
  story.leave(story.enter('join'), 'end');
  story.end('end');
  await story.store();
}
