import { encodeAttribute, encodeText } from './xml-text.js';
import {
  childElements,
  isElement,
  localNameOf,
  namespaceOf,
  prefixOf,
  type XmlElement,
  type XmlNode,
} from './xml-node.js';

export function createElement(
  name: string,
  attributes: Readonly<Record<string, string | undefined>> = {},
  children: readonly XmlElement[] = [],
): XmlElement {
  const element: XmlElement = {
    type: 'element',
    name,
    attributes: Object.entries(attributes).flatMap(([key, value]) =>
      value === undefined ? [] : [{ name: key, value }],
    ),
    children: [],
    parent: undefined,
    line: 0,
    startTag: undefined,
    endTag: '',
  };
  children.forEach((child) => appendChild(element, child));
  return element;
}

/** The changed attribute is written into the start tag; everything else of it stays as it was. */
export function setAttribute(element: XmlElement, name: string, value: string): void {
  const found = element.attributes.find((attribute) => attribute.name === name);
  const written = `${name}="${encodeAttribute(value)}"`;
  const { startTag } = element;
  if (found === undefined) {
    element.attributes.push({ name, value });
    const isClosed = startTag?.endsWith('/>') === true;
    element.startTag = startTag?.replace(/\s*\/?>$/, ` ${written}${isClosed ? ' />' : '>'}`);
    return;
  }
  found.value = value;
  element.startTag = startTag === undefined ? undefined : rewrite(startTag, name, written);
}

export function removeAttribute(element: XmlElement, name: string): void {
  const index = element.attributes.findIndex((attribute) => attribute.name === name);
  if (index < 0) return;
  element.attributes.splice(index, 1);
  const { startTag } = element;
  element.startTag = startTag === undefined ? undefined : rewrite(startTag, name, '');
}

const writtenAttribute = /(\s+)([^\s=/><"']+)\s*=\s*(?:"[^"]*"|'[^']*')/g;

function rewrite(startTag: string, name: string, written: string): string {
  return startTag.replace(writtenAttribute, (whole, space: string, found: string) => {
    if (found !== name) return whole;
    return written === '' ? '' : `${space}${written}`;
  });
}

/** Replaces everything inside an element by text. */
export function setText(element: XmlElement, text: string): void {
  element.children.splice(0, element.children.length);
  if (text !== '') element.children.push({ type: 'raw', text: encodeText(text) });
}

/** At the end, in a line of its own, indented like what stands around it. */
export function appendChild(parent: XmlElement, child: XmlElement): void {
  insertAt(parent, child, endOf(parent));
}

/** Before all other elements, or after those of the given names that begin it. */
export function insertFirst(parent: XmlElement, child: XmlElement, after: readonly string[]): void {
  const leading = childElements(parent).filter(({ name }) => after.includes(localNameOf(name)));
  const last = leading.at(-1);
  insertAt(parent, child, last === undefined ? 0 : parent.children.indexOf(last) + 1);
}

function endOf({ children }: XmlElement): number {
  const last = children.at(-1);
  return last !== undefined && !isElement(last) && last.text.trim() === ''
    ? children.length - 1
    : children.length;
}

function insertAt(parent: XmlElement, child: XmlElement, index: number): void {
  const { children } = parent;
  // Only what stands beside it is looked at: elements may have very many children.
  const isInline = [children[index - 1], children[index]].some(isText);
  child.parent = parent;
  if (isInline) {
    children.splice(index, 0, child);
    return;
  }
  const indent = `\n${'  '.repeat(depthOf(parent) + 1)}`;
  const isOnly = children.length === 0;
  children.splice(index, 0, { type: 'raw', text: indent }, child);
  if (isOnly) children.push({ type: 'raw', text: `\n${'  '.repeat(depthOf(parent))}` });
}

function isText(node: XmlNode | undefined): boolean {
  return node !== undefined && !isElement(node) && node.text.trim() !== '';
}

function depthOf(element: XmlElement): number {
  return element.parent === undefined ? 0 : depthOf(element.parent) + 1;
}

/** Takes an element away, with the blank text before it. */
export function removeElement(element: XmlElement): void {
  const { parent } = element;
  if (parent === undefined) return;
  const index = parent.children.indexOf(element);
  const before = parent.children[index - 1];
  const isBlank = before !== undefined && !isElement(before) && before.text.trim() === '';
  parent.children.splice(isBlank ? index - 1 : index, isBlank ? 2 : 1);
  if (parent.children.every((node) => !isElement(node) && node.text.trim() === '')) {
    parent.children.splice(0, parent.children.length);
  }
}

/** A child in the namespace of its parent, by its local name. */
export function ownChild(element: XmlElement, local: string): XmlElement | undefined {
  const namespace = namespaceOf(element);
  return childElements(element).find(
    (child) => localNameOf(child.name) === local && namespaceOf(child) === namespace,
  );
}

/** A name with the prefix that another element has. */
export function nameLike(element: XmlElement, local: string): string {
  const prefix = prefixOf(element.name);
  return prefix === '' ? local : `${prefix}:${local}`;
}
