import { RE2JS } from 're2js';

import type { Evaluation } from '../evaluation.js';
import {
  BacktrackingPattern,
  type PatternFlags,
  type TextPattern,
} from './backtracking-pattern.js';
import type { BuiltInCall } from './built-in.js';
import { translatePattern } from './pattern-translation.js';

/**
 * Compiles a regular expression in the flavour of XPath, which has no look-around: for RE2, in
 * linear time, or with back-references step by step. Fails for what it can't read.
 */
export function compilePattern(
  call: BuiltInCall,
  pattern: string,
  flags: string | null,
): TextPattern | null {
  call.spend(20 + pattern.length);
  const patterns = compiledPatterns.get(call.evaluation) ?? new Map<string, TextPattern>();
  const key = `${call.span.from}/${flags ?? ''}/${pattern}`;
  const known = patterns.get(key);
  if (known !== undefined) return known;
  const options = readFlags(flags ?? '');
  if (options === undefined) {
    return call.fail('badArgument', `Expected flags out of 's', 'm', 'i', 'x' but got '${flags}'`);
  }
  try {
    const compiled = compileNew(call, pattern, options);
    compiledPatterns.set(call.evaluation, patterns.set(key, compiled));
    return compiled;
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'it is malformed';
    return call.fail('badArgument', `Expected a regular expression but ${reason}`);
  }
}

/** The patterns each running evaluation has compiled at each place, so that a loop compiles its pattern once. */
const compiledPatterns = new WeakMap<Evaluation, Map<string, TextPattern>>();

interface PatternOptions extends PatternFlags {
  readonly isExtended: boolean;
}

function compileNew(call: BuiltInCall, text: string, options: PatternOptions): TextPattern {
  const translated = translatePattern(text, options.isExtended);
  if (!translated.ok) throw new SyntaxError(translated.reason);
  const { source, hasReferences } = translated;
  if (hasReferences) {
    return new BacktrackingPattern(source, options, {
      spend: (steps) => call.spend(steps),
      endForDepth: () => call.evaluation.endForDepth(call.span),
    });
  }
  const bits =
    (options.ignoresCase ? RE2JS.CASE_INSENSITIVE : 0) |
    (options.dotIsAll ? RE2JS.DOTALL : 0) |
    (options.isMultiline ? RE2JS.MULTILINE : 0);
  return RE2JS.compile(source, bits);
}

function readFlags(flags: string): PatternOptions | undefined {
  if (!/^[smix]*$/.test(flags)) return undefined;
  return {
    ignoresCase: flags.includes('i'),
    dotIsAll: flags.includes('s'),
    isMultiline: flags.includes('m'),
    isExtended: flags.includes('x'),
  };
}

const stepsOfWork = 256;

/** Pays for running a pattern over a text, whose cost is at most the product of their sizes. */
export function payForMatching(call: BuiltInCall, pattern: TextPattern, text: string): void {
  call.spend(1 + Math.ceil((text.length * pattern.programSize()) / stepsOfWork));
}

/** Whether texts can be split or replaced: no empty match, and every `$` and `\` says something. */
export function isUsable(call: BuiltInCall, pattern: TextPattern, replacement: string): boolean {
  if (pattern.matcher('').find()) {
    call.fail('badArgument', 'Expected a pattern that does not match the empty string');
    return false;
  }
  if (!/^([^$\\]|\\[$\\]|\$\d)*$/.test(replacement)) {
    const expected = 'Expected `$` before a digit and `\\` before `$` or `\\`';
    call.fail('badArgument', `${expected} but got '${replacement}'`);
    return false;
  }
  return true;
}

/** Replaces every match; in the replacement `$1` is a group, `\$` a dollar sign. */
export function replaceMatches(
  call: BuiltInCall,
  pattern: TextPattern,
  text: string,
  replacement: string,
): string {
  payForMatching(call, pattern, text);
  const matcher = pattern.matcher(text);
  const parts = readReplacement(replacement, pattern.groupCount());
  let result = '';
  let position = 0;
  while (matcher.find()) {
    result += text.slice(position, matcher.start());
    for (const part of parts) {
      result += typeof part === 'string' ? part : (matcher.group(part) ?? '');
    }
    position = matcher.end();
    call.evaluation.spendText(result.length - position, call.span);
  }
  return result + text.slice(position);
}

/** Literal texts and numbers of groups; digits beyond the last group are literal. */
function readReplacement(replacement: string, groupCount: number): (string | number)[] {
  return replacement.split(/(\\[\\$]|\$\d+)/).flatMap((part): (string | number)[] => {
    if (/^\\[\\$]$/.test(part)) return [part.slice(1)];
    if (!/^\$\d+$/.test(part)) return [part];
    let digits = part.slice(1);
    while (digits.length > 1 && Number(digits) > groupCount) digits = digits.slice(0, -1);
    const rest = part.slice(1 + digits.length);
    return Number(digits) > groupCount ? [rest] : [Number(digits), rest];
  });
}

/** Splits at every match. */
export function splitAtMatches(call: BuiltInCall, pattern: TextPattern, text: string): string[] {
  payForMatching(call, pattern, text);
  const matcher = pattern.matcher(text);
  const parts: string[] = [];
  let position = 0;
  while (matcher.find()) {
    parts.push(text.slice(position, matcher.start()));
    position = matcher.end();
    call.spend(1);
  }
  return [...parts, text.slice(position)];
}
