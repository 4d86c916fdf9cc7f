import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const parser = join(__dirname, '../../../engine/parser');

/** How rules are named in the sources: in a call that tells of a problem, or as a field of one. */
const namings = [
  /problemAt\(\s*[^,]+,\s*'(?:error|warning)',\s*'(\w+)'/g,
  /\.(?:error|warning)\(\s*[\w.]+,\s*'(\w+)'/g,
  /\b(?:malformed|problem)\('(\w+)'/g,
  /\brule: '(\w+)'/g,
];

function listRules(): readonly string[] {
  const texts = readdirSync(parser, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(join(parser, file), 'utf8'));
  const named = texts.flatMap((text) =>
    namings.flatMap((naming) => [...text.matchAll(naming)].map(([, rule = '']) => rule)),
  );
  return [...new Set(named)].sort();
}

describe('the documented rules', () => {
  it('are those that the compiler can tell of, no more and no less', () => {
    const document = readFileSync(join(__dirname, '../../../docs/bpmn-rules.md'), 'utf8');
    const documented = [...document.matchAll(/^\| `(\w+)`/gm)].map(([, rule = '']) => rule);
    expect(documented.sort()).toEqual(listRules());
  });
});
