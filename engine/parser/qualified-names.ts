import type { ParseWarning } from 'bpmn-moddle';

import {
  isModdleElement,
  type ModdleElement,
  readList,
  readText,
} from '../tailoring/moddle-element.js';

type ById = Readonly<Record<string, unknown>>;

/**
 * BPMN names most things by qualified names (`tns:order`), of which the reader knows only those without a prefix.
 * Sets the reference if the prefix stands for the namespace of the file; tells whether it did.
 */
export function resolveQualifiedName(
  definitions: ModdleElement,
  elementsById: ById,
  { element, property, value }: ParseWarning,
): boolean {
  const [prefix, id] = splitName(value);
  const isOwn =
    prefix !== undefined &&
    namespaceOf(definitions, prefix) === readText(definitions, 'targetNamespace');
  const target = id === undefined ? undefined : elementsById[id];
  if (!isOwn || !isModdleElement(target) || !isModdleElement(element)) return false;
  setReference(element, (property ?? '').replace(/^bpmn:/, ''), target);
  return true;
}

/** The namespace of a file that is imported, if the name belongs to one. */
export function importedNamespaceOf(
  definitions: ModdleElement,
  name: string | undefined,
): string | undefined {
  const [prefix] = splitName(name);
  const namespace = prefix === undefined ? undefined : namespaceOf(definitions, prefix);
  if (namespace === undefined) return undefined;
  const imports = readList(definitions, 'imports');
  return imports.some((each) => readText(each, 'namespace') === namespace) ? namespace : undefined;
}

/** A type such as `xsd:string`: files write these where an item definition is asked for. */
export function isSchemaType(definitions: ModdleElement, name: string | undefined): boolean {
  const [prefix] = splitName(name);
  return (
    prefix !== undefined && namespaceOf(definitions, prefix) === 'http://www.w3.org/2001/XMLSchema'
  );
}

/** The namespace that the prefix of a name stands for. */
export function namespaceOfName(definitions: ModdleElement, name: string): string | undefined {
  const [prefix] = splitName(name);
  return prefix === undefined ? undefined : namespaceOf(definitions, prefix);
}

/** The part of a qualified name behind its prefix. */
export function localNameOf(name: string): string {
  return splitName(name)[1] ?? name;
}

function splitName(name = ''): readonly [string | undefined, string | undefined] {
  const parts = /^([^:\s]+):([^:\s]+)$/.exec(name.trim());
  return [parts?.[1], parts?.[2]];
}

function namespaceOf({ $attrs }: ModdleElement, prefix: string): string | undefined {
  const namespace = $attrs?.[`xmlns:${prefix}`];
  return typeof namespace === 'string' ? namespace : undefined;
}

function setReference(element: ModdleElement, property: string, target: ModdleElement): void {
  // What has just been read is still ours to complete.
  const open = element as unknown as Record<string, unknown>;
  const present = open[property];
  if (Array.isArray(present)) present.push(target);
  else open[property] = isMany(element, property) ? [target] : target;
}

function isMany(element: ModdleElement, property: string): boolean {
  const declared = element.$descriptor?.properties ?? [];
  return declared.some(({ name, isMany: many }) => many === true && name.endsWith(`:${property}`));
}
