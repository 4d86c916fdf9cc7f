import { collectNames } from '../expressions/free-names.js';
import { parseExpression } from '../expressions/parse.js';
import { ownNamespace } from './namespaces.js';
import { appendChild, createElement, insertFirst, nameLike, ownChild } from './xml/edit-xml.js';
import {
  childElements,
  localNameOf,
  namespaceAt,
  namespaceOf,
  type XmlElement,
} from './xml/xml-node.js';

type Attributes = Record<string, string>;

export interface Mapping {
  readonly target: string;
  readonly source: string;
}

/** What the expression or attribute of another tool was, so that an export can give it back. */
export interface Original {
  /** The child by its local name, or an attribute with `@`. */
  readonly property: string;
  /** Left out if there was none. */
  readonly text?: string;
  /** What stands there now; left out if nothing does. */
  readonly translation?: string;
  /** What a child that is not there any more had beside its text: an object of JSON. */
  readonly attributes?: string;
}

/** Our extensions that an element shall have. */
export class ExtensionPlan {
  private readonly extensions = new Map<string, Attributes>();
  private readonly inputs: Mapping[] = [];
  private readonly outputs: Mapping[] = [];
  private readonly originals: Original[] = [];
  private readonly obstacles: { readonly what: string; readonly message: string }[] = [];

  set(extension: string, attribute: string, value: string): void {
    const attributes = this.extensions.get(extension) ?? {};
    attributes[attribute] = value;
    this.extensions.set(extension, attributes);
  }

  /** An extension that says something by being there. */
  mark(extension: string): void {
    if (!this.extensions.has(extension)) this.extensions.set(extension, {});
  }

  get(extension: string, attribute: string): string | undefined {
    return this.extensions.get(extension)?.[attribute];
  }

  get hasInputs(): boolean {
    return this.inputs.length > 0;
  }

  get hasOutputs(): boolean {
    return this.outputs.length > 0;
  }

  sourceOfInput(name: string): string | undefined {
    return this.inputs.find(({ target }) => target === name)?.source;
  }

  /** Later inputs see earlier ones in other tools; here all of them are read around the element. */
  addInput(target: string, source: string): void {
    this.inputs.push({ target, source: seeingEarlier(this.inputs, source) });
  }

  /** Takes the place of an earlier one with the same target. */
  setInput(target: string, source: string): void {
    remove(this.inputs, target);
    this.addInput(target, source);
  }

  setOutput(target: string, source: string): void {
    remove(this.outputs, target);
    this.addOutput(target, source);
  }

  addOutput(target: string, source: string): void {
    this.outputs.push({ target, source });
  }

  addOriginal(original: Original): void {
    this.originals.push(original);
  }

  addObstacle(what: string, message: string): void {
    this.obstacles.push({ what, message });
  }

  get isEmpty(): boolean {
    const { extensions, inputs, outputs, originals, obstacles } = this;
    return [
      extensions.size,
      inputs.length,
      outputs.length,
      originals.length,
      obstacles.length,
    ].every((count) => count === 0);
  }

  /** Writes them; gives the names of those that stand there already and say something else. They stay. */
  apply(element: XmlElement, prefix: string): readonly string[] {
    if (this.inputs.length + this.outputs.length > 0) this.mark('io');
    const planned = [...this.extensions].map(([local, attributes]) =>
      this.write(prefix, local, attributes),
    );
    const notes = [
      ...this.originals.map((original) => createElement(`${prefix}:original`, { ...original })),
      ...this.obstacles.map((obstacle) => createElement(`${prefix}:obstacle`, obstacle)),
    ];
    if (planned.length + notes.length === 0) return [];
    const container = extensionsOf(element);
    const differing = planned.flatMap((extension) => place(container, extension));
    notes.forEach((note) => appendChild(container, note));
    return differing;
  }

  private write(prefix: string, local: string, attributes: Attributes): XmlElement {
    const children =
      local === 'io'
        ? [...writeAll(prefix, 'input', this.inputs), ...writeAll(prefix, 'output', this.outputs)]
        : [];
    return createElement(`${prefix}:${local}`, attributes, children);
  }
}

function remove(mappings: Mapping[], target: string): void {
  const index = mappings.findIndex((mapping) => mapping.target === target);
  if (index >= 0) mappings.splice(index, 1);
}

function seeingEarlier(earlier: readonly Mapping[], source: string): string {
  if (!source.startsWith('=')) return source;
  const parsed = parseExpression(source.slice(1));
  const named = parsed.ok ? collectNames(parsed.ast) : [];
  const needed = earlier.filter(({ target }) => named.includes(target));
  if (needed.length === 0) return source;
  const entries = needed.map((mapping) => `${mapping.target}: ${asFeel(mapping.source)}`);
  return `={ ${entries.join(', ')}, result: ${source.slice(1)} }.result`;
}

function asFeel(source: string): string {
  return source.startsWith('=') ? source.slice(1) : JSON.stringify(source);
}

function writeAll(prefix: string, kind: string, mappings: readonly Mapping[]): XmlElement[] {
  return mappings.map(({ target, source }) =>
    createElement(`${prefix}:${kind}`, { target, source }),
  );
}

/** The container of an element's extensions; BPMN has it behind the documentation. */
export function extensionsOf(element: XmlElement): XmlElement {
  const present = ownChild(element, 'extensionElements');
  if (present !== undefined) return present;
  const container = createElement(nameLike(element, 'extensionElements'));
  insertFirst(element, container, ['documentation']);
  return container;
}

function place(container: XmlElement, extension: XmlElement): readonly string[] {
  const local = localNameOf(extension.name);
  const present = childElements(container).find(
    (child) => localNameOf(child.name) === local && namespaceOf(child) === ownNamespace,
  );
  if (present === undefined) {
    appendChild(container, extension);
    return [];
  }
  return describe(present) === describe(extension) ? [] : [local];
}

function describe(element: XmlElement): string {
  const attributes = element.attributes.map(({ name, value }) => `${name}=${value}`).sort();
  const children = childElements(element).map(describe);
  return JSON.stringify([localNameOf(element.name), attributes, children]);
}

export function listOwn(element: XmlElement, local: string): readonly XmlElement[] {
  const container = ownChild(element, 'extensionElements');
  if (container === undefined) return [];
  return childElements(container).filter(
    (child) => localNameOf(child.name) === local && namespaceOf(child) === ownNamespace,
  );
}

/** The prefix of our namespace; declared at the root if the file does not know it. */
export function declareOwnPrefix(root: XmlElement, declare: (name: string) => void): string {
  const known = root.attributes.find(
    ({ name, value }) => name.startsWith('xmlns:') && value === ownNamespace,
  );
  if (known !== undefined) return localNameOf(known.name);
  let prefix = 'lemniscate';
  for (let count = 2; namespaceAt(root, prefix) !== ''; count += 1) prefix = `lemniscate${count}`;
  declare(`xmlns:${prefix}`);
  return prefix;
}
