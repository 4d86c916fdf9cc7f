import { camundaFates, flowableFates } from './dialects/camunda/camunda-fates.js';
import { zeebeFates } from './dialects/zeebe/zeebe-fates.js';
import { type FateTable, findFate, kept, type StatedFate } from './fate.js';
import { type KnownTool, knownTool } from '../parser/foreign-tools.js';
import { isSilent } from './namespaces.js';
import {
  childElements,
  localNameOf,
  namespaceAt,
  namespaceOf,
  prefixOf,
  type XmlElement,
} from './xml/xml-node.js';
import { ownChild } from './xml/edit-xml.js';

/** One thing that another tool has written at an element: an attribute, or an extension element. */
export interface Fact {
  /** With the usual prefix of its tool. */
  readonly what: string;
  readonly local: string;
  readonly family: KnownTool['family'] | 'unknown';
  /** Of an attribute. */
  readonly value: string;
  /** Of an extension element. */
  readonly element?: XmlElement;
  readonly line: number;
  readonly stated: StatedFate | undefined;
}

const tables: Readonly<Record<string, FateTable>> = {
  camunda: camundaFates,
  activiti: { ...flowableFates, ...camundaFates },
  flowable: { ...flowableFates, ...camundaFates },
  zeebe: zeebeFates,
  modeler: {
    '@executionPlatform': kept('Of use to the tool that drew the model'),
    '@executionPlatformVersion': kept('Of use to the tool that drew the model'),
  },
};

/** What is stated for a name of a known tool. */
export function stateFate(prefix: string, name: string): StatedFate | undefined {
  const table = Object.hasOwn(tables, prefix) ? tables[prefix] : undefined;
  return table === undefined ? undefined : findFate(table, name);
}

/** What other tools have written at an element. Whatever nobody takes is told as its table states it. */
export class ElementFacts {
  private readonly open: Set<Fact>;
  private readonly facts: readonly Fact[];

  constructor(element: XmlElement) {
    this.facts = [...readAttributes(element), ...readExtensions(element)];
    this.open = new Set(this.facts);
  }

  /** The attribute of a family of tools, by any of its names. */
  attribute(family: Fact['family'], ...names: readonly string[]): Fact | undefined {
    const fact = this.facts.find(
      (each) => each.element === undefined && each.family === family && names.includes(each.local),
    );
    if (fact !== undefined) this.open.delete(fact);
    return fact;
  }

  extensions(family: Fact['family'], local: string): readonly Fact[] {
    const found = this.facts.filter(
      (each) => each.element !== undefined && each.family === family && each.local === local,
    );
    found.forEach((fact) => this.open.delete(fact));
    return found;
  }

  has(family: Fact['family']): boolean {
    return this.facts.some((fact) => fact.family === family);
  }

  /** In the order of the text, each name once. */
  leftovers(): readonly Fact[] {
    const seen = new Set<string>();
    return [...this.open].filter(({ what, element }) => {
      const key = `${what} ${element === undefined}`;
      if (seen.has(key)) return false;
      seen.add(key);
      return true;
    });
  }
}

function readAttributes(element: XmlElement): readonly Fact[] {
  return element.attributes.flatMap(({ name, value }) => {
    const prefix = prefixOf(name);
    if (prefix === '' || prefix === 'xmlns') return [];
    const namespace = namespaceAt(element, prefix);
    if (isSilent(namespace) || namespace === namespaceOf(element)) return [];
    return [describe(name, namespace, '@', value, undefined, element.line)];
  });
}

function readExtensions(element: XmlElement): readonly Fact[] {
  const container = ownChild(element, 'extensionElements');
  if (container === undefined) return [];
  return childElements(container).flatMap((child) => {
    const namespace = namespaceOf(child);
    if (isSilent(namespace)) return [];
    return [describe(child.name, namespace, '', '', child, child.line)];
  });
}

function describe(
  name: string,
  namespace: string,
  sign: string,
  value: string,
  element: XmlElement | undefined,
  line: number,
): Fact {
  const tool = knownTool(namespace);
  const local = localNameOf(name);
  const prefix = tool?.prefix ?? prefixOf(name);
  return {
    what: prefix === '' ? local : `${prefix}:${local}`,
    local,
    family: tool?.family ?? 'unknown',
    value,
    ...(element === undefined ? {} : { element }),
    line,
    stated: tool === undefined ? undefined : stateFate(prefix, `${sign}${local}`),
  };
}
