/** What is wrong with a pattern, or the same pattern as RE2 understands it. */
export type Translation =
  { readonly ok: true; readonly source: string } | { readonly ok: false; readonly reason: string };

interface Scan {
  readonly text: string;
  readonly isExtended: boolean;
  position: number;
  reason: string | undefined;
}

const nameStart = String.raw`\p{L}_:`;
const namePart = String.raw`\p{L}\p{M}\p{N}_:.\-·`;

/** Escapes of XML Schema that RE2 does not know: the characters of XML names. */
const nameEscapes: Readonly<Record<string, readonly [characters: string, isNegated: boolean]>> = {
  i: [nameStart, false],
  I: [nameStart, true],
  c: [namePart, false],
  C: [namePart, true],
};

/**
 * Translates a regular expression of XPath. RE2 takes more, which XPath refuses, and lacks the
 * subtraction of character classes, which is resolved here, and back-references, which stay out
 * because they would not run in linear time. `isExtended`: space means nothing but in a class.
 */
export function translatePattern(text: string, isExtended: boolean): Translation {
  const scan: Scan = { text, isExtended, position: 0, reason: undefined };
  let source = '';
  while (scan.position < text.length && scan.reason === undefined) source += translatePart(scan);
  return scan.reason === undefined ? { ok: true, source } : { ok: false, reason: scan.reason };
}

function translatePart(scan: Scan): string {
  const { text, position } = scan;
  const character = text.charAt(position);
  if (character === '\\') return translateEscape(scan, false);
  if (character === '[') return translateClass(scan);
  scan.position += 1;
  if (scan.isExtended && /[\t\n\r ]/.test(character)) return '';
  if (character === '(' && text.charAt(position + 1) === '?' && text.charAt(position + 2) !== ':') {
    scan.reason = `it holds '(?${text.charAt(position + 2)}', which XPath does not know`;
  }
  return character;
}

/** One escape; within a class, what stands for several characters is written without brackets. */
function translateEscape(scan: Scan, isInClass: boolean): string {
  const code = scan.text.charAt(scan.position + 1);
  scan.position += 2;
  const name = Object.hasOwn(nameEscapes, code) ? nameEscapes[code] : undefined;
  if (name !== undefined) {
    const [characters, isNegated] = name;
    if (!isInClass) return `[${isNegated ? '^' : ''}${characters}]`;
    if (isNegated) scan.reason = `it holds '\\${code}' within a class`;
    return characters;
  }
  if (/[1-9]/.test(code)) scan.reason = 'it has a back-reference';
  else if (!/[nrt\\|.?*+(){}[\]^$dDsSwWpP-]/.test(code)) {
    scan.reason = `it holds '\\${code}', which XPath does not know`;
  }
  if (code !== 'p' && code !== 'P') return `\\${code}`;
  const end = scan.text.indexOf('}', scan.position);
  const property = end < 0 ? '' : scan.text.slice(scan.position, end + 1);
  if (!/^\{\w+\}$/.test(property)) scan.reason = `it holds '\\${code}' without a property`;
  scan.position += property.length;
  return `\\${code}${property}`;
}

interface CharacterClass {
  readonly isNegated: boolean;
  /** As RE2 writes it, without brackets. */
  readonly content: string;
  /** The same as ranges of code points, if it is no more than that. */
  readonly ranges: readonly (readonly [number, number])[] | undefined;
  readonly subtracted: CharacterClass | undefined;
}

function translateClass(scan: Scan): string {
  const read = readClass(scan);
  return scan.reason === undefined ? `[${resolve(scan, read)}]` : '';
}

/** `[a-z-[aeiou]]` is what is neither outside the first class nor inside the second. */
function resolve(scan: Scan, { isNegated, content, ranges, subtracted }: CharacterClass): string {
  if (subtracted === undefined) return `${isNegated ? '^' : ''}${content}`;
  const outside = isNegated ? content : complement(ranges);
  const inner = subtracted.subtracted === undefined ? subtracted : undefined;
  const removed = inner?.isNegated === true ? complement(inner.ranges) : inner?.content;
  if (outside === undefined || removed === undefined) {
    scan.reason = 'it subtracts classes that are more than ranges of characters';
  }
  return `^${outside ?? ''}${removed ?? ''}`;
}

const lastCodePoint = 0x10ffff;

/** The code points outside of all ranges, as RE2 writes them. */
function complement(ranges: CharacterClass['ranges']): string | undefined {
  if (ranges === undefined) return undefined;
  let next = 0;
  let result = '';
  for (const [from, to] of [...ranges].sort((left, right) => left[0] - right[0])) {
    if (from > next) result += `${hexadecimal(next)}-${hexadecimal(from - 1)}`;
    next = Math.max(next, to + 1);
  }
  return next > lastCodePoint
    ? result
    : `${result}${hexadecimal(next)}-${hexadecimal(lastCodePoint)}`;
}

function hexadecimal(code: number): string {
  return `\\x{${code.toString(16)}}`;
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
    else if (character === '\\') pieces.push(translateEscape(scan, true));
    else {
      scan.position += character.length;
      pieces.push(character);
    }
  }
  scan.position += 1;
  if (pieces.length === 0) scan.reason ??= 'it has an empty class';
  return { isNegated, content: pieces.join(''), ranges: rangesOf(pieces), subtracted };
}

function rangesOf(pieces: readonly string[]): CharacterClass['ranges'] {
  const ranges: (readonly [number, number])[] = [];
  for (let index = 0; index < pieces.length; index += 1) {
    const from = codeOf(pieces[index] ?? '');
    const isRange = pieces[index + 1] === '-' && index + 2 < pieces.length;
    const to = isRange ? codeOf(pieces[index + 2] ?? '') : from;
    if (from === undefined || to === undefined || to < from) return undefined;
    ranges.push([from, to]);
    if (isRange) index += 2;
  }
  return ranges;
}

const controlCodes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

/** The code point of a single character or of an escape that stands for one. */
function codeOf(piece: string): number | undefined {
  const escaped = piece.startsWith('\\') ? piece.slice(1) : undefined;
  if (escaped === undefined) return piece.codePointAt(0);
  if (Object.hasOwn(controlCodes, escaped)) return controlCodes[escaped]?.codePointAt(0);
  return /^[a-zA-Z]/.test(escaped) ? undefined : escaped.codePointAt(0);
}
