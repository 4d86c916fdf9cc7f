import type {
  BoxedEntry,
  BoxedExpression,
  BoxedFunction,
  BoxedRelation,
  Parameter,
} from '../model/boxed-expression.js';
import type { FunctionLanguage } from '../model/decision-model.js';
import { idOf, nameOf, type NameScope, problemOf, readText } from './reading.js';
import { readTable } from './read-table.js';
import { readTypeRef } from './read-types.js';
import { childNamed, childrenNamed, textOfChild, type XmlElement } from './xml-tree.js';

type Reader = (element: XmlElement, scope: NameScope) => BoxedExpression;

/** One reader for each boxed expression of DMN 1.5, by its element. */
const readers: Readonly<Record<string, Reader>> = {
  literalExpression: (element, scope) => readLiteral(element, scope),
  context: readContext,
  invocation: readInvocation,
  functionDefinition: readFunction,
  list: readList,
  relation: readRelation,
  decisionTable: readTable,
  conditional: readConditional,
  filter: readFilter,
  for: (element, scope) => readIterator('for', 'return', element, scope),
  some: (element, scope) => readIterator('some', 'satisfies', element, scope),
  every: (element, scope) => readIterator('every', 'satisfies', element, scope),
};

export const expressionElements: readonly string[] = Object.keys(readers);

/** The expression inside an element, if there is one. */
export function findExpression(element: XmlElement): XmlElement | undefined {
  return element.children.find(({ name }) => Object.hasOwn(readers, name));
}

export function readExpression(element: XmlElement, scope: NameScope): BoxedExpression {
  const reader = Object.hasOwn(readers, element.name) ? readers[element.name] : undefined;
  return reader === undefined ? missing(element, scope, element.name) : reader(element, scope);
}

/** The expression inside an element that must have one. */
function readInside(
  element: XmlElement | undefined,
  whole: XmlElement,
  scope: NameScope,
  part: string,
): BoxedExpression {
  const expression = element && findExpression(element);
  return expression === undefined
    ? missing(element ?? whole, scope, part)
    : readExpression(expression, scope);
}

function missing(
  element: XmlElement,
  { reading, owner }: NameScope,
  part: string,
): BoxedExpression {
  const fault = `Expected an expression but <${part}> of '${idOf(element, owner)}' has none`;
  reading.problems.push(problemOf(element, owner, 'expressionMissing', fault, { part }));
  return { type: 'unreadable', elementId: idOf(element, owner), fault };
}

/** What all boxed expressions have. */
function boxed(element: XmlElement, scope: NameScope) {
  const typeRef = readTypeRef(element, scope);
  return { elementId: idOf(element, scope.owner), ...(typeRef === undefined ? {} : { typeRef }) };
}

function readLiteral(
  element: XmlElement,
  scope: NameScope,
  kind: 'expression' | 'iteration' = 'expression',
): BoxedExpression {
  if (childNamed(element, 'importedValues') === undefined) {
    return {
      ...boxed(element, scope),
      type: 'literal',
      code: readText(element, scope, kind),
    };
  }
  const fault = 'Expected an expression but imported values cannot be read';
  const { reading, owner } = scope;
  reading.problems.push(problemOf(element, owner, 'importedValuesUnsupported', fault));
  return { ...boxed(element, scope), type: 'unreadable', fault };
}

/** Names and types of variables, parameters and columns. */
export function readParameter(element: XmlElement, scope: NameScope): Parameter {
  const typeRef = readTypeRef(element, scope);
  return { name: nameOf(element), ...(typeRef === undefined ? {} : { typeRef }) };
}

/** What has no meaning without a name. */
function readNamed(element: XmlElement, scope: NameScope): Parameter {
  const parameter = readParameter(element, scope);
  if (parameter.name === '') noteNameless(element, scope);
  return parameter;
}

function noteNameless(element: XmlElement, { reading, owner }: NameScope, missed = 'a name'): void {
  const message = `Expected ${missed} but the <${element.name}> has none`;
  reading.problems.push(problemOf(element, owner, 'nameMissing', message));
}

export function checkDistinct(
  names: readonly string[],
  element: XmlElement,
  { reading, owner }: NameScope,
): void {
  const twice = names.find((name, index) => name !== '' && names.indexOf(name) !== index);
  if (twice === undefined) return;
  const message = `Expected different names in <${element.name}> but '${twice}' stands there twice`;
  reading.problems.push(problemOf(element, owner, 'nameDuplicate', message, { name: twice }));
}

function readContext(element: XmlElement, scope: NameScope): BoxedExpression {
  const entries: BoxedEntry[] = [];
  let result: BoxedExpression | undefined;
  let inner = scope;
  const all = childrenNamed(element, 'contextEntry');
  for (const entry of all) {
    const variable = childNamed(entry, 'variable');
    if (variable === undefined) {
      if (entry !== all.at(-1)) noteNameless(entry, scope);
      result = readInside(entry, entry, inner, 'contextEntry');
      continue;
    }
    const name = nameOf(variable);
    // A function may call itself by the name of its entry.
    const isFunction =
      childNamed(entry, 'functionDefinition') !== undefined || isFunctionText(entry);
    const value = readInside(entry, entry, isFunction ? inner.with(name) : inner, 'contextEntry');
    entries.push({ ...readNamed(variable, scope), value });
    inner = inner.with(name);
  }
  checkDistinct(
    entries.map(({ name }) => name),
    element,
    scope,
  );
  return {
    ...boxed(element, scope),
    type: 'context',
    entries,
    ...(result === undefined ? {} : { result }),
  };
}

function isFunctionText(entry: XmlElement): boolean {
  const literal = childNamed(entry, 'literalExpression');
  return literal !== undefined && /^function\s*\(/.test(textOfChild(literal, 'text') ?? '');
}

function readInvocation(element: XmlElement, scope: NameScope): BoxedExpression {
  const bindings = childrenNamed(element, 'binding').map((binding) => {
    const parameter = childNamed(binding, 'parameter');
    const value = readInside(binding, element, scope, 'binding');
    return { ...readNamed(parameter ?? binding, scope), value };
  });
  checkDistinct(
    bindings.map(({ name }) => name),
    element,
    scope,
  );
  const callee = readInside(element, element, scope, 'invocation');
  return { ...boxed(element, scope), type: 'invocation', callee, bindings };
}

const languages: readonly FunctionLanguage[] = ['FEEL', 'Java', 'PMML'];

interface FunctionParts {
  readonly language: FunctionLanguage;
  readonly parameters: readonly Parameter[];
  readonly body: BoxedExpression | undefined;
}

/** Of a function definition or the encapsulated logic of a knowledge model, which has the same parts. */
export function readFunctionParts(element: XmlElement, scope: NameScope): FunctionParts {
  const parameters = childrenNamed(element, 'formalParameter').map((parameter) =>
    readNamed(parameter, scope),
  );
  const names = parameters.map(({ name }) => name);
  checkDistinct(names, element, scope);
  const language = languages.find((each) => each === element.attributes['kind']) ?? 'FEEL';
  const { reading, owner } = scope;
  if (language !== 'FEEL') {
    const message = `Expected a function in FEEL but it is one of ${language}, which is null when called`;
    const params = { language };
    reading.problems.push(
      problemOf(element, owner, 'languageUnsupported', message, params, 'warning'),
    );
    return { language, parameters, body: undefined };
  }
  const body = findExpression(element);
  return { language, parameters, body: body && readExpression(body, scope.with(...names)) };
}

function readFunction(element: XmlElement, scope: NameScope): BoxedFunction {
  const { language, parameters, body } = readFunctionParts(element, scope);
  const absent: BoxedExpression = {
    type: 'unreadable',
    elementId: idOf(element, scope.owner),
    fault: `Expected a function in FEEL but it is one of ${language}`,
  };
  const needed = language === 'FEEL' ? (body ?? missing(element, scope, element.name)) : absent;
  return { ...boxed(element, scope), type: 'function', language, parameters, body: needed };
}

function readList(element: XmlElement, scope: NameScope): BoxedExpression {
  const items = element.children
    .filter(({ name }) => Object.hasOwn(readers, name))
    .map((item) => readExpression(item, scope));
  return { ...boxed(element, scope), type: 'list', items };
}

function readRelation(element: XmlElement, scope: NameScope): BoxedRelation {
  const columns = childrenNamed(element, 'column').map((column) => readNamed(column, scope));
  checkDistinct(
    columns.map(({ name }) => name),
    element,
    scope,
  );
  const rows = childrenNamed(element, 'row').map((row) => {
    const cells = row.children.filter(({ name }) => Object.hasOwn(readers, name));
    if (cells.length !== columns.length) {
      const message = `Expected ${columns.length} expressions in the row but got ${cells.length}`;
      scope.reading.problems.push(problemOf(row, scope.owner, 'rowIncomplete', message));
    }
    return cells.map((cell) => readExpression(cell, scope));
  });
  return { ...boxed(element, scope), type: 'relation', columns, rows };
}

function readConditional(element: XmlElement, scope: NameScope): BoxedExpression {
  const part = (name: string) => readInside(childNamed(element, name), element, scope, name);
  return {
    ...boxed(element, scope),
    type: 'conditional',
    condition: part('if'),
    then: part('then'),
    else: part('else'),
  };
}

function readFilter(element: XmlElement, scope: NameScope): BoxedExpression {
  return {
    ...boxed(element, scope),
    type: 'filter',
    source: readInside(childNamed(element, 'in'), element, scope, 'in'),
    match: readInside(childNamed(element, 'match'), element, scope.with('item'), 'match'),
  };
}

function readIterator(
  type: 'for' | 'some' | 'every',
  bodyName: string,
  element: XmlElement,
  scope: NameScope,
): BoxedExpression {
  const source = childNamed(element, 'in');
  const variable = element.attributes['iteratorVariable'] ?? '';
  if (variable.trim() === '') noteNameless(element, scope, 'an iteratorVariable');
  const variableType = source && readTypeRef(source, scope);
  const inner = type === 'for' ? scope.with(variable, 'partial') : scope.with(variable);
  return {
    ...boxed(element, scope),
    type,
    variable,
    ...(variableType === undefined ? {} : { variableType }),
    source: readIterated(source, element, scope),
    body: readInside(childNamed(element, bodyName), element, inner, bodyName),
  };
}

function readIterated(
  source: XmlElement | undefined,
  whole: XmlElement,
  scope: NameScope,
): BoxedExpression {
  const literal = source && childNamed(source, 'literalExpression');
  return literal === undefined
    ? readInside(source, whole, scope, 'in')
    : readLiteral(literal, scope, 'iteration');
}
