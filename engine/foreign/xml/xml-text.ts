import { isElement, type XmlElement } from './xml-node.js';

const named: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
};

export function decode(text: string): string {
  return text.replace(/&(?:#x([\da-fA-F]+)|#(\d+)|(\w+));/g, (whole, hex, decimal, name) => {
    if (typeof name === 'string') return Object.hasOwn(named, name) ? (named[name] ?? '') : whole;
    const code = typeof hex === 'string' ? parseInt(hex, 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\n': '&#10;',
  '\r': '&#13;',
  '\t': '&#9;',
};

export function encodeText(text: string): string {
  return text.replace(/[&<>\r]/g, (character) => escapes[character] ?? character);
}

export function encodeAttribute(text: string): string {
  return text.replace(/[&<>"\n\r\t]/g, (character) => escapes[character] ?? character);
}

/** What an element says: its text and CDATA, without comments. */
export function readText(element: XmlElement): string {
  return element.children.map((child) => (isElement(child) ? '' : readRaw(child.text))).join('');
}

function readRaw(text: string): string {
  if (text.startsWith('<![CDATA[')) return text.slice('<![CDATA['.length, -']]>'.length);
  return text.startsWith('<!--') || text.startsWith('<?') ? '' : decode(text);
}
