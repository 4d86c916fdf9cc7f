import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The texts of all files below the folder with one of the endings, in an order that does not depend on the machine. */
export function readFiles(folder: string, endings: readonly string[]): readonly string[] {
  return listFiles(folder, endings).map((file) => readFileSync(file, 'utf8'));
}

export function listFiles(folder: string, endings: readonly string[]): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => endings.some((ending) => file.endsWith(ending)))
    .map((file) => join(folder, file))
    .sort();
}
