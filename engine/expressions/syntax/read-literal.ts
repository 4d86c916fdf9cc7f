import type { AtNode, FeelAst, StringNode } from '../feel-ast.js';
import { unquote } from '../string-literal.js';
import type { Reader } from './reader.js';

export function readNumber(reader: Reader): FeelAst {
  const { from, to, text } = reader.take();
  return { type: 'number', digits: text, from, to };
}

export function readString(reader: Reader): StringNode {
  const { from, to, text } = reader.take();
  return { type: 'string', value: unquote(text), from, to };
}

/** `@"2026-11-21"`. */
export function readAt(reader: Reader): AtNode {
  const { from } = reader.take();
  if (reader.token.type !== 'string') reader.failBefore('Expected a text in quotes');
  const { value, to } = readString(reader);
  return { type: 'at', text: value, from, to };
}

const constants: Readonly<Record<string, true>> = { null: true, true: true, false: true };

/** `null`, `true` or `false`, unless the word is only the beginning of a longer name. */
export function readConstant(reader: Reader): FeelAst | undefined {
  const { from, to, text } = reader.token;
  if (!Object.hasOwn(constants, text)) return undefined;
  reader.take();
  if (text === 'null') return { type: 'null', from, to };
  return { type: 'boolean', value: text === 'true', from, to };
}
