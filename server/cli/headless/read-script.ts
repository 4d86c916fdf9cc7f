import type { JsonValue } from '../../../engine/index.js';
import { parseDuration } from '../../../engine/expressions/index.js';
import { CommandError } from './errors.js';
import { isJsonObject, type JsonObject } from './json-object.js';
import type { Script, ScriptStep } from './script.js';

type FieldKind = 'text' | 'texts' | 'position' | 'variables' | 'duration' | 'nextTimer';

interface StepShape {
  readonly required?: readonly string[];
  /** Just one of these must be given. */
  readonly oneOf?: readonly string[];
  readonly optional?: readonly string[];
}

const work = { oneOf: ['element', 'id'], optional: ['nth', 'instance', 'variables'] };
const jobKeys = ['element', 'type', 'id'];

const shapes: { readonly [Do in ScriptStep['do']]: StepShape } = {
  completeTask: { ...work, optional: [...work.optional, 'by'] },
  completeJob: { ...work, oneOf: jobKeys },
  failJob: { oneOf: jobKeys, optional: ['nth', 'instance', 'message'] },
  throwError: {
    oneOf: jobKeys,
    required: ['errorCode'],
    optional: ['nth', 'instance', 'message', 'variables'],
  },
  message: {
    required: ['name'],
    optional: ['correlationKey', 'variables', 'messageId', 'timeToLive'],
  },
  signal: { required: ['name'], optional: ['variables'] },
  advance: { oneOf: ['duration', 'to', 'until'] },
  retry: work,
  setVariables: { required: ['variables'], optional: ['element', 'instance'] },
  startActivities: { ...work, required: ['activities'] },
  completeAdHoc: { oneOf: ['element', 'id'], optional: ['nth', 'instance'] },
  suspend: { optional: ['instance', 'reason'] },
  resume: { optional: ['instance', 'reason'] },
  cancel: { optional: ['instance', 'reason'] },
  start: { required: ['process'], optional: ['startEvent', 'businessKey', 'variables'] },
};

/** Fields of every step. */
const always = ['do', 'refused'];

const kinds: Readonly<Record<string, FieldKind>> = {
  nth: 'position',
  activities: 'texts',
  variables: 'variables',
  duration: 'duration',
  timeToLive: 'duration',
  to: 'nextTimer',
};

const kindNames: Readonly<Record<FieldKind, string>> = {
  text: 'a text',
  texts: 'a list of texts',
  position: 'a whole number from 1',
  variables: 'a JSON object',
  duration: 'a duration such as PT1H',
  nextTimer: "'nextTimer'",
};

/** A list of steps, or an object with the list as `steps`. All wrong steps are told at once. */
export function readScript(value: JsonValue, file: string): Script {
  const steps = readSteps(value, file);
  const mistakes = steps.flatMap((step, index) => {
    const expected = findMistake(step);
    return expected === undefined
      ? []
      : [{ step: index, message: `Expected ${expected} in step ${index} of '${file}'` }];
  });
  const [first] = mistakes;
  // Verb, fields and their kinds have just been checked.
  if (first === undefined) return { steps: steps as unknown as readonly ScriptStep[] };
  const more = mistakes.length > 1 ? ` (and ${mistakes.length - 1} more)` : '';
  throw new CommandError('scriptInvalid', `${first.message}${more}`, {
    file,
    step: first.step,
    ...(mistakes.length > 1 && { mistakes }),
  });
}

function readSteps(value: JsonValue, file: string): readonly JsonValue[] {
  const steps: JsonValue | undefined = isJsonObject(value) ? value['steps'] : value;
  if (Array.isArray(steps)) return steps as readonly JsonValue[];
  const message = `Expected a list of steps in '${file}' but got another value`;
  throw new CommandError('scriptInvalid', message, { file });
}

function findMistake(step: JsonValue): string | undefined {
  if (!isJsonObject(step)) return 'an object';
  const verb = step['do'];
  if (typeof verb !== 'string' || !isVerb(verb))
    return `'do' as one of ${Object.keys(shapes).join(', ')}`;
  const { required = [], oneOf = [], optional = [] } = shapes[verb];
  const known = [...always, ...required, ...oneOf, ...optional];
  const unknown = Object.keys(step).find((field) => !known.includes(field));
  if (unknown !== undefined) return `no '${unknown}' with ${verb}`;
  const missing = required.find((field) => step[field] === undefined);
  if (missing !== undefined) return `'${missing}' with ${verb}`;
  if (oneOf.length > 0 && oneOf.filter((field) => step[field] !== undefined).length !== 1)
    return `one of ${oneOf.join(', ')} with ${verb}`;
  return findWrongValue(step);
}

function isVerb(verb: string): verb is ScriptStep['do'] {
  return Object.hasOwn(shapes, verb);
}

function findWrongValue(step: JsonObject): string | undefined {
  for (const [field, value] of Object.entries(step)) {
    const kind = kinds[field] ?? 'text';
    if (!isOfKind(value, kind)) return `'${field}' as ${kindNames[kind]}`;
  }
  return undefined;
}

function isOfKind(value: JsonValue, kind: FieldKind): boolean {
  switch (kind) {
    case 'text':
      return typeof value === 'string';
    case 'texts':
      return Array.isArray(value) && value.every((item) => typeof item === 'string');
    case 'position':
      return typeof value === 'number' && Number.isInteger(value) && value >= 1;
    case 'variables':
      return isJsonObject(value);
    case 'duration':
      return typeof value === 'string' && parseDuration(value) !== undefined;
    case 'nextTimer':
      return value === 'nextTimer';
  }
}
