import type { NameMatch } from './known-names.js';
import type { Reader } from './reader.js';

/** Words that stand between expressions and so end a name that nobody has declared. */
const connectives: ReadonlySet<string> = new Set([
  'and',
  'or',
  'in',
  'between',
  'instance',
  'then',
  'else',
  'return',
  'satisfies',
]);

const nameSigns: ReadonlySet<string> = new Set(['.', '/', '-', '’', "'", '+', '*', '**', '..']);

export function isConnective(text: string): boolean {
  return connectives.has(text);
}

/** Reads a name that begins an expression: the longest known one, or all words up to the next sign. */
export function readName(reader: Reader): string {
  return readMatched(reader, reader.findName());
}

/** Reads a name after a dot, which may be a keyword. */
export function readMember(reader: Reader): string {
  const { token, text } = reader;
  const match = reader.members.find(text, token.from);
  if (match !== undefined || !connectives.has(token.text)) return readMatched(reader, match);
  return reader.take().text;
}

function readMatched(reader: Reader, match: NameMatch | undefined): string {
  const { token } = reader;
  const isKnown = match !== undefined && reader.moveTo(match.end);
  if (!isKnown) {
    if (token.type !== 'word' || connectives.has(token.text)) reader.failBefore();
    reader.take();
  }
  return isKnown && !canContinue(reader) ? match.name : readMoreWords(reader, token.from);
}

function canContinue(reader: Reader): boolean {
  const { type, text } = reader.token;
  return (type === 'word' && !connectives.has(text)) || (type === 'number' && /^\w+$/.test(text));
}

function readMoreWords(reader: Reader, from: number): string {
  while (canContinue(reader)) reader.take();
  return reader.text.slice(from, reader.lastEnd).replace(/\s+/g, ' ');
}

/**
 * Reads a name where it is declared, which ends at one of the given signs or words: there operators
 * and keywords are parts of it. `undefined` (and nothing read) if there is no such name.
 */
export function readDeclaredName(reader: Reader, ends: readonly string[]): string | undefined {
  const start = reader.place;
  const { from, type } = reader.token;
  const isName = (distance: number) => {
    const { type: kind, text } = reader.peek(distance);
    return kind === 'word' || kind === 'number' || nameSigns.has(text);
  };
  let distance = 0;
  while (isName(distance) && !(distance > 0 && ends.some((end) => reader.is(end, distance)))) {
    distance += 1;
  }
  if (type !== 'word' || !ends.some((end) => reader.is(end, distance))) return undefined;
  reader.returnTo(start + distance);
  return reader.members.spell(reader.text.slice(from, reader.lastEnd));
}
