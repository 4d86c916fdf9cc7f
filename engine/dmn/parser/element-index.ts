import type { Requirement } from '../model/decision-model.js';
import type { ModelUnit } from './model-unit.js';
import { nameOf } from './reading.js';
import type { XmlElement } from './xml-tree.js';

export interface IndexedElement {
  readonly element: XmlElement;
  readonly unit: ModelUnit;
  readonly kind: Requirement['kind'];
  readonly key: string;
}

const kinds: Readonly<Record<string, Requirement['kind']>> = {
  inputData: 'input',
  decision: 'decision',
  businessKnowledgeModel: 'knowledge',
  decisionService: 'service',
};

/** What the model calls an element. */
export function elementKey(unit: ModelUnit, id: string): string {
  return unit.isMain ? id : `${unit.namespace}#${id}`;
}

/** The elements of the graph of all files, found by references. */
export class ElementIndex {
  private readonly byUnit = new Map<ModelUnit, Map<string, IndexedElement>>();

  constructor(units: readonly ModelUnit[]) {
    for (const unit of units) this.byUnit.set(unit, indexUnit(unit));
  }

  /** `#id` is an element of the same file, `namespace#id` one of an import. */
  find(href: string, unit: ModelUnit): IndexedElement | undefined {
    const hash = href.lastIndexOf('#');
    const namespace = hash > 0 ? href.slice(0, hash) : unit.namespace;
    const id = href.slice(hash + 1);
    if (namespace === unit.namespace) return this.byUnit.get(unit)?.get(id);
    const imported = [...unit.imports.values()].find((each) => each.namespace === namespace);
    return imported && this.byUnit.get(imported)?.get(id);
  }
}

function indexUnit(unit: ModelUnit): Map<string, IndexedElement> {
  const found = new Map<string, IndexedElement>();
  for (const element of unit.root.children) {
    const kind = Object.hasOwn(kinds, element.name) ? kinds[element.name] : undefined;
    const id = element.attributes['id'] ?? nameOf(element);
    if (kind !== undefined) found.set(id, { element, unit, kind, key: elementKey(unit, id) });
  }
  return found;
}
