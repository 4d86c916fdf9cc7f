import { isModdleElement, type ModdleElement, readText } from '../tailoring/moddle-element.js';
import type { Subject } from './model-reader.js';

/** What the BPMN package of moddle declares of a property, as far as checks of whole files need it. */
export interface DeclaredProperty {
  readonly name: string;
  readonly type: string;
  readonly isReference?: boolean;
  readonly isVirtual?: boolean;
}

/** Something in a file, and what problems of it are told of: itself, or the nearest element around it with an id. */
export interface PlacedElement {
  readonly element: ModdleElement;
  readonly holder: ModdleElement;
}

/** Everything in a file, whatever holds it; references are not followed. */
export function listContents(definitions: ModdleElement): readonly PlacedElement[] {
  const found: PlacedElement[] = [{ element: definitions, holder: definitions }];
  for (let position = 0; position < found.length; position += 1) {
    const { element, holder: around } = found[position] as PlacedElement;
    const holder = readText(element, 'id') === undefined ? around : element;
    found[position] = { element, holder };
    for (const property of declaredBy(element)) {
      if (property.isVirtual === true || property.isReference === true) continue;
      for (const value of valuesOf(element, property.name)) found.push({ element: value, holder });
    }
  }
  return found;
}

export function declaredBy({ $descriptor }: ModdleElement): readonly DeclaredProperty[] {
  // Its declarations carry more than the part that reading needs.
  return ($descriptor?.properties ?? []) as readonly unknown[] as readonly DeclaredProperty[];
}

export function valuesOf(element: ModdleElement, name: string): readonly ModdleElement[] {
  const value = element[name.slice(name.indexOf(':') + 1)];
  return (Array.isArray(value) ? value : [value]).filter(isModdleElement);
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
