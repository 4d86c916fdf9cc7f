import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runHeadless } from '../../server/cli/headless/headless.js';

/** What a command printed, read back. Lists that it always prints are there. */
export interface PrintedDocument {
  readonly exitCode: number;
  readonly text: string;
  readonly document: Record<string, unknown> & {
    readonly error?: Record<string, unknown>;
    readonly problems: readonly Record<string, unknown>[];
    readonly refusals: readonly Record<string, unknown>[];
    readonly trace: readonly Record<string, unknown>[];
  };
}

/** A folder for the files that a command is given, with the command itself. */
export interface HeadlessDesk {
  /** Writes a file (JSON, if the content is no text); gives its path. */
  write(name: string, content: unknown): string;
  perform(command: string, ...args: readonly string[]): Promise<PrintedDocument>;
  clear(): void;
}

export function createHeadlessDesk(): HeadlessDesk {
  const folder = mkdtempSync(join(tmpdir(), 'lemniscate-cli-'));
  return {
    write(name, content) {
      const path = join(folder, name);
      const isPlain = typeof content === 'string' || Buffer.isBuffer(content);
      writeFileSync(path, isPlain ? content : JSON.stringify(content));
      return path;
    },
    async perform(command, ...args) {
      const { exitCode, text } = await runHeadless(command, args);
      return { exitCode, text, document: JSON.parse(text) as PrintedDocument['document'] };
    },
    clear() {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** One field of each item of a printed list. */
export function pluck(list: unknown, field: string): unknown[] {
  return (list as readonly Record<string, unknown>[]).map((item) => item[field]);
}
