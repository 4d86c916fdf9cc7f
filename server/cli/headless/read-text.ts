import { readFileSync, statSync } from 'node:fs';
import { CommandError } from './errors.js';

const maximumBytes = 20 * 1024 * 1024;

/** Reads a text file: UTF-8, or what its byte order mark or XML declaration says. */
export function readText(file: string): string {
  const bytes = readBytes(file);
  const encoding = encodingOf(bytes);
  const text = decode(file, bytes, encoding);
  if (!text.includes('\0')) return text;
  throw new CommandError('fileUnreadable', `Expected a text file but '${file}' is binary`, {
    file,
  });
}

function readBytes(file: string): Buffer {
  try {
    const stat = statSync(file);
    // A pipe or a device might never end.
    if (!stat.isFile()) throw unreadable(file, 'it is not a file');
    if (stat.size > maximumBytes)
      throw unreadable(file, `it is larger than ${maximumBytes / 1024 / 1024} MiB`);
    return readFileSync(file);
  } catch (error) {
    throw error instanceof CommandError ? error : unreadable(file, reasonOf(error));
  }
}

function unreadable(file: string, reason: string): CommandError {
  const message = `Expected a file to read but '${file}' cannot be read: ${reason}`;
  return new CommandError('fileUnreadable', message, { file });
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'there is no such file',
  EACCES: 'access is denied',
  EISDIR: 'it is not a file',
  ENAMETOOLONG: 'its name is too long',
};

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return reasons[code] ?? (code === '' ? 'its name is not possible' : code);
}

const declaration = /^<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z][\w.-]*)["']/;

function encodingOf(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return declaration.exec(bytes.toString('latin1', 0, 200))?.[1] ?? 'utf-8';
}

/** What windows-1252 has at 80 to 9F, where Node 20 reads control characters instead. */
const highCharacters = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

function decode(file: string, bytes: Buffer, encoding: string): string {
  try {
    const decoder = new TextDecoder(encoding, { fatal: true });
    const text = decoder.decode(bytes);
    if (decoder.encoding !== 'windows-1252') return text;
    return text.replaceAll(
      /[\u0080-\u009f]/g,
      (character) => highCharacters[character.charCodeAt(0) - 0x80] ?? character,
    );
  } catch {
    throw unreadable(file, `it is no text in ${encoding}`);
  }
}
