import type { JsonValue } from '../../engine/index.js';
import { randomJson, randomVariables } from './random-json.js';
import type { Random } from './random.js';
import { hostileValues } from './words.js';

type Step = Record<string, JsonValue>;

const verbs: readonly string[] = [
  ...['completeTask', 'completeJob', 'failJob', 'throwError', 'message', 'signal', 'advance'],
  ...['retry', 'setVariables', 'startActivities', 'completeAdHoc', 'cancel', 'start', 'x'],
];

const fields: readonly string[] = [
  ...['do', 'element', 'id', 'nth', 'instance', 'type', 'variables', 'message', 'errorCode'],
  ...['name', 'correlationKey', 'messageId', 'timeToLive', 'duration', 'to', 'until', 'activities'],
  ...['process', 'startEvent', 'businessKey', 'reason', 'refused', '__proto__', 'constructor'],
];

/** A list of steps that is damaged: some are nearly right, others no steps at all. `words` are those of the model. */
export function mutateSteps(
  random: Random,
  steps: readonly JsonValue[],
  words: readonly string[],
): JsonValue {
  const list = [...steps];
  for (let count = random.below(4); count > 0; count -= 1) {
    const at = random.below(list.length + 1);
    const step = list[at];
    switch (random.below(7)) {
      case 0:
        list.splice(at, 1);
        break;
      case 1:
        if (step !== undefined) list.splice(at, 0, step);
        break;
      case 2:
        list.splice(at, 0, inventStep(random, words));
        break;
      case 3:
        list.splice(at, 1, randomJson(random));
        break;
      default:
        if (isStep(step)) list[at] = changeStep(random, step, words);
    }
  }
  return random.oneIn(20) ? { steps: list } : list;
}

function isStep(value: JsonValue | undefined): value is Step {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function changeStep(random: Random, step: Step, words: readonly string[]): Step {
  const entries = Object.entries(step);
  const at = random.below(entries.length);
  const name = entries[at]?.[0] ?? 'do';
  switch (random.below(4)) {
    case 0:
      entries.splice(at, 1);
      break;
    case 1: {
      const added = random.pick(fields) ?? 'do';
      entries.push([added, valueOf(random, added, words)]);
      break;
    }
    default:
      entries[at] = [name, valueOf(random, name, words)];
  }
  return Object.fromEntries(entries);
}

function inventStep(random: Random, words: readonly string[]): Step {
  const names = ['do', ...Array.from({ length: random.below(3) }, () => random.pick(fields) ?? '')];
  return Object.fromEntries(names.map((name) => [name, valueOf(random, name, words)]));
}

function valueOf(random: Random, name: string, words: readonly string[]): JsonValue {
  if (random.oneIn(10)) return randomJson(random);
  switch (name) {
    case 'do':
      return random.pick(verbs) ?? '';
    case 'variables':
      return randomVariables(random, words);
    case 'nth':
      return random.pick([1, 2, 3, 1e9, 0, -1, 0.5]) ?? 1;
    case 'activities':
      return Array.from({ length: random.below(3) }, () => random.pick(words) ?? '');
    case 'to':
      return 'nextTimer';
    default:
      return random.pick(random.oneIn(3) ? hostileValues : words) ?? '';
  }
}
