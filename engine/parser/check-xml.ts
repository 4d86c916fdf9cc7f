import type { Problem } from './problem.js';

const maximumLength = 10 * 1024 * 1024;
const maximumDepth = 200;

/** Refuses texts that a parser had better not see: too large, too deep, or with a document type and its entities. */
export function checkXml(xml: string): Problem | undefined {
  if (xml.length > maximumLength) {
    const message = `Expected at most ${maximumLength} characters of XML but got ${xml.length}`;
    return problem('xmlTooLarge', message, { length: xml.length, maximum: maximumLength });
  }
  return scan(xml);
}

/** One pass over the markup; contents of comments, CDATA and processing instructions are skipped. */
function scan(xml: string): Problem | undefined {
  let depth = 0;
  let position = xml.indexOf('<');
  while (position >= 0) {
    let end = endOfInert(xml, position);
    if (end === undefined) {
      if (xml.startsWith('<!', position)) return forbiddenDeclaration(xml, position);
      end = endOfTag(xml, position);
      depth += depthChange(xml, position, end);
    }
    if (depth > maximumDepth) return tooDeep(xml, position);
    position = xml.indexOf('<', end);
  }
  return undefined;
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
