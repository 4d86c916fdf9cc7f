import type { TFunction } from 'i18next';
import { toWords } from './to-words.js';

/** What is said about a difference: by the rule that judged it, with the parameters of that rule. */
interface Judged {
  readonly rule: string;
  readonly message: string;
  readonly params?: Readonly<Record<string, unknown>> | undefined;
}

/** A difference that only follows from another, so that no rule has judged it. */
export interface Consequence {
  readonly kind: string;
  readonly elementId: string;
  readonly elementName?: string | undefined;
  readonly property?: string | undefined;
  readonly before?: unknown;
}

const clockParts = [
  'name',
  'target',
  'calendar',
  'commitment',
  'priority',
  'start',
  'atRisk',
  'breach',
  'atRisk.escalationCode',
  'breach.escalationCode',
] as const;

function describeClockPart(id: string, part: string, t: TFunction): string {
  const clock = toWords(id);
  if (part === '') return t('differences.patterns.clock', { clock });
  if (part.startsWith('pause.')) return t('differences.patterns.clock_pause', { clock });
  const known = clockParts.find((one) => one === part);
  if (known === undefined) return t('differences.patterns.clock_other', { clock });
  const key = known.replace('.', '_') as 'target';
  return t(`differences.patterns.clock_${key}`, { clock });
}

/** Families of properties whose names hold a name of the model; the first that matches speaks. */
const patterns: readonly {
  readonly form: RegExp;
  readonly describe: (groups: readonly string[], t: TFunction) => string;
}[] = [
  {
    form: /^io\.(input|output)\.(.*)$/,
    describe: ([way = 'input', name = ''], t) =>
      t(`differences.patterns.${way as 'input'}`, { name }),
  },
  {
    form: /^clock\.([^.]*)\.?(.*)$/,
    describe: ([id = '', part = ''], t) => describeClockPart(id, part, t),
  },
  {
    form: /^clockCommand\.(.*)\.(enter|leave)$/,
    describe: ([id = '', moment = 'enter'], t) =>
      t(`differences.patterns.command_${moment as 'enter'}`, { clock: toWords(id) }),
  },
  {
    form: /^multiInstance\.(.*)$/,
    describe: ([name = ''], t) => t('differences.patterns.loop', { name: toWords(name) }),
  },
  {
    form: /^event\.(?:message\.|signal\.|error\.|escalation\.)?(.*)$/,
    describe: ([name = ''], t) => t('differences.patterns.event', { name: toWords(name) }),
  },
  {
    form: /^attribute\.(.*)$/,
    describe: ([name = ''], t) => t('differences.patterns.attribute', { name: toWords(name) }),
  },
  {
    form: /^extension\.(.*)$/,
    describe: ([name = ''], t) => t('differences.patterns.extension', { name }),
  },
];

function describeOnce(property: string, t: TFunction): string {
  const known: string = t(`differences.properties.${property.replaceAll('.', '_') as 'name'}`, {
    defaultValue: '',
    nsSeparator: false,
  });
  if (known !== '') return known;
  for (const { form, describe } of patterns) {
    const match = form.exec(property);
    if (match !== null) return describe(match.slice(1), t);
  }
  return toWords(property);
}

/** The name of a property of the model, as people call it. */
export function describeProperty(property: string, t: TFunction): string {
  const [, name = property, count] = /^(.*?)(?:#(\d+))?$/.exec(property) ?? [];
  const words = describeOnce(name, t);
  return count === undefined
    ? words
    : t('differences.patterns.again', { property: words, count: Number(count) });
}

function toParams(
  params: Readonly<Record<string, unknown>>,
  t: TFunction,
): Readonly<Record<string, unknown>> {
  const { property } = params;
  return typeof property === 'string' && property !== ''
    ? { ...params, property: describeProperty(property, t) }
    : params;
}

/** The sentence of a rule; an unknown one as the engine says it. */
export function describeDifference({ rule, message, params = {} }: Judged, t: TFunction): string {
  return t(`differences.rules.${rule as 'redrawn'}`, {
    ...toParams(params, t),
    defaultValue: message,
  });
}

export function describeConsequence(
  { kind, elementId, elementName, property, before }: Consequence,
  t: TFunction,
): string {
  return t(`differences.kinds.${kind as 'added'}`, {
    element: elementName ?? elementId,
    property: property === undefined ? '' : describeProperty(property, t),
    before: typeof before === 'string' ? before : '',
    defaultValue: elementName ?? elementId,
  });
}
