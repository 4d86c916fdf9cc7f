import { parseArgs } from 'node:util';
import { CommandError } from './errors.js';

interface Option {
  readonly type: 'string' | 'boolean';
  readonly default?: string;
}

export type Options = Readonly<Record<string, Option>>;

export interface CommandLine {
  readonly files: readonly string[];
  readonly values: Readonly<Record<string, string | boolean | undefined>>;
}

/** Splits arguments into files and options; whatever is wrong with them is a `CommandError`. */
export function readCommandLine(
  args: readonly string[],
  options: Options,
  kind = 'BPMN',
): CommandLine {
  const { positionals, values } = parse(args, options);
  if (positionals.length === 0)
    throw new CommandError('argumentInvalid', `Expected at least one ${kind} file but got none`);
  return { files: positionals, values: Object.fromEntries(Object.entries(values)) };
}

function parse(
  args: readonly string[],
  options: Options,
): { positionals: string[]; values: Record<string, string | boolean> } {
  try {
    const { positionals, values } = parseArgs({
      args: [...args],
      options: { ...options },
      allowPositionals: true,
    });
    return { positionals, values: values as Record<string, string | boolean> };
  } catch (error) {
    // Node explains in further sentences what else might have been meant.
    const message = error instanceof Error ? (error.message.split(/\. |\n/)[0] ?? '') : '';
    throw new CommandError('argumentInvalid', message);
  }
}

/** A text of a fixed list. */
export function readChoice<Choice extends string>(
  { values }: CommandLine,
  option: string,
  choices: readonly Choice[],
): Choice {
  const value = values[option];
  const chosen = choices.find((choice) => choice === value);
  if (chosen !== undefined) return chosen;
  throw invalid(option, `one of ${choices.join(', ')}`, String(value));
}

export function readString({ values }: CommandLine, option: string): string | undefined {
  const value = values[option];
  return typeof value === 'string' ? value : undefined;
}

/** At least one of something; as many digits as make sense. */
export function readCount(line: CommandLine, option: string, digits = 9): number | undefined {
  const text = readString(line, option);
  if (text === undefined) return undefined;
  const count = /^\d+$/.test(text) && text.length <= digits ? Number(text) : 0;
  if (count > 0) return count;
  throw invalid(option, 'a whole number above 0', text);
}

export function invalid(option: string, expected: string, got: string): CommandError {
  const message = `Expected ${expected} for --${option} but got '${got}'`;
  return new CommandError('argumentInvalid', message, { argument: option });
}
