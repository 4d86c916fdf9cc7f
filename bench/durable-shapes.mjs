import { shapes as coreShapes } from './core-shapes.mjs';
import { models } from './durable-models.mjs';

const people =
  (count) =>
  async ({ take, complete }) => {
    for (let done = 0; done < count; done += 1) await complete((await take('taskOpened')).taskId);
  };

const sender = async ({ take, deliver }) =>
  deliver((await take('subscriptionOpened')).subscriptionId);

/** Begins both activities, and says that all is done when they are. */
const chooser = async ({ take, update }) => {
  const { elementInstanceId } = await take('adHocOpened');
  const activities = ['task1', 'task2'].map((elementId) => ({ elementId, variables: {} }));
  await update('startActivities', { elementInstanceId, activities });
  for (const each of activities)
    await take('elementCompleted', ({ elementId }) => elementId === each.elementId);
  await update('completeAdHoc', { elementInstanceId });
};

/**
 * How many instances run at once, and how many in all per round; `tasks` counts the service jobs and user tasks of
 * one instance, those of called ones too, and `act` is what happens from outside.
 */
const plans = {
  one_task: { atOnce: 20, instances: 60, tasks: 1 },
  ten_tasks: { atOnce: 10, instances: 20, tasks: 10 },
  four_parallel_tasks: { atOnce: 10, instances: 30, tasks: 4 },
  user_task: { atOnce: 20, instances: 80, tasks: 1, isHuman: true, act: people(1) },
  ten_user_tasks: { atOnce: 20, instances: 20, tasks: 10, isHuman: true, act: people(10) },
  parent_with_50_children: { atOnce: 1, instances: 2, tasks: 50 },
  twenty_jobs_at_once: { atOnce: 5, instances: 10, tasks: 20 },
  ten_people_at_once: { atOnce: 20, instances: 20, tasks: 10, isHuman: true, act: people(10) },
  ten_jobs_in_a_loop: { atOnce: 10, instances: 20, tasks: 10 },
  inclusive_join: { atOnce: 10, instances: 30, tasks: 2 },
  timer_at_event_gateway: { atOnce: 20, instances: 60, tasks: 0 },
  deadline_kept: { atOnce: 20, instances: 40, tasks: 2, act: people(1) },
  deadline_missed: { atOnce: 20, instances: 40, tasks: 2 },
  event_sub_process: { atOnce: 20, instances: 40, tasks: 2, act: sender },
  message_caught: { atOnce: 20, instances: 60, tasks: 0, act: sender },
  five_feel_scripts: { atOnce: 20, instances: 60, tasks: 0 },
  five_javascripts: { atOnce: 10, instances: 30, tasks: 0 },
  compensation: { atOnce: 10, instances: 30, tasks: 4 },
  ad_hoc: { atOnce: 10, instances: 30, tasks: 2, act: chooser },
};

const xmlOf = (name) =>
  models[name] ??
  coreShapes
    .find((shape) => shape.name === name)
    .xml.replace('isExecutable="false"', 'isExecutable="true"');

export const shapes = Object.entries(plans).map(([name, plan]) => ({
  name,
  isHuman: false,
  ...plan,
  xml: xmlOf(name),
}));
