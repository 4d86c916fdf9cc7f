import type { CommandResult } from './command-result.js';
import { convert } from './convert.js';
import { decide } from './decide.js';
import { CommandError } from './errors.js';
import { feel } from './feel.js';
import { lint } from './lint.js';
import { run } from './run.js';
import { verify } from './verify.js';
import { writeDocument } from './write-document.js';
import { usage } from './usage.js';

/** Of every document that is printed; raised when a reader of the old form could misread the new one. */
const formatVersion = 1;

const badInput = 2;

const commands: Readonly<Record<string, (args: readonly string[]) => Promise<CommandResult>>> = {
  convert,
  decide,
  feel,
  lint,
  run,
  verify,
};

export interface Output {
  readonly exitCode: number;
  /** For standard output. */
  readonly text: string;
}

/** Carries out a command that needs no server. Total: whatever is wrong is the document's `error`. */
export async function runHeadless(command: string, args: readonly string[]): Promise<Output> {
  const text = usage[command];
  if (text !== undefined && args.includes('--help')) return { exitCode: 0, text };
  const { exitCode, document } = await carryOut(command, args);
  const printed = { formatVersion, command, ...document };
  return { exitCode, text: writeDocument(printed) };
}

async function carryOut(command: string, args: readonly string[]): Promise<CommandResult> {
  try {
    const perform = Object.hasOwn(commands, command) ? commands[command] : undefined;
    if (perform !== undefined) return await perform(args);
    throw new CommandError('argumentInvalid', `Expected a command but there is no '${command}'`);
  } catch (error) {
    return { exitCode: badInput, document: { error: describeError(error) } };
  }
}

function describeError(error: unknown): object {
  if (error instanceof CommandError) {
    const { code, message, details } = error;
    return { code, message, ...details };
  }
  const message = error instanceof Error ? error.message : String(error);
  return {
    code: 'internal',
    message: `Expected no fault of the program itself but got: ${message}`,
  };
}
