import { complementOf, findCategory, formatRanges } from './code-ranges.js';
import { type CodeRange, findBlock } from './unicode-blocks.js';

/** What is wrong with a pattern, or the same pattern as RE2 understands it. */
export type Translation =
  | { readonly ok: true; readonly source: string; readonly hasReferences: boolean }
  | { readonly ok: false; readonly reason: string };

interface Scan {
  readonly text: string;
  readonly isExtended: boolean;
  position: number;
  reason: string | undefined;
  hasReferences: boolean;
}

/** What the escapes of XML Schema stand for, as content of a class; some RE2 takes otherwise, some not at all. */
const manyCharacters: Readonly<Record<string, readonly string[]>> = {
  d: [String.raw`\p{Nd}`],
  D: [String.raw`\P{Nd}`],
  s: [...'\t\n\r '],
  w: [String.raw`\p{L}`, String.raw`\p{M}`, String.raw`\p{N}`, String.raw`\p{S}`],
  W: [String.raw`\p{P}`, String.raw`\p{Z}`, String.raw`\p{C}`],
  i: [String.raw`\p{L}`, ...'_:'],
  c: [String.raw`\p{L}`, String.raw`\p{M}`, String.raw`\p{N}`, ...'_:.·', String.raw`\-`],
};

const negatedNames: Readonly<Record<string, string>> = { S: 's', I: 'i', C: 'c' };

/**
 * Translates a regular expression of XPath. RE2 takes more, which XPath refuses, and lacks the
 * subtraction of character classes and the blocks of Unicode, which are resolved here, and
 * back-references, which are told. `isExtended`: space means nothing but in a class.
 */
export function translatePattern(text: string, isExtended: boolean): Translation {
  const scan: Scan = { text, isExtended, position: 0, reason: undefined, hasReferences: false };
  let source = '';
  while (scan.position < text.length && scan.reason === undefined) source += translatePart(scan);
  const { reason, hasReferences } = scan;
  return reason === undefined ? { ok: true, source, hasReferences } : { ok: false, reason };
}

function translatePart(scan: Scan): string {
  const { text, position } = scan;
  const character = text.charAt(position);
  if (character === '\\') return translateEscape(scan);
  if (character === '[') return translateClass(scan);
  scan.position += 1;
  if (scan.isExtended && isSpace(character)) return '';
  if (character === '(' && text.charAt(position + 1) === '?' && text.charAt(position + 2) !== ':') {
    scan.reason = `it holds '(?${text.charAt(position + 2)}', which XPath does not know`;
  }
  return character;
}

function isSpace(character: string): boolean {
  return /^[\t\n\r ]$/.test(character);
}

function translateEscape(scan: Scan): string {
  if (scan.isExtended) skipSpaceAfter(scan);
  const pieces = readEscape(scan);
  const isBare = pieces.length === 1 && !pieces[0]?.startsWith(writtenRange);
  return isBare ? pieces.join('') : `[${pieces.join('')}]`;
}

/** Space is taken out before the pattern is read: `\ s` is `\s`. */
function skipSpaceAfter(scan: Scan): void {
  while (isSpace(scan.text.charAt(scan.position + 1))) scan.position += 1;
}

/** The characters, categories and ranges an escape stands for, as RE2 writes them in a class. */
function readEscape(scan: Scan): readonly string[] {
  const code = scan.text.charAt(scan.position + 1);
  scan.position += 2;
  const known = Object.hasOwn(manyCharacters, code) ? manyCharacters[code] : undefined;
  if (known !== undefined) return known;
  const negated = Object.hasOwn(negatedNames, code) ? negatedNames[code] : undefined;
  if (negated !== undefined) {
    return [formatRanges(complementOf(readRanges(scan, manyCharacters[negated] ?? [])))];
  }
  if (code === 'p' || code === 'P') return [readProperty(scan, code)];
  if (/[1-9]/.test(code)) scan.hasReferences = true;
  else if (!/[nrt\\|.?*+(){}[\]^$-]/.test(code)) {
    scan.reason = `it holds '\\${code}', which XPath does not know`;
  }
  return [`\\${code}`];
}

function readProperty(scan: Scan, code: string): string {
  const end = scan.text.indexOf('}', scan.position);
  const property = end < 0 ? '' : scan.text.slice(scan.position, end + 1);
  scan.position += property.length;
  const [, blockName, name] = /^\{(?:Is([\w-]+)|(\w+))\}$/.exec(property) ?? [];
  if (name !== undefined) return `\\${code}${property}`;
  const block = blockName === undefined ? undefined : findBlock(blockName);
  if (block === undefined) {
    scan.reason = `it holds '\\${code}${property}' without a property of characters`;
    return '';
  }
  return formatRanges(code === 'p' ? [block] : complementOf([block]));
}

function translateClass(scan: Scan): string {
  const read = readClass(scan);
  if (scan.reason !== undefined) return '';
  if (read.subtracted !== undefined) return writeRanges(rangesOf(scan, read));
  return `[${read.isNegated ? '^' : ''}${read.pieces.join('')}]`;
}

/** An empty class matches nothing. */
function writeRanges(ranges: readonly CodeRange[]): string {
  return ranges.length === 0 ? String.raw`[^\x{0}-\x{10ffff}]` : `[${formatRanges(ranges)}]`;
}

interface CharacterClass {
  readonly isNegated: boolean;
  /** As RE2 writes them: characters, escapes, categories, ranges, and `-` between the ends of one. */
  readonly pieces: readonly string[];
  readonly subtracted: CharacterClass | undefined;
}

/** `[a-z-[aeiou]]` is what is neither outside the first class nor inside the second. */
function rangesOf(scan: Scan, read: CharacterClass): readonly CodeRange[] {
  const held = readRanges(scan, read.pieces);
  const own = read.isNegated ? complementOf(held) : held;
  if (read.subtracted === undefined) return own;
  return complementOf([...complementOf(own), ...rangesOf(scan, read.subtracted)]);
}

const maximumNesting = 10;

function readClass(scan: Scan, depth = 0): CharacterClass {
  scan.position += 1;
  const isNegated = scan.text.charAt(scan.position) === '^';
  if (isNegated) scan.position += 1;
  const pieces: string[] = [];
  let subtracted: CharacterClass | undefined;
  if (depth > maximumNesting) scan.reason = 'its classes nest too deeply';
  while (scan.text.charAt(scan.position) !== ']' && scan.reason === undefined) {
    const character = String.fromCodePoint(scan.text.codePointAt(scan.position) ?? 0);
    if (scan.position >= scan.text.length) scan.reason = "it lacks a ']'";
    else if (scan.text.startsWith('-[', scan.position)) {
      scan.position += 1;
      subtracted = readClass(scan, depth + 1);
    } else if (character === '[') scan.reason = "it has a '[' within a class";
    else if (/^\\[1-9]/.test(scan.text.slice(scan.position, scan.position + 2))) {
      scan.reason = 'it has a back-reference within a class';
    } else if (character === '\\') pieces.push(...readEscape(scan));
    else {
      scan.position += character.length;
      pieces.push(character);
    }
  }
  scan.position += 1;
  if (pieces.length === 0) scan.reason ??= 'it has an empty class';
  return { isNegated, pieces, subtracted };
}

function readRanges(scan: Scan, pieces: readonly string[]): readonly CodeRange[] {
  const ranges: CodeRange[] = [];
  for (let index = 0; index < pieces.length; index += 1) {
    const piece = pieces[index] ?? '';
    const from = codeOf(piece);
    if (from === undefined) ranges.push(...rangesOfPiece(scan, piece));
    else if (pieces[index + 1] === '-' && index + 2 < pieces.length) {
      const to = codeOf(pieces[index + 2] ?? '');
      if (to === undefined || to < from) scan.reason = 'it has a range without an end';
      ranges.push([from, to ?? from]);
      index += 2;
    } else ranges.push([from, from]);
  }
  return ranges;
}

const writtenRange = String.raw`\x{`;

function rangesOfPiece(scan: Scan, piece: string): readonly CodeRange[] {
  if (piece.startsWith(writtenRange)) {
    const written = piece.matchAll(/\\x\{(\w+)\}-\\x\{(\w+)\}/g);
    return [...written].map(([, from = '', to = '']) => [parseInt(from, 16), parseInt(to, 16)]);
  }
  const category = findCategory(piece);
  if (category === undefined)
    scan.reason = `it subtracts with '${piece}', which XPath does not know`;
  return category ?? [];
}

const controlCodes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

/** The code point of a single character or of an escape that stands for one. */
function codeOf(piece: string): number | undefined {
  const escaped = piece.startsWith('\\') ? piece.slice(1) : undefined;
  if (escaped === undefined) return piece.codePointAt(0);
  if (Object.hasOwn(controlCodes, escaped)) return controlCodes[escaped]?.codePointAt(0);
  return /^[a-zA-Z]/.test(escaped) ? undefined : escaped.codePointAt(0);
}
