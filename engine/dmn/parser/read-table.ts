import type { FeelText } from '../model/boxed-expression.js';
import type {
  Aggregation,
  DecisionTable,
  HitPolicy,
  TableInput,
  TableOutput,
  TableRule,
} from '../model/decision-table.js';
import { idOf, nameOf, type NameScope, problemOf, readText } from './reading.js';
import { readTests, readTypeRef } from './read-types.js';
import { childNamed, childrenNamed, textOfChild, type XmlElement } from './xml-tree.js';

export const hitPolicies: readonly HitPolicy[] = [
  'UNIQUE',
  'FIRST',
  'PRIORITY',
  'ANY',
  'COLLECT',
  'RULE ORDER',
  'OUTPUT ORDER',
];

const aggregations: readonly Aggregation[] = ['SUM', 'COUNT', 'MIN', 'MAX'];

export function readTable(element: XmlElement, scope: NameScope): DecisionTable {
  const hitPolicy = readHitPolicy(element, scope);
  const aggregation = readAggregation(element, hitPolicy, scope);
  const inputs = childrenNamed(element, 'input').map((input) => readInput(input, scope));
  const outputs = childrenNamed(element, 'output').map((output) => readOutput(output, scope));
  const typeRef = readTypeRef(element, scope);
  const table: DecisionTable = {
    type: 'table',
    elementId: idOf(element, scope.owner),
    ...(typeRef === undefined ? {} : { typeRef }),
    hitPolicy,
    ...(aggregation === undefined ? {} : { aggregation }),
    inputs,
    outputs,
    annotations: childrenNamed(element, 'annotation').map((each) => nameOf(each)),
    rules: childrenNamed(element, 'rule').map((rule) =>
      readRule(rule, inputs.length, outputs.length, scope),
    ),
  };
  checkTable(table, element, scope);
  return table;
}

function readHitPolicy(element: XmlElement, { reading, owner }: NameScope): HitPolicy {
  const written = element.attributes['hitPolicy'] ?? 'UNIQUE';
  const policy = hitPolicies.find((each) => each === written);
  if (policy !== undefined) return policy;
  const message = `Expected a hit policy of DMN but got '${written}'`;
  reading.problems.push(
    problemOf(element, owner, 'hitPolicyUnknown', message, { hitPolicy: written }),
  );
  return 'UNIQUE';
}

function readAggregation(
  element: XmlElement,
  hitPolicy: HitPolicy,
  { reading, owner }: NameScope,
): Aggregation | undefined {
  const written = element.attributes['aggregation'];
  if (written === undefined || written === '') return undefined;
  const aggregation = aggregations.find((each) => each === written);
  const params = { aggregation: written, hitPolicy };
  if (aggregation === undefined) {
    const message = `Expected SUM, COUNT, MIN or MAX for the aggregation but got '${written}'`;
    reading.problems.push(problemOf(element, owner, 'aggregationUnknown', message, params));
  } else if (hitPolicy !== 'COLLECT') {
    const message = `Expected an aggregation with hit policy COLLECT only but got it with ${hitPolicy}`;
    reading.problems.push(problemOf(element, owner, 'aggregationMisplaced', message, params));
    return undefined;
  }
  return aggregation;
}

function labelOf(element: XmlElement): { readonly label?: string } {
  const label = element.attributes['label'];
  return label === undefined || label === '' ? {} : { label };
}

function readInput(element: XmlElement, scope: NameScope): TableInput {
  const expression = childNamed(element, 'inputExpression');
  const typeRef = expression && readTypeRef(expression, scope);
  const values = readTests(childNamed(element, 'inputValues'), scope);
  return {
    elementId: idOf(element, scope.owner),
    ...labelOf(element),
    expression: expression
      ? readText(expression, scope, 'expression')
      : missingExpression(element, scope),
    ...(typeRef === undefined ? {} : { typeRef }),
    ...(values === undefined ? {} : { values }),
  };
}

function missingExpression(element: XmlElement, { reading, owner }: NameScope): FeelText {
  const elementId = idOf(element, owner);
  const fault = `Expected an expression but input '${elementId}' has none`;
  reading.problems.push(problemOf(element, owner, 'expressionMissing', fault, { part: 'input' }));
  return { elementId, text: '', fault };
}

function readOutput(element: XmlElement, scope: NameScope): TableOutput {
  const name = nameOf(element);
  const typeRef = readTypeRef(element, scope);
  const values = readTests(childNamed(element, 'outputValues'), scope);
  const entry = childNamed(element, 'defaultOutputEntry');
  const byDefault = entry && readEntry(entry, scope);
  return {
    elementId: idOf(element, scope.owner),
    ...(name === '' ? {} : { name }),
    ...labelOf(element),
    ...(typeRef === undefined ? {} : { typeRef }),
    ...(values === undefined ? {} : { values }),
    ...(byDefault == null ? {} : { default: byDefault }),
  };
}

function readRule(
  element: XmlElement,
  inputs: number,
  outputs: number,
  scope: NameScope,
): TableRule {
  const id = idOf(element, scope.owner);
  const tests = childrenNamed(element, 'inputEntry').map((entry) => readTest(entry, scope));
  const entries = childrenNamed(element, 'outputEntry').map((entry) => readEntry(entry, scope));
  checkCount(element, 'inputEntry', tests.length, inputs, scope);
  checkCount(element, 'outputEntry', entries.length, outputs, scope);
  const annotations = childrenNamed(element, 'annotationEntry').map(
    (entry) => textOfChild(entry, 'text') ?? '',
  );
  return {
    id,
    tests,
    outputs: entries,
    ...(annotations.length === 0 ? {} : { annotations }),
  };
}

function checkCount(
  rule: XmlElement,
  part: string,
  count: number,
  expected: number,
  { reading, owner }: NameScope,
): void {
  if (count === expected) return;
  const message = `Expected ${expected} <${part}> in rule '${idOf(rule, owner)}' but got ${count}`;
  reading.problems.push(problemOf(rule, owner, 'ruleIncomplete', message, { count, expected }));
}

/** Nothing and `-` pass every input. */
function readTest(element: XmlElement, scope: NameScope): FeelText | null {
  const text = textOfChild(element, 'text') ?? '';
  return text === '' || text === '-' ? null : readText(element, scope, 'unaryTests');
}

/** Some tools write `-` where a rule gives no output. */
function readEntry(element: XmlElement, scope: NameScope): FeelText | null {
  const text = textOfChild(element, 'text') ?? '';
  return text === '' || text === '-' ? null : readText(element, scope, 'expression');
}

function checkTable(table: DecisionTable, element: XmlElement, scope: NameScope): void {
  const { reading, owner } = scope;
  const tell = (rule: string, message: string, severity: 'error' | 'warning' = 'error') => {
    reading.problems.push(problemOf(element, owner, rule, message, {}, severity));
  };
  const { outputs, hitPolicy, aggregation } = table;
  const names = outputs.map(({ name }) => name);
  if (outputs.length === 0) tell('outputMissing', 'Expected an output but the table has none');
  if (outputs.length > 1 && names.includes(undefined)) {
    tell('outputUnnamed', 'Expected names of all outputs, as there are several, but one has none');
  }
  if (outputs.length > 1 && new Set(names).size < names.length) {
    tell('nameDuplicate', 'Expected outputs with different names but two have the same');
  }
  if (outputs.length > 1 && aggregation !== undefined && aggregation !== 'COUNT') {
    tell(
      'aggregationMisplaced',
      `Expected one output to aggregate but the table has ${outputs.length}`,
    );
  }
  const isOrdered = hitPolicy === 'PRIORITY' || hitPolicy === 'OUTPUT ORDER';
  if (
    isOrdered &&
    outputs.every(
      ({ values, typeRef }) =>
        values === undefined && (typeRef === undefined || 'basic' in typeRef),
    )
  ) {
    tell(
      'outputValuesMissing',
      `Expected output values, whose order ${hitPolicy} goes by, but there are none`,
      'warning',
    );
  }
}
