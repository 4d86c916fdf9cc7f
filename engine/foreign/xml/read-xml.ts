import { decode } from './xml-text.js';
import type { XmlAttribute, XmlDocument, XmlElement } from './xml-node.js';

export interface XmlFault {
  readonly line: number;
  readonly cause: string;
}

export type XmlResult =
  | { readonly ok: true; readonly document: XmlDocument }
  | { readonly ok: false; readonly fault: XmlFault };

/**
 * Reads a text that `checkXml` of the parser has let through, so that it can be written back as it was. In one pass and
 * without recursion: the size of the text bounds the work.
 */
export function readXml(text: string): XmlResult {
  return new XmlReading(text).read();
}

const inertMarkup: readonly (readonly [string, string])[] = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
];

const startTag = /<([^\s/>=<"']+)((?:\s+[^\s=/><"']+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/y;
const endTag = /<\/([^\s/>]+)\s*>/y;
const attribute = /([^\s=/><"']+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

class XmlReading {
  private position = 0;
  private line = 1;
  private nextBreak: number;
  private root: XmlElement | undefined;
  private open: XmlElement | undefined;
  private before = '';
  private after = '';

  constructor(private readonly text: string) {
    this.nextBreak = text.indexOf('\n');
  }

  read(): XmlResult {
    while (this.position < this.text.length) {
      const fault = this.readNext();
      if (fault !== undefined) return { ok: false, fault };
    }
    const { root, open, before, after } = this;
    if (open !== undefined) return this.fail(`<${open.name}> is never closed`);
    if (root === undefined) return this.fail('there is no element');
    return { ok: true, document: { before, root, after } };
  }

  private fail(cause: string): XmlResult {
    return { ok: false, fault: this.fault(cause) };
  }

  private fault(cause: string): XmlFault {
    return { line: this.lineAt(this.position), cause };
  }

  /** Breaks are looked for once each, as files may have one line only. */
  private lineAt(position: number): number {
    while (this.nextBreak >= 0 && this.nextBreak < position) {
      this.line += 1;
      this.nextBreak = this.text.indexOf('\n', this.nextBreak + 1);
    }
    return this.line;
  }

  private readNext(): XmlFault | undefined {
    const { text, position } = this;
    const next = text.indexOf('<', position);
    const end = next < 0 ? text.length : next;
    if (end > position) return this.addRaw(text.slice(position, end), false);
    const inert = inertMarkup.find(([opening]) => text.startsWith(opening, position));
    if (inert !== undefined) return this.readInert(inert);
    return text.startsWith('</', position) ? this.readEndTag() : this.readStartTag();
  }

  private readInert([opening, closing]: readonly [string, string]): XmlFault | undefined {
    const { text, position } = this;
    const end = text.indexOf(closing, position + opening.length);
    if (end < 0) return this.fault(`'${opening}' is never closed`);
    return this.addRaw(text.slice(position, end + closing.length), opening !== '<![CDATA[');
  }

  private addRaw(raw: string, isAllowedOutside: boolean): XmlFault | undefined {
    const isBlank = raw.replace('\uFEFF', '').trim() === '';
    if (this.open !== undefined) this.open.children.push({ type: 'raw', text: raw });
    else if (!isAllowedOutside && !isBlank) return this.fault('there is text outside of the root');
    else if (this.root === undefined) this.before += raw;
    else this.after += raw;
    this.position += raw.length;
    return undefined;
  }

  private readStartTag(): XmlFault | undefined {
    startTag.lastIndex = this.position;
    const match = startTag.exec(this.text);
    if (match === null) return this.fault('a tag cannot be read');
    const [whole, name = '', written = '', slash = ''] = match;
    if (this.open === undefined && this.root !== undefined)
      return this.fault('there is a second root element');
    const element: XmlElement = {
      type: 'element',
      name,
      attributes: readAttributes(written),
      children: [],
      parent: this.open,
      line: this.lineAt(this.position),
      startTag: whole,
      endTag: '',
    };
    const doubled = findDoubled(element.attributes);
    if (doubled !== undefined) return this.fault(`attribute '${doubled}' stands there twice`);
    if (this.open === undefined) this.root = element;
    else this.open.children.push(element);
    if (slash === '') this.open = element;
    this.position += whole.length;
    return undefined;
  }

  private readEndTag(): XmlFault | undefined {
    endTag.lastIndex = this.position;
    const match = endTag.exec(this.text);
    const [whole = '', name = ''] = match ?? [];
    const { open } = this;
    if (open === undefined || open.name !== name)
      return this.fault(`</${name}> closes what is not open`);
    open.endTag = whole;
    this.open = open.parent;
    this.position += whole.length;
    return undefined;
  }
}

function readAttributes(written: string): XmlAttribute[] {
  return [...written.matchAll(attribute)].map(([, name = '', double, single]) => ({
    name,
    value: decode(double ?? single ?? ''),
  }));
}

function findDoubled(attributes: readonly XmlAttribute[]): string | undefined {
  const seen = new Set<string>();
  for (const { name } of attributes) {
    if (seen.has(name)) return name;
    seen.add(name);
  }
  return undefined;
}
