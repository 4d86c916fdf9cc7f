import { faultAt } from './errors.js';
import type { JuelSpan } from './juel-ast.js';

export interface JuelToken extends JuelSpan {
  readonly type: 'number' | 'string' | 'name' | 'symbol' | 'end';
  /** Of a string: its value. */
  readonly text: string;
}

const space = /\s+/y;
const number = /(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?/y;
const name = /[\p{L}_$][\p{L}\p{N}_$]*/uy;
const symbol = /&&|\|\||==|!=|<=|>=|[-+*/%<>!?:.,()[\]=]/y;

/** Reads the tokens from `start` up to the `}` that closes the expression; the last token is that end. */
export function tokenize(text: string, start: number): readonly JuelToken[] {
  const tokens: JuelToken[] = [];
  let position = start;
  while (position < text.length) {
    position += lengthOf(space, text, position);
    if (text[position] === '}') {
      tokens.push({ type: 'end', text: '}', from: position, to: position + 1 });
      return tokens;
    }
    if (position >= text.length) break;
    const token = readToken(text, position);
    tokens.push(token);
    position = token.to;
  }
  throw faultAt("the expression is not closed by '}'", { from: start, to: text.length });
}

function readToken(text: string, from: number): JuelToken {
  const character = text[from] ?? '';
  if (character === "'" || character === '"') return readString(text, from, character);
  for (const [type, pattern] of patterns) {
    const length = lengthOf(pattern, text, from);
    if (length > 0) return { type, text: text.slice(from, from + length), from, to: from + length };
  }
  throw faultAt(`'${character}' is not expected here`, { from, to: from + 1 });
}

const patterns = [
  ['number', number],
  ['name', name],
  ['symbol', symbol],
] as const;

function lengthOf(pattern: RegExp, text: string, from: number): number {
  pattern.lastIndex = from;
  return pattern.exec(text)?.[0].length ?? 0;
}

function readString(text: string, from: number, quote: string): JuelToken {
  let value = '';
  for (let position = from + 1; position < text.length; position += 1) {
    const character = text[position] ?? '';
    if (character === quote) return { type: 'string', text: value, from, to: position + 1 };
    if (character === '\\') {
      position += 1;
      value += text[position] ?? '';
    } else value += character;
  }
  throw faultAt('a text is not closed', { from, to: text.length });
}
