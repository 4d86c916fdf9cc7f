import { type ModdleElement, readList, readText } from '../tailoring/moddle-element.js';
import { describe, type Problem, problemAt } from './problem.js';

/** BPMN 2.0.2 section 10.5.2: a process that is called begins at a start event without a trigger. Looks at calls inside one file. */
export function checkCalledProcesses(definitions: ModdleElement): readonly Problem[] {
  const processes = readList(definitions, 'rootElements').filter(
    ({ $type }) => $type === 'bpmn:Process',
  );
  const uncallable = new Map(
    processes
      .filter((process) => !canBeCalled(process))
      .map((process) => [readText(process, 'id'), process]),
  );
  if (uncallable.size === 0) return [];
  return processes
    .flatMap(listCalls)
    .filter((call) => uncallable.has(readText(call, 'calledElement')))
    .map(tellUncallable);
}

function canBeCalled(process: ModdleElement): boolean {
  const starts = readList(process, 'flowElements').filter(
    ({ $type }) => $type === 'bpmn:StartEvent',
  );
  return starts.length === 0 || starts.some(hasNoTrigger);
}

function hasNoTrigger(start: ModdleElement): boolean {
  const definitions = readList(start, 'eventDefinitions');
  return definitions.length === 0 && readList(start, 'eventDefinitionRef').length === 0;
}

function listCalls(scope: ModdleElement): readonly ModdleElement[] {
  return readList(scope, 'flowElements').flatMap((element) =>
    element.$type === 'bpmn:CallActivity' ? [element] : listCalls(element),
  );
}

function tellUncallable(call: ModdleElement): Problem {
  const subject = { id: readText(call, 'id') ?? '', name: readText(call, 'name') ?? '' };
  const called = readText(call, 'calledElement') ?? '';
  const message = `Expected process '${called}', which ${describe(subject)} calls, to have a start event without a trigger but it has none`;
  return problemAt(subject, 'error', 'calledProcessWithoutStart', message, { called });
}
