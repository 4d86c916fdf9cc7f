/** Run in the sandbox of mutated sources: writes the JavaScript of each beside it, without checking types. */
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { transformFileSync } from '@swc/core';

const sources = ['engine', 'test'].flatMap((folder) =>
  readdirSync(folder, { recursive: true })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'))
    .map((file) => join(folder, file)),
);

for (const source of sources) {
  const { code } = transformFileSync(source, {
    swcrc: false,
    jsc: {
      target: 'es2022',
      parser: { syntax: 'typescript' },
      experimental: { keepImportAttributes: true },
    },
    module: { type: 'es6' },
  });
  writeFileSync(source.replace(/\.ts$/, '.js'), code);
}
