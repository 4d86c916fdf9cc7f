import { existsSync } from 'node:fs';
import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse as parseYaml } from 'yaml';
import type { z } from 'zod';

import { LibraryError, type LibraryProblem } from './errors.js';

/** The folder with `library.yaml`: that of this module, or the one of the sources it was compiled from. */
export function findLibraryFolder(): string {
  const start = path.dirname(fileURLToPath(import.meta.url));
  let folder = start;
  for (;;) {
    const candidate = path.join(folder, 'definitions');
    if (existsSync(path.join(candidate, 'library.yaml'))) return candidate;
    const parent = path.dirname(folder);
    if (parent === folder) {
      const message = `Expected a 'definitions' folder above '${start}' but there is none`;
      throw new LibraryError([{ file: 'library.yaml', message }]);
    }
    folder = parent;
  }
}

/** Reads files of one library and notes what is wrong with them instead of stopping at the first. */
export class LibraryFiles {
  readonly problems: LibraryProblem[] = [];

  constructor(readonly folder: string) {}

  note(file: string, message: string): undefined {
    this.problems.push({ file, message });
    return undefined;
  }

  async readText(file: string): Promise<string | undefined> {
    const absolute = path.resolve(this.folder, file);
    if (!absolute.startsWith(path.resolve(this.folder) + path.sep)) {
      return this.note(file, 'Expected a file of the library but the path leaves it');
    }
    try {
      return await readFile(absolute, 'utf8');
    } catch {
      return this.note(file, 'Expected a readable file but there is none');
    }
  }

  async readJson<T extends z.ZodType>(file: string, schema: T): Promise<z.infer<T> | undefined> {
    return this.read(file, schema, (text) => JSON.parse(text) as unknown);
  }

  async readYaml<T extends z.ZodType>(file: string, schema: T): Promise<z.infer<T> | undefined> {
    return this.read(file, schema, (text) => parseYaml(text) as unknown);
  }

  /** Names of the entries of a folder in a fixed order; empty if there is no such folder. */
  async list(folder: string): Promise<string[]> {
    const absolute = path.join(this.folder, folder);
    return existsSync(absolute) ? (await readdir(absolute)).sort() : [];
  }

  private async read<T extends z.ZodType>(
    file: string,
    schema: T,
    parse: (text: string) => unknown,
  ): Promise<z.infer<T> | undefined> {
    const text = await this.readText(file);
    if (text === undefined) return undefined;
    let content: unknown;
    try {
      content = parse(text);
    } catch (error) {
      return this.note(file, `Expected well-formed content but ${String(error)}`);
    }
    const result = schema.safeParse(content);
    if (result.success) return result.data;
    for (const { path: at, message } of result.error.issues) {
      this.note(file, `Expected a valid value at '${at.join('.')}' but ${message}`);
    }
    return undefined;
  }
}
