import type { Problem } from '../parser/index.js';
import { ownNamespace } from './namespaces.js';
import { declareOwnPrefix } from './own-extensions.js';
import type { ImportEntry } from './report.js';
import {
  createElement,
  insertFirst,
  nameLike,
  removeElement,
  setAttribute,
} from './xml/edit-xml.js';
import {
  childElements,
  localNameOf,
  readAttribute,
  readForeignAttribute,
  type XmlElement,
} from './xml/xml-node.js';

/** Engines that give a decision all variables of the process, whether it says that it needs them or not. */
const generous = /camunda|flowable|activiti|zeebe/i;

export function isGenerous(root: XmlElement): boolean {
  return root.attributes.some(({ value }) => generous.test(value));
}

/** By decision, the names that its expressions use without having asked for them. */
type Needs = ReadonlyMap<XmlElement, ReadonlySet<string>>;

/**
 * In DMN a decision knows what it requires, and nothing else. What other engines hand over in silence becomes a required
 * input; an export takes it away again.
 */
export function requireInputs(
  file: string,
  root: XmlElement,
  problems: readonly Problem[],
): readonly ImportEntry[] {
  const needs = findNeeds(root, problems);
  if (needs.size === 0) return [];
  const prefix = declareOwnPrefix(root, (name) => setAttribute(root, name, ownNamespace));
  const mark = { [`${prefix}:imported`]: 'true' };
  const inputs = new Map<string, string>();
  return [...needs].map(([decision, names]) => {
    for (const name of names) {
      const id = inputs.get(name) ?? addInput(root, name, mark);
      inputs.set(name, id);
      addRequirement(decision, id, mark);
    }
    return describe(file, decision, [...names]);
  });
}

function findNeeds(root: XmlElement, problems: readonly Problem[]): Needs {
  const needs = new Map<XmlElement, Set<string>>();
  const decisions = childElements(root).filter(({ name }) => localNameOf(name) === 'decision');
  for (const { rule, params } of problems) {
    const { name, line } = params;
    if (rule !== 'unknownName' || typeof name !== 'string' || typeof line !== 'number') continue;
    const decision = [...decisions].reverse().find((each) => each.line <= line);
    if (decision === undefined || !hasLine(decision, line)) continue;
    needs.set(decision, (needs.get(decision) ?? new Set()).add(name));
  }
  return needs;
}

function hasLine(element: XmlElement, line: number): boolean {
  return element.line === line || childElements(element).some((child) => hasLine(child, line));
}

function addInput(root: XmlElement, name: string, mark: Readonly<Record<string, string>>): string {
  const id = freeId(root, `InputData_${name.replace(/[^\w]/g, '_')}`);
  const variable = createElement(nameLike(root, 'variable'), { id: `${id}_variable`, name });
  const input = createElement(nameLike(root, 'inputData'), { id, name, ...mark }, [variable]);
  insertFirst(root, input, ['description', 'extensionElements', 'import', 'itemDefinition']);
  return id;
}

/** Everything that has an id of its own stands right below the definitions. */
function freeId(root: XmlElement, wanted: string): string {
  const taken = new Set(childElements(root).map((each) => readAttribute(each, 'id')));
  let id = wanted;
  for (let count = 2; taken.has(id); count += 1) id = `${wanted}_${count}`;
  return id;
}

function addRequirement(
  decision: XmlElement,
  input: string,
  mark: Readonly<Record<string, string>>,
): void {
  const required = createElement(nameLike(decision, 'requiredInput'), { href: `#${input}` });
  const id = `${readAttribute(decision, 'id') ?? ''}_${input}`;
  const requirement = createElement(nameLike(decision, 'informationRequirement'), { id, ...mark }, [
    required,
  ]);
  const before = ['description', 'extensionElements', 'question', 'allowedAnswers', 'variable'];
  insertFirst(decision, requirement, before);
}

function describe(file: string, decision: XmlElement, names: readonly string[]): ImportEntry {
  return {
    file,
    elementId: readAttribute(decision, 'id') ?? '',
    elementName: readAttribute(decision, 'name') ?? '',
    what: 'dmn:inputExpression',
    fate: 'mapped',
    message: `Becomes a decision that requires what it names: ${names.join(', ')}.`,
    line: decision.line,
  };
}

/** Takes away what an import has added to decisions. */
export function releaseInputs(root: XmlElement): void {
  const marked = [root, ...childElements(root)].flatMap((holder) =>
    childElements(holder).filter(
      (each) => readForeignAttribute(each, ownNamespace, 'imported') !== undefined,
    ),
  );
  marked.forEach(removeElement);
}
