import { isModdleElement, type ModdleElement, readText } from '../tailoring/moddle-element.js';
import { compileProcess, type CompiledProcess } from './compile-process.js';
import type { CompileOptions } from './index.js';
import type { Problem } from './problem.js';

/** Global tasks by the task that does their work. */
const taskTypes: Readonly<Record<string, string>> = {
  'bpmn:GlobalTask': 'bpmn:Task',
  'bpmn:GlobalUserTask': 'bpmn:UserTask',
  'bpmn:GlobalManualTask': 'bpmn:ManualTask',
  'bpmn:GlobalScriptTask': 'bpmn:ScriptTask',
  'bpmn:GlobalBusinessRuleTask': 'bpmn:BusinessRuleTask',
};

export function isGlobalTask({ $type }: ModdleElement): boolean {
  return Object.hasOwn(taskTypes, $type);
}

/**
 * A global task (BPMN 2.0.2 section 10.3.4) as a process that does this one task. It can be called and not be
 * started by hand. The inner elements have the global task's id with `-start`, `-task` and `-end`.
 */
export function compileGlobalTask(task: ModdleElement, options: CompileOptions): CompiledProcess {
  const id = readText(task, 'id') ?? '';
  const compiled = compileProcess(wrap(task, id), options, { isCalledOnly: true });
  return { ...compiled, problems: compiled.problems.map((problem) => tellOf(problem, id)) };
}

/** Problems name what stands in the file. */
function tellOf(problem: Problem, id: string): Problem {
  if (problem.elementId !== `${id}-task`) return problem;
  const message = problem.message.replaceAll(`'${id}-task'`, `'${id}'`);
  return { ...problem, elementId: id, message };
}

function wrap(task: ModdleElement, id: string): ModdleElement {
  const create = creatorOf(task);
  const name = readText(task, 'name');
  const own = { ...(name === undefined ? {} : { name }) };
  const start = create('bpmn:StartEvent', { id: `${id}-start` });
  const work = create(taskTypes[task.$type] ?? 'bpmn:Task', {
    ...own,
    ...workOf(task),
    id: `${id}-task`,
  });
  const end = create('bpmn:EndEvent', { id: `${id}-end` });
  const flows = [
    create('bpmn:SequenceFlow', { id: `${id}-begin`, sourceRef: start, targetRef: work }),
    create('bpmn:SequenceFlow', { id: `${id}-finish`, sourceRef: work, targetRef: end }),
  ];
  const process = create('bpmn:Process', {
    ...own,
    id,
    isExecutable: true,
    ...pick(task, ['ioSpecification']),
    flowElements: [start, work, end, ...flows],
  });
  Object.defineProperty(process, '$parent', { value: task['$parent'] });
  return process;
}

/** What says how the task is done. A script is written in the language that a script task calls its format. */
function workOf(task: ModdleElement): Readonly<Record<string, unknown>> {
  const language = readText(task, 'scriptLanguage');
  return {
    ...pick(task, ['extensionElements', 'resources', 'implementation', 'renderings', 'script']),
    ...(language === undefined ? {} : { scriptFormat: language }),
  };
}

function pick(task: ModdleElement, properties: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(
    properties.filter((name) => task[name] !== undefined).map((name) => [name, task[name]]),
  );
}

type Creator = (type: string, properties: Readonly<Record<string, unknown>>) => ModdleElement;

/** Elements know the model that made them, and it can make more. */
function creatorOf(task: ModdleElement): Creator {
  const model = task['$model'] as { create(type: string, properties: unknown): unknown };
  return (type, properties) => {
    const made = model.create(type, properties);
    return isModdleElement(made) ? made : { $type: type, ...properties };
  };
}
