import { stepTypes } from './find-step.js';
import { extensionField, ownField, type FieldSpec } from './field-spec.js';

/** Fields that stand together; a group with the id of one of the BPMN provider's joins it. */
export interface FieldGroup {
  readonly id: string;
  /** Key of its label in the catalogue. */
  readonly label: string;
  /** Types of the elements that have it. */
  readonly types: readonly string[];
  readonly fields: readonly FieldSpec[];
}

const multiInstance = 'bpmn:MultiInstanceLoopCharacteristics';
const standardLoop = 'bpmn:StandardLoopCharacteristics';
const gatewaysWithDefault = [
  'bpmn:ExclusiveGateway',
  'bpmn:InclusiveGateway',
  'bpmn:ComplexGateway',
];

const ownGroup = (
  name: string,
  types: readonly string[],
  fields: readonly FieldSpec[],
): FieldGroup => ({ id: `lemniscate-${name}`, label: `${name}Group`, types, fields });

const caughtFields = (kind: 'Error' | 'Escalation'): readonly FieldSpec[] =>
  ['codeVariable', 'messageVariable'].map((attribute) =>
    extensionField('lemniscate:ErrorOutput', attribute, `event.${attribute}`, {
      id: `lemniscate-${kind}-${attribute}`.toLowerCase(),
      place: `bpmn:${kind}EventDefinition`,
    }),
  );

const peopleGroups: readonly FieldGroup[] = [
  ownGroup(
    'start',
    ['bpmn:Process', 'bpmn:Participant'],
    [
      ...['roles', 'businessKey', 'instanceName'].map((attribute) =>
        extensionField('lemniscate:Start', attribute, `start.${attribute}`),
      ),
      extensionField('lemniscate:VersionTag', 'value', 'versionTag', { label: 'versionTag' }),
    ],
  ),
  ownGroup(
    'assignment',
    ['bpmn:UserTask', 'bpmn:Lane'],
    [
      ...['assignee', 'candidateUsers', 'candidateGroups', 'candidateRoles'],
      ...['excludedUsers', 'separateFrom'],
    ].map((attribute) =>
      extensionField('lemniscate:Assignment', attribute, `assignment.${attribute}`),
    ),
  ),
  ownGroup(
    'schedule',
    ['bpmn:UserTask'],
    ['priority', 'dueDate', 'followUpDate'].map((attribute) =>
      extensionField('lemniscate:Schedule', attribute, `schedule.${attribute}`),
    ),
  ),
  ownGroup(
    'form',
    ['bpmn:UserTask', 'bpmn:StartEvent'],
    [extensionField('lemniscate:Form', 'formId', 'form', { kind: 'form' })],
  ),
];

const workGroups: readonly FieldGroup[] = [
  ownGroup('step', stepTypes, [
    extensionField('lemniscate:Job', 'type', 'job.type', {
      id: 'lemniscate-step',
      label: 'step',
      kind: 'step',
    }),
  ]),
  ownGroup(
    'job',
    ['bpmn:ServiceTask', 'bpmn:SendTask', 'bpmn:BusinessRuleTask'],
    ['type', 'worker', 'taskQueue', 'retries', 'retryBackoff', 'timeout'].map((attribute) =>
      extensionField('lemniscate:Job', attribute, `job.${attribute}`),
    ),
  ),
  ownGroup(
    'decision',
    ['bpmn:BusinessRuleTask'],
    [
      extensionField('lemniscate:CalledDecision', 'decisionId', 'decision.decisionId', {
        kind: 'decision',
      }),
      extensionField('lemniscate:CalledDecision', 'resultVariable', 'decision.resultVariable'),
      extensionField('lemniscate:CalledDecision', 'binding', 'decision.binding', {
        kind: 'select',
        options: ['latest', 'deployment', 'versionTag'],
      }),
      extensionField('lemniscate:CalledDecision', 'versionTag', 'decision.versionTag'),
      extensionField('lemniscate:CalledDecision', 'onNull', 'decision.onNull', {
        kind: 'select',
        options: ['value', 'incident'],
      }),
    ],
  ),
  ownGroup(
    'script',
    ['bpmn:ScriptTask'],
    [
      ownField('scriptFormat', 'script.format', {
        kind: 'select',
        options: ['', 'feel', 'javascript'],
      }),
      ownField('script', 'script', { kind: 'long' }),
      extensionField('lemniscate:Result', 'variable', 'script.result'),
    ],
  ),
  ownGroup(
    'call',
    ['bpmn:CallActivity'],
    [
      ownField('calledElement', 'call'),
      extensionField('lemniscate:Call', 'binding', 'call.binding', {
        kind: 'select',
        options: ['latest', 'deployment', 'versionTag'],
      }),
      extensionField('lemniscate:Call', 'versionTag', 'call.versionTag'),
      extensionField('lemniscate:Call', 'propagateAllOutputs', 'call.propagateAllOutputs', {
        kind: 'switch',
      }),
    ],
  ),
];

const loopGroups: readonly FieldGroup[] = [
  ownGroup(
    'loop',
    ['bpmn:Activity'],
    [
      ownField('loopCondition', 'multiInstance.loopCondition', {
        place: standardLoop,
        kind: 'long',
        isExpression: true,
      }),
      ownField('testBefore', 'multiInstance.testBefore', { place: standardLoop, kind: 'switch' }),
      ownField('loopMaximum', 'multiInstance.loopMaximum', { place: standardLoop, kind: 'number' }),
    ],
  ),
  {
    id: 'multiInstance',
    label: 'multiInstanceGroup',
    types: ['bpmn:Activity'],
    fields: [
      ...['collection', 'item', 'outputCollection', 'outputItem'].map((attribute) =>
        extensionField('lemniscate:Loop', attribute, 'multiInstance.extensionElements', {
          place: multiInstance,
        }),
      ),
      ownField('behavior', 'multiInstance.behavior', {
        place: multiInstance,
        kind: 'select',
        options: ['All', 'One', 'None'],
      }),
    ],
  },
  {
    id: 'adHocCompletion',
    label: 'adHocGroup',
    types: ['bpmn:AdHocSubProcess'],
    fields: [
      ownField('ordering', 'attribute.ordering', {
        kind: 'select',
        options: ['Parallel', 'Sequential'],
      }),
      extensionField('lemniscate:AdHoc', 'activeElements', 'extension.lemniscate:AdHoc'),
    ],
  },
];

const eventGroups: readonly FieldGroup[] = [
  {
    id: 'message',
    label: 'messageGroup',
    types: ['bpmn:Event', 'bpmn:SendTask', 'bpmn:ReceiveTask'],
    fields: [
      extensionField('lemniscate:Correlation', 'key', 'event.message.correlationKey', {
        place: 'message',
        label: 'correlationKey',
      }),
      extensionField('lemniscate:Correlation', 'timeToLive', 'event.message.timeToLive', {
        place: 'message',
      }),
    ],
  },
  {
    id: 'timer',
    label: 'timerGroup',
    types: ['bpmn:Event'],
    fields: [
      extensionField('lemniscate:Timer', 'cron', 'timer', { place: 'bpmn:TimerEventDefinition' }),
      extensionField('lemniscate:Timer', 'zone', 'timer.zone', {
        place: 'bpmn:TimerEventDefinition',
      }),
    ],
  },
  ...(['Error', 'Escalation'] as const).map((kind) => ({
    id: kind.toLowerCase(),
    label: `${kind.toLowerCase()}Group`,
    types: ['bpmn:CatchEvent'],
    fields: caughtFields(kind),
  })),
  ownGroup(
    'condition',
    ['bpmn:Event'],
    [
      ownField('condition', 'condition', {
        place: 'bpmn:ConditionalEventDefinition',
        kind: 'long',
        isExpression: true,
      }),
    ],
  ),
];

const flowGroups: readonly FieldGroup[] = [
  ownGroup(
    'condition',
    ['bpmn:SequenceFlow'],
    [
      ownField('conditionExpression', 'condition', {
        label: 'condition',
        kind: 'long',
        isExpression: true,
      }),
    ],
  ),
  ownGroup('tokens', gatewaysWithDefault, [ownField('default', 'default', { kind: 'flow' })]),
  ownGroup(
    'activation',
    ['bpmn:ComplexGateway'],
    [
      ownField('activationCondition', 'attribute.activationCondition', {
        kind: 'long',
        isExpression: true,
      }),
    ],
  ),
  ownGroup(
    'creation',
    ['bpmn:EventBasedGateway', 'bpmn:ReceiveTask'],
    [ownField('instantiate', 'attribute.instantiate', { kind: 'switch' })],
  ),
  ownGroup(
    'creation',
    ['bpmn:EventBasedGateway'],
    [
      ownField('eventGatewayType', 'attribute.eventGatewayType', {
        kind: 'select',
        options: ['Exclusive', 'Parallel'],
      }),
    ],
  ),
  ownGroup(
    'tokens',
    ['bpmn:Activity'],
    [
      ownField('default', 'default', { kind: 'flow' }),
      ownField('startQuantity', 'attribute.startQuantity', { kind: 'number' }),
      ownField('completionQuantity', 'attribute.completionQuantity', { kind: 'number' }),
    ],
  ),
];

/** Every group of single fields, in the order of the panel. */
export const fieldGroups: readonly FieldGroup[] = [
  ...peopleGroups,
  ...workGroups,
  ...loopGroups,
  ...eventGroups,
  ...flowGroups,
];
