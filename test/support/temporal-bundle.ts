import { createHash } from 'node:crypto';
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
  existsSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { DefaultLogger } from '@temporalio/worker';
import { bundleWorkflows } from '../../workflows/bundle-workflows.js';

const root = resolve(__dirname, '../..');
const cacheFolder = join(root, 'node_modules/.cache/lemniscate-workflows');

/** The workflow bundle of the sources as they are, kept on disk by their hash. */
export async function testWorkflowBundle(): Promise<{ readonly codePath: string }> {
  const codePath = join(cacheFolder, `${sourceHash()}.js`);
  if (!existsSync(codePath)) {
    const code = await bundleWorkflows('.ts', new DefaultLogger('WARN'));
    mkdirSync(cacheFolder, { recursive: true });
    const partial = `${codePath}.${process.pid}`;
    writeFileSync(partial, code);
    renameSync(partial, codePath);
  }
  return { codePath };
}

function sourceHash(): string {
  const hash = createHash('sha256');
  for (const folder of ['engine', 'workflows']) {
    for (const file of sourceFiles(join(root, folder)))
      hash.update(file).update(readFileSync(file));
  }
  hash.update(readFileSync(join(root, 'package-lock.json')));
  return hash.digest('hex').slice(0, 32);
}

function sourceFiles(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return entries
    .filter((each) => each.endsWith('.ts') && !each.startsWith('parser'))
    .sort()
    .map((each) => join(folder, each));
}
