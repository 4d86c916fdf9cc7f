import type { TFunction } from 'i18next';
import type { Fact } from '../../server/contract/index.js';
import type { StateKind } from './state-badge.js';
import { toWords } from './to-words.js';

export interface FactLine {
  readonly kind: StateKind;
  readonly text: string;
  readonly detail?: string;
}

/** Every record that has a sentence of its own. */
export const factTypes = [
  'instanceStarted',
  'elementActivated',
  'dataAwaited',
  'elementCompleted',
  'elementTerminated',
  'flowTaken',
  'variablesChanged',
  'taskOpened',
  'taskExclusionsChanged',
  'taskCompleted',
  'taskCanceled',
  'taskClaimed',
  'taskReleased',
  'jobCreated',
  'jobCompleted',
  'jobFailed',
  'jobCanceled',
  'decisionEvaluated',
  'timerStarted',
  'timerFired',
  'timerCanceled',
  'subscriptionOpened',
  'subscriptionClosed',
  'signalBroadcast',
  'conditionOpened',
  'conditionMet',
  'conditionClosed',
  'messageCorrelated',
  'messageDeferred',
  'signalDeferred',
  'inputDeferred',
  'messagePublished',
  'childStarted',
  'childEnded',
  'errorThrown',
  'escalationThrown',
  'compensationThrown',
  'adHocOpened',
  'adHocActivitiesStarted',
  'adHocClosed',
  'clockChanged',
  'incidentRaised',
  'incidentResolved',
  'instanceCompleted',
  'instanceCanceled',
  'instanceFailed',
  'instanceSuspended',
  'instanceResumed',
  'variantResolved',
] as const;
type FactType = (typeof factTypes)[number];

const kinds: Partial<Record<FactType, StateKind>> = {
  instanceStarted: 'information',
  taskOpened: 'information',
  taskCompleted: 'onTrack',
  instanceCompleted: 'onTrack',
  instanceCanceled: 'quiet',
  instanceFailed: 'incident',
  instanceSuspended: 'paused',
  instanceResumed: 'information',
  messageDeferred: 'paused',
  inputDeferred: 'paused',
  signalDeferred: 'paused',
  decisionEvaluated: 'information',
  incidentRaised: 'incident',
  incidentResolved: 'onTrack',
  jobFailed: 'incident',
  errorThrown: 'incident',
  escalationThrown: 'atRisk',
  compensationThrown: 'atRisk',
  dataAwaited: 'paused',
  adHocOpened: 'information',
  adHocActivitiesStarted: 'information',
  timerFired: 'atRisk',
};

const clockKinds: Record<string, StateKind> = {
  atRisk: 'atRisk',
  breached: 'breached',
  paused: 'paused',
};

const readText = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

const joinTexts = (value: unknown): string | undefined =>
  Array.isArray(value)
    ? readText(value.filter((one) => typeof one === 'string').join(', '))
    : undefined;

function toDetail(type: FactType, data: Fact['data']): string | undefined {
  switch (type) {
    case 'variablesChanged': {
      const variables = data['variables'];
      return typeof variables === 'object' && variables !== null
        ? Object.keys(variables).join(', ')
        : undefined;
    }
    case 'taskExclusionsChanged':
      return joinTexts(data['excludedUsers']);
    case 'dataAwaited':
      return joinTexts(data['missing']);
    case 'adHocActivitiesStarted':
      return joinTexts(data['activityIds']);
    case 'compensationThrown':
      return joinTexts(data['activities']);
    case 'escalationThrown':
      return readText(data['escalationCode']);
    case 'signalBroadcast':
    case 'messageCorrelated':
    case 'messageDeferred':
    case 'signalDeferred':
    case 'messagePublished':
      return readText(data['name']);
    case 'instanceCanceled':
    case 'instanceSuspended':
    case 'instanceResumed':
    case 'clockChanged':
      return readText(data['reason']);
    case 'jobFailed':
    case 'errorThrown':
    case 'instanceFailed':
      return readText(data['message']);
    case 'decisionEvaluated': {
      const decision = data['decision'];
      return typeof decision === 'object' && decision !== null && 'name' in decision
        ? readText(decision.name)
        : undefined;
    }
    case 'incidentRaised': {
      const incident = data['incident'];
      return typeof incident === 'object' && incident !== null && 'message' in incident
        ? readText(incident.message)
        : undefined;
    }
    default:
      return undefined;
  }
}

const factsForPeople: readonly string[] = [
  'instanceStarted',
  'taskOpened',
  'taskExclusionsChanged',
  'taskCompleted',
  'taskCanceled',
  'taskClaimed',
  'taskReleased',
  'clockChanged',
  'escalationThrown',
  'compensationThrown',
  'adHocOpened',
  'adHocActivitiesStarted',
  'adHocClosed',
  'messageCorrelated',
  'timerFired',
  'incidentRaised',
  'incidentResolved',
  'instanceCompleted',
  'instanceCanceled',
  'instanceFailed',
  'instanceSuspended',
  'instanceResumed',
] satisfies FactType[];

/** Whether a fact tells something to people who don't look after the engine. */
export const isForPeople = (type: string): boolean => factsForPeople.includes(type);

/** A step that repeats, is one of several repetitions, or undoes another says so. */
function describeActivation(data: Fact['data'], name: string, t: TFunction): string {
  const { loopCounter } = data;
  if (data['isLoop'] === true) return t('operations.activations.loop', { name });
  if (typeof data['compensates'] === 'string')
    return t('operations.activations.compensation', { name });
  if (typeof loopCounter === 'number')
    return t('operations.activations.repetition', { name, number: loopCounter });
  return t('operations.facts.elementActivated', { name });
}

const clockChanges = [
  'target',
  'commitment',
  'priority',
  'calendar',
  'calendarVersion',
  'agreement',
  'agreementVersion',
] as const;

/** Why the deadlines of a clock are others than before; nothing if they are not. */
function describeClockChanges(data: Fact['data'], t: TFunction): string | undefined {
  const { changes } = data;
  if (!Array.isArray(changes) || changes.length === 0) return undefined;
  return changes
    .map((change: unknown) => {
      const { of, from, to } = change as Readonly<Record<string, unknown>>;
      const known = clockChanges.find((each) => each === of);
      const nothing = t('operations.clockChanges.nothing');
      return t('operations.clockChanges.line', {
        what: known === undefined ? String(of) : t(`operations.clockChanges.${known}`),
        from: readText(from) ?? nothing,
        to: readText(to) ?? nothing,
      });
    })
    .join(', ');
}

/** A fact as a sentence. */
export function toFactLine({ type, elementName, elementId, data }: Fact, t: TFunction): FactLine {
  const known = factTypes.find((name) => name === type);
  if (known === undefined) return { kind: 'quiet', text: toWords(type) };
  const name =
    readText(elementName) ?? readText(data['name']) ?? elementId ?? readText(data['flowId']) ?? '';
  const detail = toDetail(known, data);
  const withDetail = detail === undefined ? {} : { detail };
  if (known === 'clockChanged') {
    const event = readText(data['event']) ?? 'started';
    const clock = readText(data['clockName']) ?? '';
    const changes = describeClockChanges(data, t);
    if (changes !== undefined)
      return { kind: 'quiet', text: t('operations.clockEvents.moved', { clock }), detail: changes };
    return {
      kind: clockKinds[event] ?? 'quiet',
      text: t(`operations.clockEvents.${event as 'started'}`, { clock, name, defaultValue: event }),
      ...withDetail,
    };
  }
  return {
    kind: kinds[known] ?? 'quiet',
    text:
      known === 'elementActivated'
        ? describeActivation(data, name, t)
        : t(`operations.facts.${known}`, { name }),
    ...withDetail,
  };
}
