import { toInteger } from '../decimal-number.js';
import type { FeelList, FeelNumber, FeelValue } from '../feel-value.js';
import { type BuiltInCall, type BuiltInFamily, form } from './built-in.js';
import {
  compilePattern,
  isUsable,
  payForMatching,
  replaceMatches,
  splitAtMatches,
} from './text-patterns.js';

const textAndMatch = [
  ['string', 'string'],
  ['match', 'string'],
] as const;

export const stringBuiltIns = {
  substring: [
    form(
      [
        ['string', 'string'],
        ['start position', 'number'],
        ['length', 'number?'],
      ],
      takeSubstring,
    ),
  ],
  'string length': [
    form([['string', 'string']], (call, text) => {
      pay(call, text);
      return countCharacters(text);
    }),
  ],
  'upper case': [form([['string', 'string']], (call, text) => pay(call, text.toUpperCase()))],
  'lower case': [form([['string', 'string']], (call, text) => pay(call, text.toLowerCase()))],
  trim: [form([['string', 'string']], (call, text) => pay(call, text.trim()))],
  'is blank': [form([['string', 'string']], (_call, text) => text.trim() === '')],
  'substring before': [
    form(textAndMatch, (call, text, match) => {
      pay(call, text);
      return text.slice(0, Math.max(0, text.indexOf(match)));
    }),
  ],
  'substring after': [
    form(textAndMatch, (call, text, match) => {
      pay(call, text);
      const position = text.indexOf(match);
      return position < 0 ? '' : text.slice(position + match.length);
    }),
  ],
  contains: [form(textAndMatch, (call, text, match) => pay(call, text).includes(match))],
  'starts with': [form(textAndMatch, (_call, text, match) => text.startsWith(match))],
  'ends with': [form(textAndMatch, (_call, text, match) => text.endsWith(match))],
  matches: [
    form(
      [
        ['input', 'string'],
        ['pattern', 'string'],
        ['flags', 'string?'],
      ],
      (call, text, source, flags) => {
        const pattern = compilePattern(call, source, flags);
        if (pattern === null) return null;
        payForMatching(call, pattern, text);
        return pattern.matcher(text).find();
      },
    ),
  ],
  replace: [
    form(
      [
        ['input', 'string'],
        ['pattern', 'string'],
        ['replacement', 'string'],
        ['flags', 'string?'],
      ],
      (call, text, source, replacement, flags) => {
        const pattern = compilePattern(call, source, flags);
        if (pattern === null || !isUsable(call, pattern, replacement)) return null;
        return replaceMatches(call, pattern, text, replacement);
      },
    ),
  ],
  split: [
    form(
      [
        ['string', 'string'],
        ['delimiter', 'string'],
      ],
      (call, text, delimiter) => {
        const pattern = compilePattern(call, delimiter, null);
        if (pattern === null || !isUsable(call, pattern, '')) return null;
        return splitAtMatches(call, pattern, text);
      },
    ),
  ],
  'string join': [
    form(
      [
        ['list', 'list'],
        ['delimiter', 'string?'],
      ],
      joinStrings,
    ),
  ],
} satisfies BuiltInFamily;

function pay(call: BuiltInCall, text: string): string {
  call.evaluation.spendText(text.length, call.span);
  return text;
}

/** Characters are Unicode code points, not UTF-16 units. */
function countCharacters(text: string): number {
  let count = 0;
  for (let index = 0; index < text.length; index += 1) {
    if ((text.codePointAt(index) ?? 0) > 0xffff) index += 1;
    count += 1;
  }
  return count;
}

/** Counts characters from 1, or from the end with a negative start. */
function takeSubstring(
  call: BuiltInCall,
  text: string,
  start: FeelNumber,
  length: FeelNumber | null,
): FeelValue {
  pay(call, text);
  const from = toInteger(start);
  const count = length === null ? Infinity : toInteger(length);
  const characters = [...text];
  const isBeyond = from === undefined || from === 0 || Math.abs(from) > characters.length;
  if (from === undefined || count === undefined || count < 1) {
    return call.fail('badArgument', 'Expected a whole start position and a length from 1');
  }
  if (isBeyond) {
    const limit = `from 1 or -1 within ${characters.length} characters`;
    return call.fail('badArgument', `Expected a start position ${limit} but got ${from}`);
  }
  const first = from > 0 ? from - 1 : characters.length + from;
  return characters.slice(first, first + count).join('');
}

/** Nulls are left out. */
function joinStrings(call: BuiltInCall, list: FeelList, delimiter: string | null): FeelValue {
  call.spend(list.length);
  const texts = list.filter((item) => item !== null);
  if (!texts.every((item) => typeof item === 'string')) {
    return call.fail('badArgument', "Expected only strings in 'list' of 'string join'");
  }
  const separator = delimiter ?? '';
  const length = texts.reduce((total, text) => total + text.length + separator.length, 0);
  call.evaluation.spendText(length, call.span);
  return texts.join(separator);
}
