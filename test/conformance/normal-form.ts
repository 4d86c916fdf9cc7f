import type { ClockChange, JsonValue, TraceRecord } from '../../engine/index.js';
import type { InstanceFacts } from './driver.js';

const minuteMs = 60_000;
const dateTimePattern =
  /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?(@UTC)?$/;

/** Writes the facts of one instance as text that is the same on every driver; keeps count of activations. */
export interface NormalForm {
  /** Lines of the facts that were not written yet. */
  continueWith(facts: InstanceFacts['facts']): string[];
}

export function createNormalForm(startedAt: number): NormalForm {
  const activations = createActivationNames();
  const writer = { ...activations, startedAt };
  let written = 0;
  let minute = 0;
  return {
    continueWith(facts) {
      const lines: string[] = [];
      for (const { occurredAt, record } of facts.slice(written)) {
        const now = toMinutes(occurredAt, startedAt);
        if (now !== minute) lines.push(writeMinutes(now));
        minute = now;
        lines.push(writeRecord(record, writer));
      }
      written = facts.length;
      return lines;
    },
  };
}

interface Writer {
  readonly startedAt: number;
  activate(elementId: string, elementInstanceId: string): void;
  nameOf(elementId: string, elementInstanceId: string): string;
  find(elementInstanceId: string): string;
}

function createActivationNames(): Omit<Writer, 'startedAt'> {
  const counts = new Map<string, number>();
  const byId = new Map<string, { elementId: string; name: string }>();
  return {
    activate(elementId, elementInstanceId) {
      const count = (counts.get(elementId) ?? 0) + 1;
      counts.set(elementId, count);
      byId.set(elementInstanceId, {
        elementId,
        name: count === 1 ? elementId : `${elementId}#${count}`,
      });
    },
    nameOf(elementId, elementInstanceId) {
      const own = byId.get(elementInstanceId);
      if (own === undefined) return `${elementId} on process`;
      return own.elementId === elementId ? own.name : `${elementId} on ${own.name}`;
    },
    find: (elementInstanceId) => byId.get(elementInstanceId)?.name ?? '?',
  };
}

function toMinutes(at: number, startedAt: number): number {
  return Math.round((at - startedAt) / minuteMs);
}

function writeMinutes(minutes: number): string {
  return minutes < 0 ? `${minutes}m` : `+${minutes}m`;
}

/** Instants in values are told relative to the start as well. */
function relate(value: JsonValue, startedAt: number): JsonValue {
  if (typeof value === 'string' && dateTimePattern.test(value)) {
    const text = value.replace('@UTC', '');
    const at = Date.parse(/(Z|[+-]\d{2}:\d{2})$/.test(text) ? text : `${text}Z`);
    return `@${writeMinutes(toMinutes(at, startedAt))}`;
  }
  if (Array.isArray(value)) return value.map((item: JsonValue) => relate(item, startedAt));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value as Record<string, JsonValue>);
  return Object.fromEntries(
    entries
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => [key, relate(item, startedAt)]),
  );
}

function writeRecord(record: TraceRecord, writer: Writer): string {
  if (record.type === 'elementActivated')
    writer.activate(record.elementId, record.elementInstanceId);
  const name =
    'elementInstanceId' in record && 'elementId' in record
      ? writer.nameOf(record.elementId, record.elementInstanceId)
      : '';
  const parts = [record.type, name, ...detailsOf(record, writer)];
  return parts.filter((part) => part !== '').join(' ');
}

function attribute(key: string, value: string | number | undefined): string {
  return value === undefined || value === '' ? '' : `${key}=${value}`;
}

function detailsOf(record: TraceRecord, writer: Writer): string[] {
  const { startedAt } = writer;
  const json = (value: JsonValue): string => JSON.stringify(relate(value, startedAt));
  const due = (at: number): string => writeMinutes(toMinutes(at, startedAt));
  switch (record.type) {
    case 'instanceStarted':
      return [
        record.processId,
        attribute('businessKey', record.businessKey),
        attribute('name', record.name),
        json(record.variables),
      ];
    case 'elementActivated': {
      const scope = record.scopeInstanceId === undefined ? '' : writer.find(record.scopeInstanceId);
      const compensated =
        record.compensates === undefined ? undefined : writer.find(record.compensates);
      return [
        scope.includes('#') ? `in ${scope}` : '',
        record.isLoop === true ? 'loop' : '',
        attribute('loopCounter', record.loopCounter),
        attribute('compensates', compensated),
      ];
    }
    case 'flowTaken':
      return [record.flowId];
    case 'variablesChanged': {
      const owner = record.elementInstanceId;
      return [owner === undefined ? '' : `of ${writer.find(owner)}`, json(record.variables)];
    }
    case 'taskOpened':
      return taskDetails(record, due);
    case 'taskExclusionsChanged':
      return [`excluded=${record.excludedUsers.join(',')}`];
    case 'dataAwaited':
      return [`missing=${record.missing.join(',')}`];
    case 'jobCreated':
      return [`type=${record.jobType}`, attribute('listener', record.listener)];
    case 'timerStarted':
      return [`due=${due(record.dueAt)}`];
    case 'subscriptionOpened':
      return [record.kind, record.name, attribute('key', record.correlationKey)];
    case 'messageCorrelated':
    case 'messageDeferred':
    case 'signalDeferred':
    case 'signalBroadcast':
      return [record.name];
    case 'messagePublished':
      return [record.name, attribute('key', record.correlationKey)];
    case 'decisionEvaluated':
      return decisionDetails(record, json);
    case 'childStarted':
      return [record.processId];
    case 'childEnded':
      return [record.outcome];
    case 'inputDeferred':
      return [record.input];
    case 'clockChanged':
      return clockDetails(record, due);
    default:
      return outcomeDetails(record, json, writer);
  }
}

type RecordOf<Type extends TraceRecord['type']> = Extract<TraceRecord, { type: Type }>;

function taskDetails(record: RecordOf<'taskOpened'>, due: (at: number) => string): string[] {
  const { candidates, excludedUsers, formId, priority, dueAt, followUpAt, assignmentEpoch } =
    record;
  return [
    attribute('assignee', candidates.assignee),
    attribute('users', candidates.users.join(',')),
    attribute('groups', candidates.groups.join(',')),
    attribute('roles', candidates.roles.join(',')),
    attribute('excluded', excludedUsers?.join(',')),
    attribute('form', formId),
    attribute('priority', priority),
    attribute('due', dueAt === undefined ? undefined : due(dueAt)),
    attribute('followUp', followUpAt === undefined ? undefined : due(followUpAt)),
    attribute('epoch', assignmentEpoch),
  ];
}

/** Which version, what it gave, by which rules, and whether it tells why something is null. */
function decisionDetails(
  { decision, evaluation }: RecordOf<'decisionEvaluated'>,
  json: (value: JsonValue) => string,
): string[] {
  const { value, warnings, decisions } = evaluation;
  const fired = decisions.flatMap(({ tables }) =>
    tables.map(({ id, rules }) => `${id}:${rules.map(({ index }) => index).join('+')}`),
  );
  return [
    decision.decisionId,
    `version=${decision.version}`,
    attribute('rules', fired.join(',')),
    warnings.length === 0 ? '' : 'warned',
    json(value),
  ];
}

function clockDetails(record: RecordOf<'clockChanged'>, due: (at: number) => string): string[] {
  const { clockName, event, reason, targetMs, calendarId, deadlines, commitment } = record;
  const { agreementId, agreementVersion, changes } = record;
  const texts = deadlines?.map(({ kind, dueAt }) => `${kind}@${due(dueAt)}`);
  return [
    clockName,
    event,
    attribute('reason', reason),
    attribute('target', targetMs === undefined ? undefined : `${targetMs / minuteMs}m`),
    attribute('calendar', calendarId),
    attribute('commitment', commitment?.name),
    attribute('priority', commitment?.priority),
    attribute('agreement', agreementId && `${agreementId}:${agreementVersion ?? ''}`),
    attribute('deadlines', texts?.join(',')),
    attribute('because', changes?.map(changeText).join(',')),
  ];
}

function changeText({ of, from = '', to = '' }: ClockChange): string {
  return `${of}:${from}->${to}`;
}

function outcomeDetails(
  record: TraceRecord,
  json: (value: JsonValue) => string,
  writer: Writer,
): string[] {
  switch (record.type) {
    case 'errorThrown':
      return [attribute('code', record.errorCode), attribute('caughtBy', record.caughtBy)];
    case 'escalationThrown':
      return [attribute('code', record.escalationCode), attribute('caughtBy', record.caughtBy)];
    case 'compensationThrown':
      return [attribute('activities', record.activities.join(','))];
    case 'incidentRaised': {
      const { elementId, elementInstanceId, code } = record.incident;
      return [writer.nameOf(elementId, elementInstanceId), code];
    }
    case 'incidentResolved':
      return [record.elementId];
    case 'instanceCompleted':
      return [json(record.variables)];
    case 'instanceFailed':
      return [`code=${record.errorCode}`];
    case 'adHocOpened':
      return [
        record.isSequential ? 'sequential' : 'parallel',
        record.isCompletable ? 'completable' : '',
        attribute('activities', record.activities.map(({ elementId }) => elementId).join(',')),
      ];
    case 'adHocActivitiesStarted':
      return [record.activityIds.join(','), record.actor === undefined ? 'by rule' : ''];
    default:
      return [];
  }
}
