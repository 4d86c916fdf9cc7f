/**
 * What workflows written by hand have in common: they tell the facts that our interpreter tells, in batches, and let
 * workers do jobs. Workflow code.
 */
import {
  allHandlersFinished,
  condition,
  proxyActivities,
  proxyLocalActivities,
} from '@temporalio/workflow';

const { 'lemniscate.recordFacts': recordFacts, 'lemniscate.runScript': runScript } =
  proxyLocalActivities({ startToCloseTimeout: '30s' });
const { work } = proxyActivities({ startToCloseTimeout: '1m', retry: { maximumAttempts: 3 } });

export { runScript };

/** Facts of one instance, numbered, told in batches. */
export function createStory(instance) {
  let seq = 0;
  let counter = 1;
  let facts = [];
  let batches = 0;
  const { instanceId } = instance;
  const story = {
    instance,
    nextId: () => `${instanceId}:${(counter += 1)}`,
    tell(type, record) {
      facts.push({ seq: (seq += 1), occurredAt: Date.now(), record: { type, ...record } });
    },
    async store() {
      const batch = facts;
      facts = [];
      await recordFacts({ instance, facts: batch });
      batches += 1;
    },
    /** What has been told up to now is stored. */
    async stored() {
      const before = batches;
      await condition(() => batches > before);
    },
    enter(elementId, more = {}) {
      const elementInstanceId = `${instanceId}:e${(counter += 1)}`;
      story.tell('elementActivated', { elementId, elementInstanceId, ...more });
      return { elementId, elementInstanceId };
    },
    leave(element, ...targets) {
      story.tell('elementCompleted', element);
      for (const target of targets)
        story.tell('flowTaken', { flowId: `${element.elementId}-${target}` });
    },
    pass(elementId, ...targets) {
      story.leave(story.enter(elementId), ...targets);
    },
    announce() {
      story.tell('instanceStarted', {
        processId: instance.processId,
        variables: {},
        actor: { type: 'user', id: 'bench' },
      });
    },
    begin(elementId, ...targets) {
      story.announce();
      story.pass(elementId, ...targets);
    },
    async end(elementId, ...around) {
      story.pass(elementId);
      for (const element of around) story.leave(element);
      story.tell('instanceCompleted', { variables: {} });
      await story.store();
      await condition(allHandlersFinished);
    },
  };
  return story;
}

export function openJob(story, element) {
  const jobId = story.nextId();
  story.tell('jobCreated', { ...element, jobId, jobType: 'work' });
  return { element, jobId };
}

export function closeJob(story, { element, jobId }, ...targets) {
  story.tell('jobCompleted', { ...element, jobId });
  story.leave(element, ...targets);
}

export function doJob({ instance }, { element: { elementId }, jobId }) {
  return work({ instance, jobId, elementId, jobType: 'work', variables: {} });
}

/** One job, from its beginning to its end. */
export async function carryOutJob(story, elementId, more) {
  const job = openJob(story, story.enter(elementId, more));
  await story.store();
  await doJob(story, job);
  return job;
}

/** Things that end beside each other; what ends together is told together. */
export async function untilAllHaveEnded(story, running) {
  let open = running.length;
  for (const each of running) void each.then(() => (open -= 1));
  for (let told = open; told > 0;) {
    await condition(() => open < told);
    told = open;
    if (told > 0) await story.store();
  }
}

/** Jobs beside each other. */
export function carryOutJobs(story, jobs, ...targets) {
  return untilAllHaveEnded(
    story,
    jobs.map((job) => doJob(story, job).then(() => closeJob(story, job, ...targets))),
  );
}
