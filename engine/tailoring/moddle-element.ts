/** The little of a moddle object that reading needs; whatever parsed the BPMN made these. */
export interface ModdleElement {
  readonly $type: string;
  readonly $attrs?: Readonly<Record<string, unknown>>;
  readonly $descriptor?: ModdleDescriptor;
  readonly [property: string]: unknown;
}

interface ModdleDescriptor {
  readonly properties: readonly ModdleProperty[];
}

interface ModdleProperty {
  readonly name: string;
  readonly isReference?: boolean;
  readonly isMany?: boolean;
  readonly isVirtual?: boolean;
  readonly default?: unknown;
}

export function isModdleElement(value: unknown): value is ModdleElement {
  return typeof value === 'object' && value !== null && '$type' in value;
}

/** `bpmn:UserTask` → `userTask`. */
export function localTypeOf(element: ModdleElement): string {
  const local = element.$type.slice(element.$type.indexOf(':') + 1);
  return local.charAt(0).toLowerCase() + local.slice(1);
}

export function readList(element: ModdleElement, property: string): readonly ModdleElement[] {
  const value = element[property];
  if (!Array.isArray(value)) return nothing;
  return value.every(isModdleElement) ? value : value.filter(isModdleElement);
}

const nothing: readonly ModdleElement[] = [];

export function readChild(element: ModdleElement, property: string): ModdleElement | undefined {
  const value = element[property];
  return isModdleElement(value) ? value : undefined;
}

/** An attribute as text; nothing if it is not set or empty. */
export function readText(element: ModdleElement, property: string): string | undefined {
  const value = element[property];
  if (typeof value === 'string') return value === '' ? undefined : value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

/** The id of the element that a reference points at; the written text if it points nowhere. */
export function readReference(element: ModdleElement, property: string): string | undefined {
  const value = element[property];
  return isModdleElement(value) ? readText(value, 'id') : readText(element, property);
}

/** Names of the properties that are set and differ from their defaults, without `$` internals. */
export function listSetProperties(element: ModdleElement): readonly string[] {
  const declared = element.$descriptor?.properties ?? [];
  return Object.keys(element).filter((name) => {
    if (name.startsWith('$') || element[name] === undefined) return false;
    const property = declared.find((candidate) => hasLocalName(candidate, name));
    if (property?.isVirtual === true) return false;
    return property?.default === undefined || property.default !== element[name];
  });
}

/** Whether a property names another element instead of holding it. */
export function isReference(element: ModdleElement, name: string): boolean {
  const declared = element.$descriptor?.properties ?? [];
  return declared.some((property) => hasLocalName(property, name) && property.isReference === true);
}

function hasLocalName(property: ModdleProperty, name: string): boolean {
  return property.name === name || property.name.slice(property.name.indexOf(':') + 1) === name;
}
