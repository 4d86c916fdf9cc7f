import { normalizeName } from '../find-element.js';
import type { ModelUnit } from './model-unit.js';
import type { XmlElement } from './xml-tree.js';

/** Elements whose names may stand after a dot, inside a filter, or before the value of an argument. */
const naming = new Set([
  'itemComponent',
  'output',
  'column',
  'variable',
  'formalParameter',
  'parameters',
  'decision',
  'inputData',
  'businessKnowledgeModel',
  'decisionService',
  'itemDefinition',
]);

export function collectMemberNames(units: readonly ModelUnit[]): readonly string[] {
  const names = new Set<string>();
  const visit = (element: XmlElement) => {
    const name = element.attributes['name'];
    if (name !== undefined && naming.has(element.name)) names.add(normalizeName(name));
    element.children.forEach(visit);
  };
  for (const { root } of units) visit(root);
  names.delete('');
  return [...names];
}
