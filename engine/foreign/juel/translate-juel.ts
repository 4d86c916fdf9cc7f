import { JuelFault, faultAt } from './errors.js';
import type { JuelProblem } from './juel-ast.js';
import { parseJuel } from './parse-juel.js';
import { type JuelNames, writeFeel, writeString } from './write-feel.js';

export type JuelResult =
  | { readonly ok: true; readonly feel: string }
  | { readonly ok: false; readonly problem: JuelProblem };

const maximumLength = 10_000;

/** Whether a text holds an expression of the Unified Expression Language. */
export function hasJuel(text: string): boolean {
  return /(^|[^\\])[$#]\{/.test(text);
}

/**
 * Translates `${…}`, or a text with such expressions in it, into FEEL without a leading `=`. Total: what cannot be
 * translated with certainty is a problem with its position in the text.
 */
export function translateJuel(text: string, names: JuelNames = new Map()): JuelResult {
  try {
    if (text.length > maximumLength)
      throw faultAt(`it is longer than ${maximumLength} characters`, { from: 0, to: text.length });
    return { ok: true, feel: translate(text.trim(), names) };
  } catch (error) {
    if (error instanceof JuelFault) return { ok: false, problem: error.problem };
    throw error;
  }
}

function translate(text: string, names: JuelNames): string {
  const parts = split(text, names);
  const [first] = parts;
  if (parts.length === 1 && first !== undefined) return first.feel;
  return parts.map(({ feel, isText }) => (isText ? feel : `string(${feel})`)).join(' + ');
}

interface Part {
  readonly feel: string;
  readonly isText: boolean;
}

function split(text: string, names: JuelNames): readonly Part[] {
  const parts: Part[] = [];
  let literal = '';
  let position = 0;
  while (position < text.length) {
    const character = text[position] ?? '';
    const next = text[position + 1] ?? '';
    if (character === '\\' && (next === '$' || next === '#' || next === '\\')) {
      literal += next;
      position += 2;
    } else if ((character === '$' || character === '#') && next === '{') {
      if (literal !== '') parts.push({ feel: writeString(literal), isText: true });
      literal = '';
      const { ast, end } = parseJuel(text, position + 2);
      parts.push({ feel: writeFeel(ast, names), isText: ast.type === 'string' });
      position = end;
    } else {
      literal += character;
      position += 1;
    }
  }
  if (literal !== '' || parts.length === 0)
    parts.push({ feel: writeString(literal), isText: true });
  return parts;
}
