import extension from '../../engine/extensions/moddle.json' with { type: 'json' };
import {
  classNameOf,
  localName,
  readWhatCasesHold,
  type ShownByCases,
} from '../support/shown-by-cases.js';
import { needsAttribute } from '../support/without-attribute.js';
import { type ConformanceCase, listCases } from './cases.js';
import { actsElsewhere } from './acts-elsewhere.js';

/** Everything that a definition can say in our extension of BPMN, as `assignment.candidateUsers`. */
const declared = extension.types.flatMap(({ name, properties }) =>
  properties.map((property) => `${classNameOf(name)}.${localName(property.name)}`),
);

const obeyed = declared.filter((part) => actsElsewhere[part] === undefined);

describe('every attribute that a definition can declare', () => {
  let shown: ShownByCases;

  beforeAll(async () => {
    shown = await readWhatCasesHold();
  }, 60_000);

  function holding(part: string): readonly ConformanceCase[] {
    return listCases().filter(({ name }) => shown.get(name)?.has(part) === true);
  }

  it.each(obeyed)(
    'is obeyed by a running instance, which goes another way without it: %s',
    async (part) => {
      expect(await isNeededByOne(holding(part), part)).toBe(true);
    },
  );

  it('is said to act elsewhere only if it is declared, and about no time, escalation, person or pause', () => {
    const elsewhere = Object.keys(actsElsewhere);
    expect(elsewhere.filter((part) => !declared.includes(part))).toEqual([]);
    const binding = /^(assignment|schedule|timer|errorOutput|threshold|pause|clockCommand)\./;
    expect(elsewhere.filter((part) => binding.test(part))).toEqual([]);
  });
});

async function isNeededByOne(cases: readonly ConformanceCase[], part: string): Promise<boolean> {
  for (const each of cases) if (await needsAttribute(each, part)) return true;
  return false;
}
