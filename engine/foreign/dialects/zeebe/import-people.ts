import type { Fact } from '../../element-facts.js';
import { readText } from '../../xml/xml-text.js';
import { isRecord } from '../../../forms/form-schema.js';
import type { Place } from '../../place.js';
import { read } from './import-work.js';

export function importProcess(place: Place): void {
  for (const fact of place.facts.extensions('zeebe', 'versionTag')) {
    const tag = read(fact, 'value') ?? '';
    place.plan.set('versionTag', 'value', tag);
    place.mapped(fact, `the version tag '${tag}'`);
  }
  for (const fact of place.facts.extensions('zeebe', 'userTaskForm')) importEmbedded(place, fact);
}

/** A form that stands in the model itself. */
function importEmbedded(place: Place, fact: Fact): void {
  const formId = read(fact, 'id') ?? '';
  const schema = parse(fact.element === undefined ? '' : readText(fact.element));
  if (schema === undefined) return place.kept(fact, `Form '${formId}' is no JSON`);
  const text = `${JSON.stringify({ ...schema, id: formId }, undefined, 2)}\n`;
  place.model.forms.push({ name: `${formId}.form`, text });
  place.mapped(fact, `the form '${formId}', which is written beside the model`);
}

function parse(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

export function importForm(place: Place): void {
  for (const fact of place.facts.extensions('zeebe', 'formDefinition')) {
    const outside = read(fact, 'externalReference');
    if (outside !== undefined) {
      place.kept(fact, `The form '${outside}' of another application is not shown`);
      continue;
    }
    const key = read(fact, 'formKey')?.replace(/^camunda-forms:bpmn:/, '');
    const formId = read(fact, 'formId') ?? key ?? '';
    if (formId.startsWith('=')) {
      place.kept(fact, 'A form cannot be chosen by an expression');
      continue;
    }
    place.plan.set('form', 'formId', formId);
    place.mapped(fact, `the form '${formId}'`);
  }
}

export function importUserTask(place: Place): void {
  const { facts } = place;
  for (const fact of facts.extensions('zeebe', 'userTask'))
    place.mapped(fact, 'a task of the engine, as every user task is');
  setAll(
    place,
    'assignmentDefinition',
    'assignment',
    ['assignee', 'candidateUsers', 'candidateGroups'],
    'blocks',
  );
  setAll(place, 'taskSchedule', 'schedule', ['dueDate', 'followUpDate'], 'kept');
  for (const fact of facts.extensions('zeebe', 'priorityDefinition')) importPriority(place, fact);
}

function setAll(
  place: Place,
  local: string,
  extension: string,
  names: readonly string[],
  fate: 'blocks' | 'kept',
): void {
  for (const fact of place.facts.extensions('zeebe', local)) {
    const set = names.flatMap((name) => {
      const text = read(fact, name);
      const value = text === undefined || text === '' ? undefined : place.value(fact, text, fate);
      if (value === undefined) return [];
      place.plan.set(extension, name, value);
      return [`${name} ${value}`];
    });
    if (set.length > 0) place.mapped(fact, set.join(', '));
  }
}

function importPriority(place: Place, fact: Fact): void {
  const text = read(fact, 'priority') ?? '';
  const isNumber = /^\d{1,3}$/.test(text) && Number(text) <= 100;
  if (!isNumber && !text.startsWith('='))
    return place.kept(fact, `Expected a priority from 0 to 100 but got '${text}'`);
  const value = place.value(fact, text, 'kept');
  if (value === undefined) return;
  place.plan.set('schedule', 'priority', value);
  place.mapped(fact, `the priority ${value}`);
}
