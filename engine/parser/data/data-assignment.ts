import type { ProgramMapping } from '../../model/program.js';
import { type ModdleElement, readText } from '../../tailoring/moddle-element.js';
import { type ModelReader, readBody } from '../model-reader.js';
import { describe } from '../problem.js';
import type { DraftElement } from '../draft-model.js';
import { type DataItem, type DataItems, isVariableName } from './data-items.js';

/** One data association on its way into mappings. */
export interface Association {
  readonly element: DraftElement;
  readonly model: ModdleElement;
  readonly sources: readonly DataItem[];
  readonly target: DataItem | undefined;
  readonly items: DataItems;
}

export function needsOf(sources: readonly DataItem[]): { readonly needs?: readonly string[] } {
  return sources.length === 0 ? {} : { needs: sources.map(({ variable }) => variable) };
}

/** From an expression to the target or a part of it: `to` is a name, or names with dots between them. */
export function compileAssignment(
  association: Association,
  assignment: ModdleElement,
  reader: ModelReader,
): ProgramMapping | undefined {
  const { element, sources } = association;
  const from = readBody(assignment, 'from') ?? '';
  const expression = reader.expression(element, 'assignment', from);
  const target = readTarget(association, assignment, reader);
  if (expression === undefined || target === undefined) return undefined;
  return { ...target, source: { type: 'expression', expression }, ...needsOf(sources) };
}

function readTarget(
  association: Association,
  assignment: ModdleElement,
  reader: ModelReader,
): Pick<ProgramMapping, 'target' | 'path' | 'valueType'> | undefined {
  const { element } = association;
  const text = (readBody(assignment, 'to') ?? '').trim().replace(/^=\s*/, '');
  const [root = '', ...path] = text.split('.').map((part) => part.trim());
  const target = findRoot(association, root);
  if (target !== undefined && path.every(isVariableName)) {
    return path.length === 0 ? target : { target: target.target, path };
  }
  const isInput = association.model.$type === 'bpmn:DataInputAssociation';
  const wanted = isInput ? 'a data input or property of its own' : 'data';
  const message = `Expected an assignment of ${describe(element)} to name ${wanted}, or a part of it, but got '${text}'`;
  reader.error(element, 'assignmentTargetInvalid', message, { to: text });
  return undefined;
}

/** By id or by name. An element may change what it sees when it ends, but only its own when it begins. */
function findRoot(
  { element, model, items }: Association,
  root: string,
): Pick<ProgramMapping, 'target' | 'valueType'> | undefined {
  const isInput = model.$type === 'bpmn:DataInputAssociation';
  for (const [source, { variable, valueType, owner }] of items) {
    const isMeant = variable === root || readText(source, 'id') === root;
    if (!isMeant || (isInput && owner !== element.index)) continue;
    return { target: variable, ...(valueType === undefined ? {} : { valueType }) };
  }
  return !isInput && isVariableName(root) ? { target: root } : undefined;
}
