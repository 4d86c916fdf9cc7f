import type { Problem } from '../../parser/problem.js';
import type { ModelUnit } from './model-unit.js';
import { nameOf, problemOf } from './reading.js';
import { childrenNamed, type XmlElement } from './xml-tree.js';

const graphElements = new Set([
  'inputData',
  'decision',
  'businessKnowledgeModel',
  'decisionService',
]);

/** In a file, the elements of the graph have different names, so have the types, and all ids differ. */
export function checkNames({ root }: ModelUnit): readonly Problem[] {
  const drawn = root.children.filter(({ name }) => graphElements.has(name));
  const named = [...drawn, ...childrenNamed(root, 'import')];
  return [
    ...findTwice(named, nameOf, 'nameDuplicate', 'name'),
    ...findTwice(childrenNamed(root, 'itemDefinition'), nameOf, 'nameDuplicate', 'name'),
    ...findTwice(listModel(root), ({ attributes }) => attributes['id'] ?? '', 'idDuplicate', 'id'),
  ];
}

function findTwice(
  elements: readonly XmlElement[],
  read: (element: XmlElement) => string,
  rule: string,
  what: string,
): readonly Problem[] {
  const seen = new Set<string>();
  return elements.flatMap((element) => {
    const value = read(element);
    if (value === '' || !seen.has(value)) {
      seen.add(value);
      return [];
    }
    const message = `Expected ${what} '${value}' once but another element has it`;
    const owner = { id: element.attributes['id'] ?? value, name: nameOf(element) };
    return [problemOf(element, owner, rule, message, { [what]: value })];
  });
}

/** Everything but the drawing, whose ids nothing refers to. */
function listModel(element: XmlElement): readonly XmlElement[] {
  if (element.name === 'DMNDI' || element.name === 'extensionElements') return [];
  return [element, ...element.children.flatMap(listModel)];
}
