import { join } from 'node:path';
import { readFiles } from '../read-files.js';

/** Where expressions stand in each sort of file. */
const sources: readonly (readonly [folder: string, ending: string, pattern: RegExp])[] = [
  ['test/engine/expressions', '.test.ts', /'((?:[^'\\\n]|\\.)+)'/g],
  ['test/conformance', '.bpmn', />\s*=([^<]+)</g],
  ['definitions', '.bpmn', />\s*=([^<]+)</g],
  ['definitions', '.bpmn', /"=([^"]+)"/g],
  ['test/dmn-tck', '.dmn', /<(?:\w+:)?text>([^<]+)</g],
  ['test/dmn', '.dmn', /<(?:\w+:)?text>([^<]+)</g],
];

/** Longer ones are rare, and slow to read again and again. */
const maximumLength = 600;

/** All that looks like an expression in the files of the project, in an order that does not depend on the machine. */
export function readExpressions(projectFolder: string): readonly string[] {
  const all = sources.flatMap(([folder, ending, pattern]) =>
    readFiles(join(projectFolder, folder), [ending]).flatMap((file) =>
      [...file.matchAll(pattern)].map(([, text = '']) => unescapeText(text)),
    ),
  );
  return [...new Set(all)].filter(({ length }) => length > 2 && length <= maximumLength);
}

const entities: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&apos;': "'",
  '&amp;': '&',
};

function unescapeText(text: string): string {
  return text.replaceAll(/&\w+;/g, (entity) => entities[entity] ?? entity);
}
