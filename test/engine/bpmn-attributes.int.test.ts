import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { readBpmnPackage } from '../../engine/parser/bpmn-package.js';
import { type ConformanceCase, listCases } from '../conformance/cases.js';
import {
  casesNamed,
  classNameOf,
  localName,
  readWhatCasesHold,
  type ShownByCases,
} from '../support/shown-by-cases.js';
import { codeOf, supportTable, supportTables } from '../support/support-document.js';
import { needsAttribute } from '../support/without-attribute.js';

const rules = readFileSync(join(__dirname, '../../docs/bpmn-rules.md'), 'utf8');

interface Row {
  readonly element: string;
  readonly attributes: readonly string[];
  readonly standing: string;
  readonly reason: string;
  readonly shownBy: readonly string[];
}

const tables = supportTables('Attributes and associations');
const outside = (tables.at(-1)?.rows ?? []).flatMap(([elements]) => codeOf(elements));
const rows: readonly Row[] = tables.slice(0, -1).flatMap((table) =>
  table.rows.map(([element, attributes, standing = '', reason = '', shownBy]) => ({
    element: codeOf(element).join(' '),
    attributes: codeOf(attributes),
    standing: standing.replaceAll('*', ''),
    reason,
    shownBy: codeOf(shownBy),
  })),
);

interface Metamodel {
  readonly types: readonly {
    readonly name: string;
    readonly properties?: readonly { readonly name: string }[];
  }[];
}

const metamodel: unknown = readBpmnPackage();
const declared = new Map(
  // The library declares no types; this is what its description of BPMN looks like.
  (metamodel as Metamodel).types.map(({ name, properties = [] }) => [
    classNameOf(name),
    properties.map((property) => localName(property.name)).sort(),
  ]),
);

function nameOf({ element, attributes }: Row): string {
  return [element, ...attributes].join(' ');
}

/** What a row says is there, as models are asked for it. */
function partsOf({ element, attributes }: Row): readonly string[] {
  return attributes.length === 0 ? [element] : attributes.map((name) => `${element}.${name}`);
}

describe('the list of attributes and associations', () => {
  it('tells of every class of BPMN, or says why it is left out', () => {
    const listed = [...new Set(rows.map(({ element }) => element))];
    expect([...listed, ...outside].sort()).toEqual([...declared.keys()].sort());
  });

  it.each([...new Set(rows.map(({ element }) => element))])(
    'tells of each attribute of %s exactly once',
    (element) => {
      const own = rows.filter((row) => row.element === element);
      expect(own.flatMap(({ attributes }) => attributes).sort()).toEqual(declared.get(element));
    },
  );

  it('names a rule where something is checked, and only then', () => {
    const wrong = rows.filter(({ standing, shownBy }) =>
      shownBy.length === 0
        ? standing === 'checked'
        : shownBy.some((name) => rules.includes(`| \`${name}\``) !== (standing === 'checked')),
    );
    expect(wrong.map(nameOf)).toEqual([]);
  });

  it('gives a reason wherever something has no effect', () => {
    expect(rows.filter(({ standing }) => !standings.includes(standing)).map(nameOf)).toEqual([]);
    const silent = rows.filter(({ standing, reason }) => standing !== 'executed' && reason === '');
    expect(silent.map(nameOf)).toEqual([]);
  });
});

const standings = ['executed', 'checked', 'kept', 'deviation'];

describe('the conformance cases that the document names', () => {
  let shown: ShownByCases;

  beforeAll(async () => {
    shown = await readWhatCasesHold();
  }, 60_000);

  function isShown(part: string, globs: readonly string[]): boolean {
    const names = globs.flatMap((glob) => casesNamed(shown, glob));
    return names.some((name) => shown.get(name)?.has(part) === true);
  }

  const cases = listCases();
  const events = supportTable('Events');
  const ofElements = supportTable('Elements').rows.map((row) => codeOf(row.at(-1)));
  const ofEvents = events.rows.map((row) => codeOf(row.at(-1)));
  const showing = rows.filter(
    ({ standing, shownBy }) =>
      standing === 'executed' || (standing !== 'checked' && shownBy.length > 0),
  );

  it('all exist', () => {
    const globs = [...showing.map(({ shownBy }) => shownBy), ...ofElements, ...ofEvents].flat();
    expect(globs.filter((glob) => casesNamed(shown, glob).length === 0)).toEqual([]);
  });

  it('hold the attributes that they show', () => {
    const missing = showing.flatMap((row) =>
      partsOf(row).filter((part) => !isShown(part, row.shownBy)),
    );
    expect(missing).toEqual([]);
  });

  const executed = rows.filter(({ standing }) => standing === 'executed');
  const obeyed = executed.flatMap(({ element, attributes, shownBy }) =>
    attributes.map((name) => [`${element}.${name}`, shownBy] as const),
  );

  it.each(obeyed)('go another way without %s', async (part, globs) => {
    const names = globs.flatMap((glob) => casesNamed(shown, glob));
    const holding = cases.filter(
      ({ name }) => names.includes(name) && shown.get(name)?.has(part) === true,
    );
    expect(await isNeededByOne(holding, part)).toBe(true);
  });

  it('hold the elements that they show', () => {
    const missing = supportTable('Elements').rows.filter(
      (row) => !isShown(partOfElement(codeOf(row[0]).join('')), codeOf(row.at(-1))),
    );
    expect(missing).toEqual([]);
  });

  it('hold the events that they show, at each of the places', () => {
    const missing = events.rows.flatMap((row) =>
      events.columns
        .filter((_, position) => row[position] === '✔')
        .map((place) => `${codeOf(row[0]).join('')}, ${place}`)
        .filter((event) => !isShown(event, codeOf(row.at(-1)))),
    );
    expect(missing).toEqual([]);
  });
});

async function isNeededByOne(cases: readonly ConformanceCase[], part: string): Promise<boolean> {
  for (const each of cases) if (await needsAttribute(each, part)) return true;
  return false;
}

/** To the machine some elements are what to BPMN is an attribute of others. */
const partsOfElements: Readonly<Record<string, string>> = {
  eventSubProcess: 'subProcess.triggeredByEvent',
  standardLoop: 'standardLoopCharacteristics',
  multiInstance: 'multiInstanceLoopCharacteristics',
};

function partOfElement(type: string): string {
  return partsOfElements[type] ?? type;
}
