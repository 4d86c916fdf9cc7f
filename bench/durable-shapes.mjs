import { shapes as coreShapes } from './core-shapes.mjs';

/** How many instances run at once, and how many in all per round. */
const sizes = {
  one_task: { atOnce: 20, instances: 60 },
  ten_tasks: { atOnce: 10, instances: 20 },
  four_parallel_tasks: { atOnce: 10, instances: 30 },
  user_task: { atOnce: 20, instances: 80 },
  ten_user_tasks: { atOnce: 20, instances: 20 },
  parent_with_50_children: { atOnce: 1, instances: 2 },
};

const userTask = (number) =>
  `<userTask id="task${number}"><extensionElements><lemniscate:assignment candidateRoles="agent" /></extensionElements></userTask>`;

/** Ten steps of people in a row: what a step costs, apart from start and end. */
function tenUserTasks() {
  const numbers = Array.from({ length: 10 }, (_, index) => index + 1);
  const names = ['start', ...numbers.map((number) => `task${number}`), 'end'];
  const flows = names
    .slice(1)
    .map(
      (target, index) =>
        `<sequenceFlow id="${names[index]}-${target}" sourceRef="${names[index]}" targetRef="${target}" />`,
    );
  return `<?xml version="1.0" encoding="UTF-8"?>
<definitions id="definitions" targetNamespace="urn:lemniscate:bench"
  xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:lemniscate="urn:lemniscate:bpmn:1">
  <process id="main" isExecutable="true">
    <startEvent id="start" />${numbers.map(userTask).join('')}<endEvent id="end" />${flows.join('')}
  </process>
</definitions>`;
}

/** Work items of one instance: service jobs or user tasks, its called instances' included. */
const tasks = {
  one_task: 1,
  ten_tasks: 10,
  four_parallel_tasks: 4,
  user_task: 1,
  ten_user_tasks: 10,
  parent_with_50_children: 50,
};

const xmlOf = (name) =>
  name === 'ten_user_tasks'
    ? tenUserTasks()
    : coreShapes
        .find((shape) => shape.name === name)
        .xml.replace('isExecutable="false"', 'isExecutable="true"');

export const shapes = Object.entries(sizes).map(([name, size]) => ({
  name,
  ...size,
  tasks: tasks[name],
  isHuman: name.includes('user'),
  xml: xmlOf(name),
}));
