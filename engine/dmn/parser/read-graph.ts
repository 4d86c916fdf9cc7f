import type { BoxedExpression } from '../model/boxed-expression.js';
import type {
  Decision,
  DecisionService,
  InputDatum,
  KnowledgeModel,
  Requirement,
} from '../model/decision-model.js';
import { type ElementIndex, elementKey, type IndexedElement } from './element-index.js';
import {
  findExpression,
  readExpression,
  readFunctionParts,
  readParameter,
} from './read-expression.js';
import { idOf, nameOf, NameScope, type Owner, problemOf, type Reading } from './reading.js';
import { childNamed, childrenNamed, type XmlElement } from './xml-tree.js';

export interface Graph {
  readonly inputs: readonly InputDatum[];
  readonly decisions: readonly Decision[];
  readonly knowledge: readonly KnowledgeModel[];
  readonly services: readonly DecisionService[];
}

/** Reads the elements of one file. */
export function readGraph(reading: Reading, index: ElementIndex): Graph {
  const elements = (name: string) => childrenNamed(reading.unit.root, name);
  return {
    inputs: elements('inputData').map((element) => readHead(element, reading)),
    decisions: elements('decision').map((element) => readDecision(element, reading, index)),
    knowledge: elements('businessKnowledgeModel').map((element) =>
      readKnowledge(element, reading, index),
    ),
    services: elements('decisionService').map((element) => readService(element, reading, index)),
  };
}

function ownerOf(element: XmlElement): Owner {
  const name = nameOf(element);
  return { id: idOf(element, { id: name, name }), name };
}

/** What all elements of the graph have. */
function readHead(element: XmlElement, reading: Reading): InputDatum {
  const owner = ownerOf(element);
  const { unit } = reading;
  const variable = childNamed(element, 'variable');
  const parameter = variable && readParameter(variable, new NameScope(reading, owner, []));
  if (owner.name === '') {
    const message = `Expected a name but the <${element.name}> has none`;
    reading.problems.push(problemOf(element, owner, 'nameMissing', message));
  }
  const { name = '', ...type } = parameter ?? {};
  return {
    key: elementKey(unit, owner.id),
    ...owner,
    ...readWays(unit),
    ...(name === '' || name === owner.name ? {} : { variable: name }),
    ...readVersionTag(element),
    ...type,
  };
}

const ownNamespace = 'urn:lemniscate:bpmn:1';

/** Our one extension of DMN. */
function readVersionTag(element: XmlElement): { readonly versionTag?: string } {
  const extensions = childNamed(element, 'extensionElements');
  const tag = (extensions?.children ?? []).find(
    ({ name, namespace }) => name === 'versionTag' && namespace === ownNamespace,
  );
  const versionTag = tag?.attributes['value'];
  return versionTag === undefined ? {} : { versionTag };
}

function readWays({ ways: [importedAs, ...otherWays] }: Reading['unit']) {
  if (importedAs === undefined) return {};
  return otherWays.length === 0 ? { importedAs } : { importedAs, otherWays };
}

function readDecision(element: XmlElement, reading: Reading, index: ElementIndex): Decision {
  const head = readHead(element, reading);
  const requirements = readRequirements(element, reading, index, head);
  const scope = new NameScope(reading, head, namesOf(requirements));
  const expression = findExpression(element);
  if (expression === undefined) {
    const message = `Expected logic but decision '${head.name}' has none, so it is null`;
    reading.problems.push(problemOf(element, head, 'logicMissing', message, {}, 'warning'));
    return { ...head, requirements, logic: absentLogic(head.id, message) };
  }
  return { ...head, requirements, logic: readExpression(expression, scope) };
}

function readKnowledge(element: XmlElement, reading: Reading, index: ElementIndex): KnowledgeModel {
  const head = readHead(element, reading);
  const requirements = readRequirements(element, reading, index, head);
  const own = head.variable ?? head.name;
  const scope = new NameScope(reading, head, [...namesOf(requirements), own]);
  const logic = childNamed(element, 'encapsulatedLogic');
  const parts = logic && readFunctionParts(logic, scope);
  if (parts === undefined || (parts.language === 'FEEL' && parts.body === undefined)) {
    const message = `Expected logic but business knowledge model '${head.name}' has none, so it is null`;
    reading.problems.push(problemOf(element, head, 'logicMissing', message, {}, 'warning'));
  }
  return {
    ...head,
    requirements,
    parameters: parts?.parameters ?? [],
    language: parts?.language ?? 'FEEL',
    logic: parts?.body ?? absentLogic(head.id, `Expected logic but '${head.name}' has none`),
  };
}

function absentLogic(elementId: string, fault: string): BoxedExpression {
  return { type: 'unreadable', elementId, fault };
}

/** The first names: what an import brings goes by the name of the import. */
function namesOf(requirements: readonly Requirement[]): readonly string[] {
  return [...new Set(requirements.map(({ path }) => path[0] ?? ''))];
}

const requirementParts: ReadonlyMap<string, readonly string[]> = new Map([
  ['informationRequirement', ['requiredInput', 'requiredDecision']],
  ['knowledgeRequirement', ['requiredKnowledge']],
]);

function readRequirements(
  element: XmlElement,
  reading: Reading,
  index: ElementIndex,
  owner: Owner,
): readonly Requirement[] {
  return element.children.flatMap((requirement) => {
    const parts = requirementParts.get(requirement.name);
    if (parts === undefined) return [];
    const references = parts.flatMap((part) => childrenNamed(requirement, part));
    if (references.length === 0) noteEmpty(requirement, parts, reading, owner);
    return references.flatMap((reference) => {
      const found = resolve(reference, reading, index, owner);
      return found === undefined ? [] : requirementsFor(found, reading);
    });
  });
}

function noteEmpty(
  requirement: XmlElement,
  parts: readonly string[],
  { problems }: Reading,
  owner: Owner,
): void {
  const wanted = parts.map((part) => `<${part}>`).join(' or ');
  const message = `Expected ${wanted} but the <${requirement.name}> of '${owner.id}' is empty`;
  problems.push(problemOf(requirement, owner, 'requirementEmpty', message, {}, 'warning'));
}

/** By the name of the element's variable, and by its own name where that is another. */
function requirementsFor({ element, unit, kind, key }: IndexedElement, reading: Reading) {
  const name = nameOf(element);
  const variable = childNamed(element, 'variable');
  const variableName = variable === undefined ? '' : nameOf(variable);
  const names = [...new Set([variableName === '' ? name : variableName, name])];
  const prefix = prefixOf(unit, reading);
  return names.map((each): Requirement => ({ path: [...prefix, each], kind, key }));
}

function prefixOf(unit: Reading['unit'], reading: Reading): readonly string[] {
  if (unit === reading.unit) return [];
  const imported = [...reading.unit.imports].find(([, each]) => each === unit);
  return imported === undefined || imported[0] === '' ? [] : [imported[0]];
}

function resolve(
  reference: XmlElement,
  reading: Reading,
  index: ElementIndex,
  owner: Owner,
): IndexedElement | undefined {
  const href = reference.attributes['href'] ?? '';
  const found = index.find(href, reading.unit);
  if (found !== undefined) return found;
  const message = `Expected '${href}' to exist but '${owner.id}' refers to it in vain`;
  reading.problems.push(
    problemOf(reference, owner, 'danglingReference', message, { reference: href }),
  );
  return undefined;
}

function readService(element: XmlElement, reading: Reading, index: ElementIndex): DecisionService {
  const head = readHead(element, reading);
  const keysOf = (part: string) =>
    childrenNamed(element, part).flatMap((reference) => {
      const found = resolve(reference, reading, index, head);
      return found === undefined ? [] : [found.key];
    });
  const outputs = keysOf('outputDecision');
  if (outputs.length === 0) {
    const message = `Expected an output decision but decision service '${head.name}' has none`;
    reading.problems.push(problemOf(element, head, 'outputMissing', message));
  }
  return {
    ...head,
    outputs,
    encapsulated: keysOf('encapsulatedDecision'),
    inputDecisions: keysOf('inputDecision'),
    inputData: keysOf('inputData'),
  };
}
