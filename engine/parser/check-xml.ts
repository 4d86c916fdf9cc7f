import type { Problem } from './problem.js';

const maximumLength = 10 * 1024 * 1024;
const maximumDepth = 200;

/** Refuses texts that a parser had better not see: too large, too deep, or with a document type and its entities. */
export function checkXml(xml: string, language = 'BPMN'): Problem | undefined {
  if (xml.length > maximumLength) {
    const message = `Expected at most ${maximumLength} characters of XML but got ${xml.length}`;
    return problem('xmlTooLarge', message, { length: xml.length, maximum: maximumLength });
  }
  return scan(xml, language);
}

/** One pass over the markup; contents of comments, CDATA and processing instructions are skipped. */
function scan(xml: string, language: string): Problem | undefined {
  let depth = 0;
  let position = xml.indexOf('<');
  let misplaced = nextMisplaced(xml, 0);
  while (position >= 0) {
    let end = endOfInert(xml, position);
    if (misplaced < position) return badReference(xml, misplaced, language);
    if (end !== undefined && misplaced < end) misplaced = nextMisplaced(xml, end);
    if (end === undefined) {
      if (xml.startsWith('<!', position)) return forbiddenDeclaration(xml, position);
      end = endOfTag(xml, position);
      depth += depthChange(xml, position, end);
    }
    if (depth > maximumDepth) return tooDeep(xml, position);
    position = xml.indexOf('<', end);
  }
  return misplaced < xml.length ? badReference(xml, misplaced, language) : undefined;
}

const reference = /&(?:(?:amp|lt|gt|quot|apos)|#(\d+)|#x([\da-fA-F]+));|&/g;

/** Where an `&` is that begins no reference which XML knows by itself; the length of the text if there is none. */
function nextMisplaced(xml: string, from: number): number {
  reference.lastIndex = from;
  for (let match = reference.exec(xml); match !== null; match = reference.exec(xml)) {
    const [text, decimal, hexadecimal] = match;
    const code = decimal === undefined ? parseInt(hexadecimal ?? '20', 16) : Number(decimal);
    if (text === '&' || !isCharacter(code)) return match.index;
  }
  return xml.length;
}

/** XML 1.0 section 2.2. */
function isCharacter(code: number): boolean {
  if (code < 0x20) return code === 0x9 || code === 0xa || code === 0xd;
  if (code >= 0xd800 && code < 0xe000) return false;
  return code <= 0x10ffff && code !== 0xfffe && code !== 0xffff;
}

function badReference(xml: string, position: number, language: string): Problem {
  const line = lineOf(xml, position);
  const text = /^&[^\s;<&"']{0,20};?/.exec(xml.slice(position, position + 24))?.[0] ?? '&';
  const cause = `unknown reference <${text}>`;
  const message = `Expected well-formed ${language} XML but at line ${line}: ${cause}`;
  return problem('xmlMalformed', message, { line, cause });
}

const inertMarkup: readonly (readonly [string, string])[] = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
];

function endOfInert(xml: string, position: number): number | undefined {
  const kind = inertMarkup.find(([opening]) => xml.startsWith(opening, position));
  if (kind === undefined) return undefined;
  const [opening, closing] = kind;
  const end = xml.indexOf(closing, position + opening.length);
  return end < 0 ? xml.length : end + closing.length;
}

function depthChange(xml: string, position: number, end: number): number {
  if (xml.startsWith('</', position)) return -1;
  return xml[end - 2] === '/' ? 0 : 1;
}

/** Where the text after a tag begins. A `>` inside an attribute value does not end the tag. */
function endOfTag(xml: string, position: number): number {
  let quote = '';
  for (let index = position; index < xml.length; index += 1) {
    const character = xml[index] ?? '';
    if (quote !== '') quote = character === quote ? '' : quote;
    else if (character === '"' || character === "'") quote = character;
    else if (character === '>') return index + 1;
  }
  return xml.length;
}

function forbiddenDeclaration(xml: string, position: number): Problem {
  const line = lineOf(xml, position);
  const message = `Expected XML without document type and entity declarations but line ${line} has one`;
  return problem('xmlDeclarationForbidden', message, { line });
}

function tooDeep(xml: string, position: number): Problem {
  const line = lineOf(xml, position);
  const message = `Expected at most ${maximumDepth} nested elements but line ${line} goes deeper`;
  return problem('xmlTooDeep', message, { line, maximum: maximumDepth });
}

function lineOf(xml: string, position: number): number {
  let line = 1;
  for (
    let index = xml.indexOf('\n');
    index >= 0 && index < position;
    index = xml.indexOf('\n', index + 1)
  ) {
    line += 1;
  }
  return line;
}

function problem(rule: string, message: string, params: Problem['params']): Problem {
  return { rule, severity: 'error', message, params };
}
