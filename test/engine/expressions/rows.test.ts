import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { evaluate, scopeOf, toJson } from '../../../engine/expressions/index.js';
import { parseExpression } from '../../../engine/expressions/parse.js';

const folder = join(process.cwd(), 'test/engine/expressions/rows');
const options = { now: Date.UTC(2026, 10, 21), zone: 'UTC', mode: 'dmn', fuel: 1_000_000 } as const;

/** As decisions see it: what cannot be read is null too. */
function answer(text: string): string {
  const parsed = parseExpression(text);
  if (!parsed.ok) return 'null';
  const result = evaluate(parsed.ast, scopeOf({}), { ...options, text });
  return result.ok ? JSON.stringify(toJson(result.value)) : result.error.message;
}

/** Lines of `expression ==> expression with the same value`, below headings with `#`. */
function readRows(file: string): readonly (readonly [string, string])[] {
  const lines = readFileSync(join(folder, file), 'utf8').split('\n');
  return lines.flatMap((line) => {
    const [given, expected] = line.split(' ==> ');
    return given === undefined || expected === undefined ? [] : [[given, expected] as const];
  });
}

describe('in a decision', () => {
  it.each(readdirSync(folder))('every expression of %s has the value of its row', (file) => {
    // given
    const rows = readRows(file);
    // when
    const different = rows.filter(([given, expected]) => answer(given) !== answer(expected));
    // then
    expect(rows.length).toBeGreaterThan(100);
    expect(different).toEqual([]);
  });
});
