import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import camunda from 'camunda-bpmn-moddle/resources/camunda.json';
import zeebe from 'zeebe-bpmn-moddle/resources/zeebe.json';
import {
  camundaFates,
  flowableFates,
} from '../../engine/foreign/dialects/camunda/camunda-fates.js';
import { zeebeFates } from '../../engine/foreign/dialects/zeebe/zeebe-fates.js';
import type { FateTable } from '../../engine/foreign/fate.js';

interface DescribedType {
  readonly name: string;
  readonly extends?: readonly string[];
  readonly superClass?: readonly string[];
  readonly isAbstract?: boolean;
  readonly properties?: readonly { readonly name: string; readonly isAttr?: boolean }[];
}

interface Descriptor {
  readonly prefix: string;
  readonly types: readonly DescribedType[];
}

const withoutPrefix = (name: string): string => name.slice(name.indexOf(':') + 1);
const elementName = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);

/** Every name of a descriptor, as the tables write it: `@attribute`, `element`, `element@attribute`, `element/child`. */
function namesOf({ prefix, types }: Descriptor): readonly string[] {
  const byName = new Map(types.map((type) => [type.name, type]));
  const parents = new Set(
    types.flatMap(({ superClass = [] }) =>
      superClass.filter((name) => !name.startsWith('bpmn:')).map(withoutPrefix),
    ),
  );
  const isElement = ({ extends: extended, name }: DescribedType): boolean =>
    extended === undefined && !parents.has(name);
  return types.flatMap((type) => {
    const extended = type.extends ?? [];
    const hosts = extended
      .filter((name) => name.startsWith(`${prefix}:`))
      .flatMap((name) => byName.get(withoutPrefix(name)) ?? [])
      .filter(isElement);
    if (hosts.length > 0) return hosts.flatMap((host) => partsOf(elementName(host.name), type));
    if (type.extends !== undefined) return partsOf('', type);
    if (!isElement(type)) return [];
    const inherited = (type.superClass ?? []).flatMap(
      (name) => byName.get(withoutPrefix(name)) ?? [],
    );
    const own = elementName(type.name);
    return [own, ...[type, ...inherited].flatMap((each) => partsOf(own, each))];
  });
}

function partsOf(element: string, { properties = [] }: DescribedType): readonly string[] {
  return properties.map(({ name, isAttr }) =>
    isAttr === true ? `${element}@${withoutPrefix(name)}` : `${element}/${withoutPrefix(name)}`,
  );
}

function namesIn(table: FateTable): readonly string[] {
  return Object.entries(table).flatMap(([name, { parts = [] }]) => [
    name,
    ...parts.map((part) => (part.startsWith('@') ? `${name}${part}` : `${name}/${part}`)),
  ]);
}

const sorted = (names: readonly string[]): string[] => [...new Set(names)].sort();

describe('the fates of foreign extensions', () => {
  it.each([
    ['Camunda 7', camunda as Descriptor, camundaFates],
    ['Camunda 8', zeebe as Descriptor, zeebeFates],
  ])(
    'are stated for all that the descriptor of %s knows, and for nothing else',
    (_, descriptor, table) => {
      expect(sorted(namesIn(table))).toEqual(sorted(namesOf(descriptor)));
    },
  );

  it('are told once', () => {
    for (const table of [camundaFates, flowableFates, zeebeFates]) {
      const names = namesIn(table);
      expect(names.filter((name, index) => names.indexOf(name) < index)).toEqual([]);
    }
    expect(Object.keys(flowableFates).filter((name) => name in camundaFates)).toEqual([]);
  });

  it.each([
    ['Camunda 7', camundaFates],
    ['Flowable and Activiti', flowableFates],
    ['Camunda 8', zeebeFates],
  ])('stand in the documentation: %s', (heading, table) => {
    const text = readFileSync(join(__dirname, '../../docs/foreign-models.md'), 'utf8');
    const section =
      text.split(`\n## What becomes of what: ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
    const rows = section
      .split('\n')
      .filter((line) => line.startsWith('| `'))
      .map((line) => line.split(' | ').map((cell) => cell.replace(/^\|\s*|\s*\|$/g, '').trim()));
    expect(rows).toEqual(
      Object.entries(table).map(([name, { fate, meaning, parts = [] }]) => [
        `\`${name}\``,
        parts.map((part) => `\`${part}\``).join(' '),
        fate,
        meaning,
      ]),
    );
  });
});
