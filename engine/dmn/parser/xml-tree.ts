import { Parser } from 'saxen';

import { checkXml } from '../../parser/check-xml.js';
import type { Problem } from '../../parser/problem.js';

/** An element of an XML document; its name is without prefix. */
export interface XmlElement {
  readonly namespace: string;
  readonly name: string;
  /** By their names as written, without those that declare namespaces. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** The text directly inside, all pieces together. */
  readonly text: string;
  /** Counts from 1. */
  readonly line: number;
  /** The namespaces by their prefixes; the one of names without prefix by the empty one. */
  readonly prefixes: Readonly<Record<string, string>>;
}

interface OpenElement extends XmlElement {
  readonly children: OpenElement[];
  text: string;
}

/** Reads a whole document, safely; every DMN version and tool has its own prefixes, which do not matter here. */
export function readXmlTree(xml: string): XmlElement | Problem {
  return checkXml(xml, 'DMN') ?? new TreeReader(xml).read();
}

/** Nothing is declared, and nothing is inherited from objects of JavaScript. */
const noPrefixes: Readonly<Record<string, string>> = Object.freeze(inherit(null));

class TreeReader {
  private readonly open: OpenElement[] = [];
  private root: OpenElement | undefined;
  private position = 0;
  private line = 1;
  private nextBreak: number;

  constructor(private readonly xml: string) {
    this.nextBreak = this.findBreak(0);
  }

  read(): XmlElement | Problem {
    let fault: { readonly cause: string; readonly line: number } | undefined;
    const parser = new Parser()
      .on('openTag', (name, readAttributes, decode) => {
        this.begin(name, decodeAll(readAttributes(), decode));
      })
      .on('closeTag', () => {
        this.open.pop();
      })
      .on('text', (text, decode) => {
        this.addText(decode(text));
      })
      .on('cdata', (text) => {
        this.skip('<![CDATA[', ']]>');
        this.addText(text);
      })
      .on('comment', () => {
        this.skip('<!--', '-->');
      })
      .on('question', () => {
        this.skip('<?', '?>');
      });
    const report = (error: Error, readContext: () => { readonly line: number }) => {
      fault ??= { cause: error.message, line: readContext().line + 1 };
      parser.stop();
    };
    parser.on('error', report).on('warn', report).parse(this.xml);
    if (fault !== undefined) return malformed(fault.cause, fault.line);
    return this.root ?? malformed('missing start tag', 1);
  }

  private begin(tag: string, attributes: Readonly<Record<string, string>>): void {
    this.moveTo(this.xml.indexOf(`<${tag}`, this.position), tag.length);
    const parent = this.open.at(-1);
    const prefixes = readPrefixes(attributes, parent?.prefixes ?? noPrefixes);
    const [name = tag, prefix = ''] = tag.split(':').reverse();
    const element: OpenElement = {
      namespace: prefixes[prefix] ?? '',
      name,
      attributes: Object.fromEntries(
        Object.entries(attributes).filter(([key]) => prefixOfDeclaration(key) === undefined),
      ),
      children: [],
      text: '',
      line: this.line,
      prefixes,
    };
    if (parent === undefined) this.root ??= element;
    parent?.children.push(element);
    this.open.push(element);
  }

  private addText(text: string): void {
    const element = this.open.at(-1);
    if (element !== undefined) element.text += text;
  }

  /** The parser counts lines from the beginning each time; this goes on from the last tag. */
  private moveTo(position: number, length: number): void {
    if (position < 0) return;
    while (this.nextBreak < position) {
      this.line += 1;
      this.nextBreak = this.findBreak(this.nextBreak + 1);
    }
    this.position = position + length;
  }

  /** The place of the next end of a line, asked for once for each: a file may be one long line. */
  private findBreak(from: number): number {
    const index = this.xml.indexOf('\n', from);
    return index < 0 ? Number.POSITIVE_INFINITY : index;
  }

  private skip(opening: string, closing: string): void {
    const start = this.xml.indexOf(opening, this.position);
    const end = this.xml.indexOf(closing, start + opening.length);
    if (start >= 0 && end >= 0) this.moveTo(end, closing.length);
  }
}

function decodeAll(
  attributes: Readonly<Record<string, string>> | false,
  decode: (text: string) => string,
): Record<string, string> {
  const entries = attributes === false ? [] : Object.entries(attributes);
  return Object.fromEntries(entries.map(([name, value]) => [name, decode(value)]));
}

/** The prefix that an attribute declares, if it does: `xmlns:feel` declares `feel`. */
function prefixOfDeclaration(name: string): string | undefined {
  if (name === 'xmlns') return '';
  return name.startsWith('xmlns:') ? name.slice('xmlns:'.length) : undefined;
}

function inherit(outer: Readonly<Record<string, string>> | null): Record<string, string> {
  // Object.create is typed `any`; an object without own members that inherits texts is a record of them.
  return Object.create(outer) as Record<string, string>;
}

function readPrefixes(
  attributes: Readonly<Record<string, string>>,
  outer: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const declared = Object.entries(attributes).flatMap(([name, uri]) => {
    const prefix = prefixOfDeclaration(name);
    return prefix === undefined ? [] : [[prefix, uri] as const];
  });
  // Inherits the outer ones, for copies of many would be too much.
  return declared.length === 0
    ? outer
    : Object.assign(inherit(outer), Object.fromEntries(declared));
}

function malformed(cause: string, line: number): Problem {
  return {
    rule: 'xmlMalformed',
    severity: 'error',
    message: `Expected well-formed DMN XML but at line ${line}: ${cause}`,
    params: { line, cause },
  };
}

export function childrenNamed(element: XmlElement, name: string): readonly XmlElement[] {
  return element.children.filter((child) => child.name === name);
}

export function childNamed(element: XmlElement, name: string): XmlElement | undefined {
  return element.children.find((child) => child.name === name);
}

/** The text of a child, without the spaces around it. */
export function textOfChild(element: XmlElement, name: string): string | undefined {
  return childNamed(element, name)?.text.trim();
}
