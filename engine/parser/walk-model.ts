import { isModdleElement, type ModdleElement, readText } from '../tailoring/moddle-element.js';
import type { Subject } from './model-reader.js';

/** What the BPMN package of moddle declares of a property, as far as checks of whole files need it. */
export interface DeclaredProperty {
  readonly name: string;
  readonly type: string;
  readonly isAttr?: boolean;
  readonly isReference?: boolean;
  readonly isVirtual?: boolean;
}

/** Something in a file, and what problems of it are told of: itself, or the nearest element around it with an id. */
export interface PlacedElement {
  readonly element: ModdleElement;
  readonly type: string;
  readonly holder: ModdleElement;
}

/** Everything in a file, in the order in which it is found. */
export class FileContents {
  /** One element of each type that there is. */
  private readonly samples = new Map<string, ModdleElement>();

  constructor(private readonly all: readonly PlacedElement[]) {
    for (const { element, type } of all) this.samples.set(type, element);
  }

  /** The elements of some types: asked once for each, with one of them, whatever their number. */
  select(isWanted: (sample: ModdleElement) => boolean): readonly PlacedElement[] {
    const wanted = new Set<string>();
    for (const [type, sample] of this.samples) if (isWanted(sample)) wanted.add(type);
    return wanted.size === 0 ? [] : this.all.filter(({ type }) => wanted.has(type));
  }
}

/** Everything in a file, whatever holds it; references are not followed. */
export function listContents(definitions: ModdleElement): readonly PlacedElement[] {
  const found: PlacedElement[] = [];
  const parts = new PartNames();
  const add = (element: ModdleElement, around: ModdleElement) => {
    const holder = readText(element, 'id') === undefined ? around : element;
    found.push({ element, type: element.$type, holder });
  };
  add(definitions, definitions);
  for (let position = 0; position < found.length; position += 1) {
    const { element, holder } = found[position] as PlacedElement;
    for (const part of parts.of(element)) {
      const value = element[part];
      if (Array.isArray(value)) {
        for (const each of value) if (isModdleElement(each)) add(each, holder);
      } else if (isModdleElement(value)) add(value, holder);
    }
  }
  return found;
}

/** The properties of elements that hold other elements, worked out once for each type. */
export class PartNames {
  private readonly byType = new Map<string, readonly string[]>();

  of(element: ModdleElement): readonly string[] {
    const known = this.byType.get(element.$type);
    if (known !== undefined) return known;
    const names = partsOf(element);
    this.byType.set(element.$type, names);
    return names;
  }
}

function partsOf(element: ModdleElement): readonly string[] {
  return declaredBy(element)
    .filter((property) => property.isVirtual !== true && property.isReference !== true)
    .filter(({ isAttr }) => isAttr !== true)
    .map(({ name }) => withoutPrefix(name));
}

export function declaredBy({ $descriptor }: ModdleElement): readonly DeclaredProperty[] {
  // Its declarations carry more than the part that reading needs.
  return ($descriptor?.properties ?? []) as readonly unknown[] as readonly DeclaredProperty[];
}

/** `bpmn:sourceRef` → `sourceRef`. */
export function withoutPrefix(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

export function isKindOf(element: ModdleElement, type: string): boolean {
  const isInstanceOf = element['$instanceOf'];
  return typeof isInstanceOf === 'function' && isInstanceOf.call(element, type) === true;
}

export function subjectOf(element: ModdleElement): Subject {
  return { id: readText(element, 'id') ?? '', name: readText(element, 'name') ?? '' };
}

/** The process that something stands in is drawn and not to be executed. */
export function isInDrawnProcess(element: ModdleElement): boolean {
  let around: unknown = element;
  while (isModdleElement(around) && around.$type !== 'bpmn:Process') around = around['$parent'];
  return isModdleElement(around) && around['isExecutable'] !== true;
}
