import { type CommandLine, readString } from './command-line.js';
import { CommandError, type CommandErrorCode } from './errors.js';
import { isJsonObject, type JsonObject } from './json-object.js';
import { parseJson } from './parse-json.js';
import { readText } from './read-text.js';

/** An option that is a JSON object as it stands, or names the file that holds it; left out, there is nothing in it. */
export function readJsonObject(
  line: CommandLine,
  option: string,
  { what, code }: { readonly what: string; readonly code: CommandErrorCode },
): JsonObject {
  const given = readString(line, option);
  if (given === undefined) return {};
  const isInline = /^\s*[[{]/.test(given);
  const place: Record<string, string> = isInline ? { argument: option } : { file: given };
  const value = parseJson(isInline ? given : readText(given), place);
  if (isJsonObject(value)) return value;
  const message = `Expected ${what} as a JSON object but got another value`;
  throw new CommandError(code, message, place);
}
