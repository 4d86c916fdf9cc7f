import type { JsonValue } from '../../../engine/index.js';
import { CommandError } from './errors.js';

/** What reading goes on with: deeper values would overflow the stack of whoever walks them. */
const maximumDepth = 100;

const space = /[ \t\r\n]*/y;
const plain = /[^"\\\u0000-\u001f]*/y;
const escaped = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const word = /true|false|null/y;

/** Reads JSON; an error tells file (or argument), line and column of the first wrong character. */
export function parseJson(source: string, place: Readonly<Record<string, string>>): JsonValue {
  const wrong = findMistake(source);
  if (wrong === undefined) return JSON.parse(source) as JsonValue;
  const { line, column } = positionAt(source, wrong.at);
  const where = Object.values(place)[0] ?? '';
  const message = `Expected JSON in ${where} but at line ${line}, column ${column}: ${wrong.message}`;
  throw new CommandError('jsonInvalid', message, { ...place, line, column });
}

interface Mistake {
  readonly at: number;
  readonly message: string;
}

/** What may come next; inside `{` and `[` the stack tells what a value is part of. */
type Expected = 'value' | 'valueOrEnd' | 'key' | 'keyOrEnd' | 'commaOrEnd' | 'nothing';

function findMistake(source: string): Mistake | undefined {
  const open: string[] = [];
  let expected: Expected = 'value';
  let at = after(space, source, 0) ?? 0;
  while (at < source.length) {
    const next = readNext(source, at, expected, open);
    if ('message' in next) return next;
    if (open.length > maximumDepth)
      return { at, message: `expected at most ${maximumDepth} levels` };
    expected = next.expected;
    at = after(space, source, next.at) ?? next.at;
  }
  return expected === 'nothing' ? undefined : { at, message: 'the text ends too early' };
}

interface Progress {
  readonly at: number;
  readonly expected: Expected;
}

function readNext(
  source: string,
  at: number,
  expected: Expected,
  open: string[],
): Progress | Mistake {
  switch (expected) {
    case 'value':
      return readValue(source, at, open);
    case 'valueOrEnd':
      return source[at] === ']' ? close(at, open) : readValue(source, at, open);
    case 'key':
      return readKey(source, at);
    case 'keyOrEnd':
      return source[at] === '}' ? close(at, open) : readKey(source, at);
    case 'commaOrEnd':
      return readCommaOrEnd(source, at, open);
    case 'nothing':
      return { at, message: 'expected nothing after the value' };
  }
}

function readValue(source: string, at: number, open: string[]): Progress | Mistake {
  const character = source[at] ?? '';
  if (character === '{' || character === '[') {
    open.push(character);
    return { at: at + 1, expected: character === '{' ? 'keyOrEnd' : 'valueOrEnd' };
  }
  const end = endOfText(source, at) ?? after(word, source, at) ?? after(number, source, at);
  if (end === undefined) return { at, message: 'expected a value' };
  if (/[-\d]/.test(character) && !Number.isFinite(Number(source.slice(at, end))))
    return { at, message: 'the number is too large' };
  return { at: end, expected: open.length === 0 ? 'nothing' : 'commaOrEnd' };
}

function readKey(source: string, at: number): Progress | Mistake {
  const end = endOfText(source, at);
  if (end === undefined) return { at, message: 'expected a name in double quotes' };
  const colon = after(space, source, end) ?? end;
  if (source[colon] !== ':') return { at: colon, message: "expected ':'" };
  return { at: colon + 1, expected: 'value' };
}

function readCommaOrEnd(source: string, at: number, open: string[]): Progress | Mistake {
  const isObject = open.at(-1) === '{';
  if (source[at] === ',') return { at: at + 1, expected: isObject ? 'key' : 'value' };
  const end = isObject ? '}' : ']';
  return source[at] === end ? close(at, open) : { at, message: `expected ',' or '${end}'` };
}

function close(at: number, open: string[]): Progress {
  open.pop();
  return { at: at + 1, expected: open.length === 0 ? 'nothing' : 'commaOrEnd' };
}

/** Where the text in double quotes that begins here ends; nothing if there is none, or it is wrong. */
function endOfText(source: string, start: number): number | undefined {
  if (source[start] !== '"') return undefined;
  let at: number | undefined = start + 1;
  while (at !== undefined) {
    at = after(plain, source, at) ?? at;
    if (source[at] === '"') return at + 1;
    at = after(escaped, source, at);
  }
  return undefined;
}

/** Where a match that begins just here ends. */
function after(pattern: RegExp, source: string, at: number): number | undefined {
  pattern.lastIndex = at;
  return pattern.test(source) ? pattern.lastIndex : undefined;
}

function positionAt(source: string, at: number): { line: number; column: number } {
  const before = source.slice(0, at).split('\n');
  return { line: before.length, column: (before.at(-1) ?? '').length + 1 };
}
