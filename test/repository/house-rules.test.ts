import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '../..');

/** Files of the project as git knows them, tracked or new. */
const listFiles = (...patterns: string[]): string[] =>
  execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', ...patterns], {
    cwd: root,
    encoding: 'utf8',
  })
    .split('\n')
    .filter((file) => file !== '' && file !== 'test/repository/house-rules.test.ts');

const findLines = (files: readonly string[], pattern: RegExp): string[] =>
  files.flatMap((file) =>
    readFileSync(join(root, file), 'utf8')
      .split('\n')
      .flatMap((line, index) =>
        pattern.test(line) ? [`${file}:${index + 1}: ${line.trim()}`] : [],
      ),
  );

const sources = listFiles('*.ts', '*.tsx', '*.mjs').filter((file) => {
  try {
    return readFileSync(join(root, file)).length > 0;
  } catch {
    // A file that git still lists but the work tree no longer has.
    return false;
  }
});

describe('the repository', () => {
  it('numbers each decision record once', () => {
    const numbers = readdirSync(join(root, 'docs/adr')).map((file) => file.slice(0, 4));
    expect(numbers).toEqual([...new Set(numbers)]);
    expect(numbers.length).toBeGreaterThan(5);
  });

  it('has a lockfile without download addresses', () => {
    expect(findLines(['package-lock.json'], /"resolved":/)).toEqual([]);
  });

  it('pins every package to one version', () => {
    const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<
      string,
      Record<string, string>
    >;
    const versions = Object.values({ ...manifest['dependencies'], ...manifest['devDependencies'] });
    expect(versions.filter((version) => !/^\d+\.\d+\.\d+/.test(version))).toEqual([]);
  });

  it('spells behavior in one way', () => {
    expect(findLines(sources, /behaviour/i)).toEqual([]);
  });

  it('leaves nothing marked as unfinished', () => {
    expect(findLines(sources, /\b(TODO|FIXME|XXX)\b/)).toEqual([]);
  });

  it('skips no test without a reason', () => {
    const tests = sources.filter((file) => file.startsWith('test/'));
    expect(findLines(tests, /\b(it|test|describe)\.(skip|only|todo)\b|\bx(it|describe)\(/)).toEqual(
      [],
    );
  });

  // Editors from npm bring a FEEL of their own, to color and complete what people write; no source of ours imports it.
  it('reads and evaluates FEEL in engine/expressions only, but to compare', () => {
    const foreign = /\b(from|import|require)\b[\s(]*['"](?!\.)[^'"]*\bfeel(in|ers)?\b/;
    const importers = findLines(sources, foreign).map((line) => line.split(':')[0]);
    expect(importers.sort()).toEqual([
      'bench/feel.mjs',
      'test/engine/expressions/differential.int.test.ts',
    ]);
    // Decisions are compiled to the closures of FEEL; everything else goes through its entries.
    const others = sources.filter((file) => !/^(test|engine\/(expressions|dmn))\//.test(file));
    expect(findLines(others, /expressions\/(syntax|compile|operations)\//)).toEqual([]);
  });
});
