import type { Random } from '../random.js';
import { attributeNames, elementNames, expressions, hostileValues } from '../words.js';
import type { Vocabulary } from '../mutate-xml.js';

/** JUEL, right and wrong, and what only looks like it. */
const juel: readonly string[] = [
  ...['${a}', '#{a}', '${a.b.c}', "${a['b']}", '${a[0]}', '${!a}', '${not empty a}', '${empty a}'],
  ...['${a == 1}', '${a eq 1}', '${a != null}', '${a && b || c}', '${a and b or not c}', '${-a}'],
  ...['${a ? b : c}', '${a ? b ? c : d : e}', '${a + 1 - 2 * 3 / 4 % 5}', '${a div b mod c}'],
  ...["${execution.getVariable('x')}", '${bean.method(a, b)}', '${a.b()}', "${a['b'].c[1].d}"],
  ...["Hello ${name}, it is ${'x'}", '${a}${b}', '${', '${}', '${ }', '}', '#{', '\\${a}', '$${a}'],
  ...[
    "${'unclosed}",
    '${"a\\"b"}',
    "${'a\\'b'}",
    "${'\\q'}",
    '${1e400}',
    '${0x10}',
    '${1..2}',
    '${.5}',
  ],
  ...['${a =! b}', '${a = b}', '${a;b}', '${a -> b}', '${[1,2]}', '${{a: 1}}', '${a instanceof B}'],
  ...[
    '${null}',
    '${true}',
    '${__proto__}',
    '${constructor.constructor}',
    '${a b}',
    '${é€}',
    '${\ud800}',
  ],
  ...[
    '${dateTime().plusDays(3)}',
    '${now()}',
    '${S("x").prop("y").value()}',
    '=a.b',
    '= ${a}',
    '=',
    '= ',
  ],
  '${' + '('.repeat(5000) + 'a' + ')'.repeat(5000) + '}',
  '${' + '!'.repeat(5000) + 'a}',
  '${' + '-'.repeat(5000) + 'a}',
  '${a' + '.b'.repeat(5000) + '}',
  '${a' + '[0'.repeat(3000) + ']'.repeat(3000) + '}',
  '${a' + ' ? a : a'.repeat(2000) + '}',
  '${a' + ' + 1'.repeat(3000) + '}',
  '${a}'.repeat(2000),
  '${'.repeat(3000),
];

const foreignValues: readonly string[] = [
  ...[
    'script',
    'expression',
    'external',
    'connector',
    'class',
    'com.example.Bean',
    'R3/PT10M',
    'P1D',
  ],
  ...['groovy', 'javascript', 'python', 'feel', 'deployment', 'latest', 'version', 'all', 'none'],
  ...['singleEntry', 'collectEntries', 'resultList', 'camunda-forms:bpmn:x', 'embedded:app:x.html'],
  ...[
    'http://camunda.org/schema/1.0/bpmn',
    'http://camunda.org/schema/zeebe/1.0',
    'http://flowable.org/bpmn',
  ],
];

const foreignElements: readonly string[] = [
  ...['camunda:inputOutput', 'camunda:inputParameter', 'camunda:outputParameter', 'camunda:script'],
  ...[
    'camunda:map',
    'camunda:entry',
    'camunda:list',
    'camunda:value',
    'camunda:formData',
    'camunda:in',
  ],
  ...[
    'camunda:formField',
    'camunda:validation',
    'camunda:constraint',
    'camunda:property',
    'camunda:out',
  ],
  ...[
    'camunda:properties',
    'camunda:executionListener',
    'camunda:taskListener',
    'camunda:connector',
  ],
  ...['camunda:connectorId', 'camunda:field', 'camunda:string', 'camunda:failedJobRetryTimeCycle'],
  ...['camunda:errorEventDefinition', 'zeebe:taskDefinition', 'zeebe:ioMapping', 'zeebe:input'],
  ...[
    'zeebe:output',
    'zeebe:taskHeaders',
    'zeebe:header',
    'zeebe:loopCharacteristics',
    'zeebe:script',
  ],
  ...[
    'zeebe:assignmentDefinition',
    'zeebe:taskSchedule',
    'zeebe:priorityDefinition',
    'zeebe:properties',
  ],
  ...[
    'zeebe:formDefinition',
    'zeebe:userTaskForm',
    'zeebe:userTask',
    'zeebe:calledElement',
    'zeebe:property',
  ],
  ...['zeebe:calledDecision', 'zeebe:subscription', 'zeebe:versionTag', 'zeebe:executionListeners'],
  ...[
    'flowable:field',
    'flowable:formProperty',
    'activiti:formProperty',
    'signavio:signavioMetaData',
  ],
];

const foreignAttributes: readonly string[] = [
  ...['camunda:assignee', 'camunda:candidateUsers', 'camunda:candidateGroups', 'camunda:dueDate'],
  ...[
    'camunda:followUpDate',
    'camunda:priority',
    'camunda:formKey',
    'camunda:formRef',
    'camunda:topic',
  ],
  ...['camunda:type', 'camunda:class', 'camunda:delegateExpression', 'camunda:expression'],
  ...['camunda:resultVariable', 'camunda:asyncBefore', 'camunda:asyncAfter', 'camunda:exclusive'],
  ...[
    'camunda:jobPriority',
    'camunda:decisionRef',
    'camunda:mapDecisionResult',
    'camunda:collection',
  ],
  ...[
    'camunda:elementVariable',
    'camunda:historyTimeToLive',
    'camunda:versionTag',
    'camunda:resource',
  ],
  ...[
    'camunda:calledElementBinding',
    'camunda:variableName',
    'camunda:initiator',
    'camunda:caseRef',
  ],
  ...[
    'flowable:assignee',
    'activiti:candidateGroups',
    'flowable:formKey',
    'retries',
    'correlationKey',
  ],
  ...['inputCollection', 'inputElement', 'outputElement', 'decisionId', 'processId', 'bindingType'],
];

/** What elements and attributes of other tools are called, and what they may say. */
export const foreignVocabulary: Vocabulary = {
  elements: [...elementNames, ...foreignElements],
  attributes: [
    ...attributeNames.filter((name) => !name.startsWith('lemniscate:')),
    ...foreignAttributes,
  ],
  values: [...hostileValues, ...expressions, ...juel, ...juel, ...foreignValues],
};

/** Some JUEL put together at random, most of it well-formed. */
export function randomJuel(random: Random, depth = 3): string {
  const parts = [
    ...['a', 'b.c', "d['e']", '1', '2.5', "'x'", 'true', 'null', 'list[0]'],
    ...["execution.getVariable('v')", 'bean.call(1)', '"é"'],
  ];
  const inner = (): string =>
    depth <= 0 || random.oneIn(3)
      ? (random.pick(parts) ?? 'a')
      : randomJuel(random, depth - 1).slice(2, -1);
  const operators = [
    '+',
    '-',
    '*',
    '/',
    '%',
    '==',
    '!=',
    '<',
    '>=',
    '&&',
    '||',
    'and',
    'eq',
    'mod',
  ];
  const forms = [
    () => `${inner()} ${random.pick(operators) ?? '+'} ${inner()}`,
    () => `!${inner()}`,
    () => `(${inner()})`,
    () => `${inner()} ? ${inner()} : ${inner()}`,
    () => `empty ${inner()}`,
    () => `${inner()}.${inner()}`,
    () => `${inner()}[${inner()}]`,
    () => `-${inner()}`,
  ];
  return `\${${(random.pick(forms) ?? inner)()}}`;
}
