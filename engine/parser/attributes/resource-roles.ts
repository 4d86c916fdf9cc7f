import type { ProgramValue } from '../../model/program.js';
import {
  type ModdleElement,
  readChild,
  readList,
  readText,
} from '../../tailoring/moddle-element.js';
import type { DraftElement } from '../draft-model.js';
import { type ModelReader, readBody } from '../model-reader.js';
import { describe } from '../problem.js';
import type { Assignment } from './assignment.js';

/**
 * BPMN 2.0.2 section 10.3.1: who performs an activity. A performer's expression gives the one who does it, that of
 * a potential owner people who may; a resource that is referred to is the role of its name.
 */
export function readResourceRoles(element: DraftElement, reader: ModelReader): Assignment {
  const roles = readList(element.source, 'resources');
  const owners = roles.filter(({ $type }) => $type === 'bpmn:PotentialOwner');
  const performers = roles.filter((role) => !owners.includes(role));
  const performing = listExpressions(performers);
  if (performing.length > 1) {
    const message = `Expected one performer of ${describe(element)} but got ${performing.length}`;
    reader.error(element, 'performerAmbiguous', message, { found: performing.length });
  }
  return {
    assignee: readAll(element, 'performer', performing.slice(0, 1), reader),
    users: readAll(element, 'potential owner', listExpressions(owners), reader),
    groups: undefined,
    roles: readResources(element, roles, reader),
  };
}

function listExpressions(roles: readonly ModdleElement[]): readonly string[] {
  return roles.flatMap((role) => {
    const assignment = readChild(role, 'resourceAssignmentExpression');
    const text = assignment === undefined ? undefined : readBody(assignment, 'expression')?.trim();
    return text === undefined || text === '' ? [] : [text];
  });
}

/** Several expressions, each a name or a list of names, become one list. */
function readAll(
  element: DraftElement,
  place: string,
  texts: readonly string[],
  reader: ModelReader,
): ProgramValue | undefined {
  const [first] = texts;
  if (first === undefined) return undefined;
  const expressions = texts.map((text) => reader.expression(element, place, text));
  if (expressions.includes(undefined)) return undefined;
  const [only] = expressions;
  if (texts.length === 1) return only && { type: 'expression', expression: only };
  const all = texts.map((text) => `(${text.replace(/^=/, '')})`).join(', ');
  const expression = reader.expression(element, place, `flatten([${all}])`);
  return expression && { type: 'expression', expression };
}

function readResources(
  element: DraftElement,
  roles: readonly ModdleElement[],
  reader: ModelReader,
): ProgramValue | undefined {
  const names = roles.flatMap((role) => {
    const resource = readChild(role, 'resourceRef');
    if (readList(role, 'resourceParameterBindings').length > 0) parametersIgnored(element, reader);
    return resource === undefined
      ? []
      : (readText(resource, 'name') ?? readText(resource, 'id') ?? []);
  });
  return names.length === 0 ? undefined : { type: 'constant', value: names.join(',') };
}

function parametersIgnored(element: DraftElement, reader: ModelReader): void {
  const message = `Expected no parameters of a resource at ${describe(element)}: they are not looked at, the role alone counts`;
  reader.warning(element, 'resourceParametersIgnored', message);
}
