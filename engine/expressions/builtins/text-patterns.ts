import { RE2JS } from 're2js';

import type { Evaluation } from '../evaluation.js';
import type { BuiltInCall } from './built-in.js';
import { translatePattern } from './pattern-translation.js';

/**
 * Compiles a regular expression in the flavour of XPath, as far as RE2 knows it: no look-around
 * and no back-references, which would not run in linear time. Fails for what it can't read.
 */
export function compilePattern(
  call: BuiltInCall,
  pattern: string,
  flags: string | null,
): RE2JS | null {
  const options = readFlags(flags ?? '');
  if (options === undefined) {
    return call.fail('badArgument', `Expected flags out of 's', 'm', 'i', 'x' but got '${flags}'`);
  }
  call.spend(20 + pattern.length);
  try {
    return compileOnce(call, pattern, options);
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'it is malformed';
    return call.fail('badArgument', `Expected a regular expression but ${reason}`);
  }
}

interface PatternOptions {
  readonly flags: number;
  readonly isExtended: boolean;
}

/** The patterns each running evaluation has compiled, so that a loop compiles its pattern once. */
const compiledPatterns = new WeakMap<Evaluation, Map<string, RE2JS>>();

function compileOnce(call: BuiltInCall, text: string, options: PatternOptions): RE2JS {
  const patterns = compiledPatterns.get(call.evaluation) ?? new Map<string, RE2JS>();
  compiledPatterns.set(call.evaluation, patterns);
  const key = `${options.flags}/${options.isExtended}/${text}`;
  const pattern = patterns.get(key) ?? compileNew(text, options);
  patterns.set(key, pattern);
  return pattern;
}

function compileNew(text: string, options: PatternOptions): RE2JS {
  const translated = translatePattern(text, options.isExtended);
  if (!translated.ok) throw new SyntaxError(translated.reason);
  return RE2JS.compile(translated.source, options.flags);
}

function readFlags(flags: string): PatternOptions | undefined {
  if (!/^[smix]*$/.test(flags)) return undefined;
  const bits =
    (flags.includes('i') ? RE2JS.CASE_INSENSITIVE : 0) |
    (flags.includes('s') ? RE2JS.DOTALL : 0) |
    (flags.includes('m') ? RE2JS.MULTILINE : 0);
  return { flags: bits, isExtended: flags.includes('x') };
}

const stepsOfWork = 256;

/** Pays for running a pattern over a text, whose cost is at most the product of their sizes. */
export function payForMatching(call: BuiltInCall, pattern: RE2JS, text: string): void {
  call.spend(1 + Math.ceil((text.length * pattern.programSize()) / stepsOfWork));
}

/** Whether texts can be split or replaced: no empty match, and every `$` and `\` says something. */
export function isUsable(call: BuiltInCall, pattern: RE2JS, replacement: string): boolean {
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
  pattern: RE2JS,
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
export function splitAtMatches(call: BuiltInCall, pattern: RE2JS, text: string): string[] {
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
