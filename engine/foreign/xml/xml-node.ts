/** A file as it was written: whatever nobody changes is written back byte by byte. */
export type XmlNode = XmlElement | XmlRaw;

/** Text, comments, CDATA and processing instructions, verbatim. */
export interface XmlRaw {
  readonly type: 'raw';
  text: string;
}

export interface XmlAttribute {
  /** As written, with its prefix. */
  readonly name: string;
  /** With references resolved. */
  value: string;
}

export interface XmlElement {
  readonly type: 'element';
  /** As written, with its prefix. */
  readonly name: string;
  readonly attributes: XmlAttribute[];
  readonly children: XmlNode[];
  parent: XmlElement | undefined;
  /** Of the file it was read from, from 1; 0 for what was added. */
  readonly line: number;
  /** The start tag as it was written; nothing once an attribute has changed. */
  startTag: string | undefined;
  /** The end tag as it was written; empty for `<a/>`. */
  endTag: string;
}

export interface XmlDocument {
  /** Everything before and after the root element. */
  readonly before: string;
  readonly root: XmlElement;
  readonly after: string;
}

export function isElement(node: XmlNode): node is XmlElement {
  return node.type === 'element';
}

export function childElements(element: XmlElement): readonly XmlElement[] {
  return element.children.filter(isElement);
}

export function localNameOf(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

export function prefixOf(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? '' : name.slice(0, colon);
}

/** The namespace that a prefix stands for at an element. */
export function namespaceAt(element: XmlElement, prefix: string): string {
  const name = prefix === '' ? 'xmlns' : `xmlns:${prefix}`;
  let around: XmlElement | undefined = element;
  while (around !== undefined) {
    const declared = around.attributes.find((attribute) => attribute.name === name);
    if (declared !== undefined) return declared.value;
    around = around.parent;
  }
  return '';
}

export function namespaceOf(element: XmlElement): string {
  return namespaceAt(element, prefixOf(element.name));
}

export function readAttribute(element: XmlElement, name: string): string | undefined {
  return element.attributes.find((attribute) => attribute.name === name)?.value;
}

/** The value of an attribute in a namespace, whatever its prefix. */
export function readForeignAttribute(
  element: XmlElement,
  namespace: string,
  local: string,
): string | undefined {
  return element.attributes.find(
    ({ name }) =>
      prefixOf(name) !== '' &&
      localNameOf(name) === local &&
      namespaceAt(element, prefixOf(name)) === namespace,
  )?.value;
}
