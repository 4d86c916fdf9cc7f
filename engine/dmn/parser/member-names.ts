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

/** Those that the grammar can tell by itself need not be known. */
const plainName = /^[A-Za-z_]\w*$/;

export function collectMemberNames(units: readonly ModelUnit[]): readonly string[] {
  const names = new Set<string>();
  const learn = (name: string) => {
    if (!plainName.test(name)) names.add(name);
  };
  const visit = (element: XmlElement) => {
    const name = element.attributes['name'];
    if (name !== undefined && naming.has(element.name)) learn(normalizeName(name));
    element.children.forEach(visit);
  };
  for (const { root } of units) visit(root);
  names.delete('');
  return [...names];
}
