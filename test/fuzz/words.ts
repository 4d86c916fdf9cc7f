import type { Random } from './random.js';

/** Names that mean something to objects of JavaScript, or nothing to anybody. */
export const hostileNames: readonly string[] = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'length',
  'then',
  '$type',
  '$parent',
  '$attrs',
  '',
  ' ',
  '0',
  '-1',
  'null',
  'undefined',
  'NaN',
  'é€𝒳',
  'a:b',
  'bpmn:',
  ':x',
  '\u0000',
  '\ud800',
  '=',
  '=null',
  '*',
];

/** Values of attributes. */
export const hostileValues: readonly string[] = [
  ...hostileNames,
  'true',
  'false',
  '1e400',
  '9007199254740993',
  '-0.5',
  'PT1H',
  'P1M',
  'PT0S',
  '-PT5M',
  'P99999999999Y',
  'R/PT1S',
  'R0/PT1H',
  'R3/2026-03-02T09:00:00Z/PT1H',
  'R-1/PT1H',
  'R/P1M/2026-12-31T00:00:00Z',
  '2026-02-30T00:00:00',
  '+999999-01-01T00:00:00Z',
  '2026-03-29T02:30:00@Europe/Amsterdam',
  '=[1,2,3]',
  '="x"',
  '=1/0',
  '=now()',
  '=a.b.c',
  'x'.repeat(300),
];

/** FEEL, right and wrong. */
export const expressions: readonly string[] = [
  'true',
  'null',
  '1 + "a"',
  '1/0',
  '10 ** 10000',
  '[1,2,3][item > 1]',
  'for i in 1..1000000 return i',
  'for i in 1..300, j in 1..300 return i * j',
  'some x in [1,2,3] satisfies x = y',
  'if a then b else c',
  '{a: {b: [1, {c: 2}]}}.a.b[2].c',
  'substring("abc", -9999999)',
  'matches("aaaaaaaaaaaaaaaaaaaaaaaa!", "(a+)+$")',
  'date("2026-13-01")',
  'duration("P1Y") + duration("PT1H")',
  'function(x) x(x)',
  '(function(f) f(f))(function(f) f(f))',
  'string join(["a", null, "b"], ",")',
  'sort([3,1,2], function(a, b) a < b)',
  '@"2026-01-01T00:00:00Z"',
  '"unclosed',
  '((((((((1))))))))',
  '-' + '-'.repeat(500) + '1',
  '('.repeat(500) + '1' + ')'.repeat(500),
  '['.repeat(500) + ']'.repeat(500),
  '1' + '+1'.repeat(2000),
  'not(not(not(a)))',
  'a[b[c[d]]]',
  '',
  '=',
  '💥',
  '"\\u{1F4A5}"',
  'get value({"__proto__": 1}, "__proto__")',
  'constructor',
  '__proto__',
  'count(1..1000000000)',
  'string length("' + 'x'.repeat(1000) + '")',
];

/** Local names of BPMN elements, whether the engine executes them or not. */
export const elementNames: readonly string[] = [
  ...['task', 'userTask', 'serviceTask', 'sendTask', 'receiveTask', 'scriptTask', 'manualTask'],
  ...['businessRuleTask', 'callActivity', 'subProcess', 'transaction', 'adHocSubProcess'],
  ...['exclusiveGateway', 'parallelGateway', 'inclusiveGateway', 'complexGateway'],
  ...['eventBasedGateway', 'startEvent', 'endEvent', 'intermediateCatchEvent'],
  ...['intermediateThrowEvent', 'boundaryEvent', 'sequenceFlow', 'dataObject', 'dataInput'],
  ...['dataObjectReference', 'dataStoreReference', 'laneSet', 'lane', 'textAnnotation', 'group'],
  ...['association', 'messageEventDefinition', 'timerEventDefinition', 'errorEventDefinition'],
  ...['escalationEventDefinition', 'signalEventDefinition', 'conditionalEventDefinition'],
  ...['linkEventDefinition', 'compensateEventDefinition', 'cancelEventDefinition'],
  ...['terminateEventDefinition', 'standardLoopCharacteristics', 'ioSpecification', 'property'],
  ...['multiInstanceLoopCharacteristics', 'process', 'collaboration', 'participant', 'message'],
  ...['signal', 'error', 'escalation', 'messageFlow', 'itemDefinition', 'extensionElements'],
  ...['incoming', 'outgoing', 'conditionExpression', 'timeDuration', 'timeCycle', 'timeDate'],
  ...['script', 'documentation', 'dataInputAssociation', 'dataOutputAssociation', 'definitions'],
];

/** Names of attributes that mean something somewhere. */
export const attributeNames: readonly string[] = [
  ...['id', 'name', 'sourceRef', 'targetRef', 'default', 'attachedToRef', 'cancelActivity'],
  ...['isInterrupting', 'triggeredByEvent', 'calledElement', 'isExecutable', 'messageRef'],
  ...['signalRef', 'errorRef', 'escalationRef', 'errorCode', 'escalationCode', 'isForCompensation'],
  ...['startQuantity', 'completionQuantity', 'isSequential', 'behavior', 'instantiate'],
  ...['eventGatewayType', 'parallelMultiple', 'gatewayDirection', 'activityRef', 'itemSubjectRef'],
  ...['testBefore', 'loopMaximum', 'ordering', 'cancelRemainingInstances', 'waitForCompletion'],
  ...[
    'waitForCompletion',
    'scriptFormat',
    'language',
    'processRef',
    'structureRef',
    'dataObjectRef',
  ],
  ...['type', 'retries', 'formId', 'assignee', 'candidateGroups', 'dueDate', 'priority', 'key'],
  ...['source', 'target', 'resultVariable', 'collection', 'item', 'outputCollection', 'outputItem'],
  ...['xsi:type', 'xmlns', 'xmlns:bpmn', 'lemniscate:x', 'href'],
];

/** A text from one of the lists, or one of the document's own words. */
export function pickWord(
  random: Random,
  own: readonly string[],
  values: readonly string[],
): string {
  return random.pick(random.below(5) < 2 ? own : values) ?? 'x';
}

/** Names and texts of a model, as far as they may mean something to an instance of it. */
export function wordsOf(xml: string): readonly string[] {
  return [...new Set(xml.match(/[\p{L}_][\p{L}\p{N}_-]*/gu))].slice(0, 400);
}
