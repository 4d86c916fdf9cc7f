import { encodeAttribute } from './xml-text.js';
import { isElement, type XmlDocument, type XmlElement } from './xml-node.js';

/** Writes a document; elements that nobody has touched as they were. */
export function writeXml({ before, root, after }: XmlDocument): string {
  const parts = [before];
  writeElement(root, parts);
  parts.push(after);
  return parts.join('');
}

/** The depth of a document is bounded before it is read. */
function writeElement(element: XmlElement, parts: string[]): void {
  const isEmpty = element.children.length === 0;
  parts.push(writeStartTag(element, isEmpty && element.endTag === ''));
  for (const child of element.children) {
    if (isElement(child)) writeElement(child, parts);
    else parts.push(child.text);
  }
  if (!isEmpty || element.endTag !== '') {
    parts.push(element.endTag === '' ? `</${element.name}>` : element.endTag);
  }
}

function writeStartTag(element: XmlElement, isClosed: boolean): string {
  const { startTag } = element;
  if (startTag === undefined) {
    const attributes = element.attributes.map(
      ({ name, value }) => ` ${name}="${encodeAttribute(value)}"`,
    );
    return `<${element.name}${attributes.join('')}${isClosed ? ' />' : '>'}`;
  }
  return isClosed ? startTag : startTag.replace(/\s*\/>$/, '>');
}
