import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { hitPolicies } from '../../engine/dmn/parser/read-table.js';
import { expressionElements } from '../../engine/dmn/parser/read-expression.js';
import { readCaseFiles } from './case-files.js';

const text = readFileSync(join(__dirname, '../../docs/dmn-support.md'), 'utf8');

/** The rows of the table below a heading, as cells. */
function rowsOf(heading: string): readonly (readonly string[])[] {
  const section = text.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  const lines = section.split('\n').filter((line) => line.startsWith('|'));
  return lines.slice(2).map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

function codeOf(cell = ''): readonly string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code);
}

const headings = ['Models', 'Requirement graph', 'Boxed expressions', 'Hit policies', 'Types'];

describe('docs/dmn-support.md', () => {
  it('names only cases that exist, and all of them', () => {
    // when
    const named = headings.flatMap(rowsOf).flatMap((row) => codeOf(row.at(-1)));

    // then
    const files = readCaseFiles().map(({ name }) => name);
    expect([...new Set(named)].sort()).toEqual(files.sort());
  });

  it('has a row for each boxed expression that is read', () => {
    expect(
      rowsOf('Boxed expressions')
        .flatMap(([cell]) => codeOf(cell))
        .sort(),
    ).toEqual([...expressionElements].sort());
  });

  it('has a row for each hit policy', () => {
    expect(
      rowsOf('Hit policies')
        .flatMap(([cell]) => codeOf(cell))
        .sort(),
    ).toEqual([...hitPolicies].sort());
  });

  it('has every problem that readers tell', () => {
    // when
    const told = rowsOf('Problems').flatMap(([cell]) => codeOf(cell));

    // then
    const tested = readFileSync(join(__dirname, '../engine/dmn/dmn-problems.test.ts'), 'utf8');
    const untested = told.filter((rule) => !tested.includes(`'${rule}'`));
    expect(untested).toEqual(['xmlTooLarge']);
    expect(new Set(told).size).toBe(told.length);
  });
});
