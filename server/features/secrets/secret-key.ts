import { randomBytes, randomUUID } from 'node:crypto';
import { access, link, mkdir, readFile, unlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { InvalidConfiguration } from '../../errors.js';

export const KEY_BYTES = 32;
const FILE = 'secrets.key';

/** The key that secrets are sealed with: from the environment, otherwise from a file that only the product can read. */
export async function readSecretKey(given: string | undefined, dataDir: string): Promise<Buffer> {
  if (given !== undefined) return decode(given, 'LEMNISCATE_SECRET_KEY');
  await mkdir(dataDir, { recursive: true });
  const file = path.resolve(dataDir, FILE);
  if (!(await isThere(file))) await makeKey(file);
  return decode(await readFile(file, 'utf8'), file);
}

/** Whole or not at all: of several processes that begin at once, one makes the key that all read. */
async function makeKey(file: string): Promise<void> {
  const draft = `${file}.${randomUUID()}`;
  await writeFile(draft, randomBytes(KEY_BYTES).toString('base64'), { flag: 'wx', mode: 0o600 });
  try {
    await link(draft, file);
  } catch (error) {
    if (!(await isThere(file))) throw error;
  } finally {
    await unlink(draft);
  }
}

function isThere(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}

function decode(text: string, where: string): Buffer {
  const key = Buffer.from(text.trim(), 'base64');
  if (key.length === KEY_BYTES) return key;
  throw new InvalidConfiguration(
    `Expected ${String(KEY_BYTES)} bytes in base64 in ${where}, but there are ${String(key.length)}.`,
  );
}
