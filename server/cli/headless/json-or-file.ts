import type { JsonValue } from '../../../engine/index.js';
import { parseJson } from './parse-json.js';
import { readText } from './read-text.js';

/** An option that is JSON as it stands, or the file that holds it. */
export function readJsonOrFile(
  given: string,
  option: string,
): { readonly value: JsonValue; readonly place: Readonly<Record<string, string>> } {
  const isInline = /^\s*[[{]/.test(given);
  const place: Record<string, string> = isInline ? { argument: option } : { file: given };
  return { value: parseJson(isInline ? given : readText(given), place), place };
}
