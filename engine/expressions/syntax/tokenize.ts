import { FeelSyntaxAbort } from '../errors.js';
import { endOfWord, isDigit, isLineEnd, isNameStart, isSpace } from './characters.js';

/** A word is a part of a name or a keyword; what is neither word nor literal is a sign. */
export type TokenType = 'word' | 'number' | 'string' | 'sign' | 'end';

export interface Token {
  readonly type: TokenType;
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** Signs of more than one character, the longer ones first. */
const longSigns = ['..', '**', '<=', '>=', '!=', '->'] as const;
const numberPattern = /(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?/y;

/** Splits an expression; the last token is of type `end`. Throws for a text or comment left open. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  let position = skipBlanks(text, 0);
  while (position < text.length) {
    const { type, to } = readToken(text, position);
    tokens.push({ type, from: position, to, text: text.slice(position, to) });
    position = skipBlanks(text, to);
  }
  tokens.push({ type: 'end', from: text.length, to: text.length, text: '' });
  return tokens;
}

function readToken(text: string, from: number): { readonly type: TokenType; readonly to: number } {
  const code = text.codePointAt(from) ?? 0;
  if (isNameStart(code)) return { type: 'word', to: endOfWord(text, from) };
  if (isDigit(code) || (code === 0x2e && isDigit(text.charCodeAt(from + 1)))) {
    numberPattern.lastIndex = from;
    return { type: 'number', to: from + (numberPattern.exec(text)?.[0].length ?? 1) };
  }
  if (code === 0x22) return { type: 'string', to: endOfString(text, from) };
  const sign = longSigns.find((candidate) => text.startsWith(candidate, from));
  return { type: 'sign', to: from + (sign?.length ?? (code > 0xffff ? 2 : 1)) };
}

function endOfString(text: string, from: number): number {
  let position = from + 1;
  while (position < text.length) {
    const code = text.charCodeAt(position);
    if (code === 0x22) return position + 1;
    if (isLineEnd(code)) break;
    position += code === 0x5c ? 2 : 1;
  }
  const to = Math.min(position, text.length);
  throw new FeelSyntaxAbort("Expected a '\"' at the end of the text but there is none", from, to);
}

function skipBlanks(text: string, from: number): number {
  let position = from;
  for (;;) {
    while (position < text.length && isSpace(text.charCodeAt(position))) position += 1;
    if (text.startsWith('//', position)) position = endOfLine(text, position);
    else if (text.startsWith('/*', position)) position = endOfComment(text, position);
    else return position;
  }
}

function endOfLine(text: string, from: number): number {
  let position = from;
  while (position < text.length && !isLineEnd(text.charCodeAt(position))) position += 1;
  return position;
}

function endOfComment(text: string, from: number): number {
  const end = text.indexOf('*/', from + 2);
  if (end >= 0) return end + 2;
  throw new FeelSyntaxAbort(
    "Expected a '*/' after the comment but there is none",
    from,
    text.length,
  );
}
