import type { BuiltInForm } from '../../../../engine/expressions/builtins/built-in.js';
import { builtIns } from '../../../../engine/expressions/builtins/registry.js';
import { run, show } from '../feel-runner.js';

const names = Object.keys(builtIns);

/** What DMN 1.5 lists in tables 72 to 82. */
const standard = [
  ...['date', 'date and time', 'time', 'number', 'string', 'duration'],
  ...['years and months duration', 'range', 'not'],
  ...['substring', 'string length', 'upper case', 'lower case', 'substring before'],
  ...['substring after', 'replace', 'contains', 'starts with', 'ends with', 'matches', 'split'],
  ...['string join', 'list contains', 'count', 'min', 'max', 'sum', 'mean', 'all', 'any'],
  ...['sublist', 'append', 'concatenate', 'insert before', 'remove', 'list replace', 'reverse'],
  ...['index of', 'union', 'distinct values', 'flatten', 'product', 'median', 'stddev', 'mode'],
  ...['decimal', 'floor', 'ceiling', 'round up', 'round down', 'round half up'],
  ...['round half down', 'abs', 'modulo', 'sqrt', 'log', 'exp', 'odd', 'even', 'is'],
  ...['before', 'after', 'meets', 'met by', 'overlaps', 'overlaps before', 'overlaps after'],
  ...['finishes', 'finished by', 'includes', 'during', 'starts', 'started by', 'coincides'],
  ...['day of year', 'day of week', 'month of year', 'week of year', 'sort', 'get value'],
  ...['get entries', 'context', 'context put', 'context merge', 'now', 'today'],
];

function call(name: string, count: number): string {
  return `${name}(${Array.from({ length: count }, () => '1').join(', ')})`;
}

function mostArguments(forms: readonly BuiltInForm[]): number {
  return Math.max(...forms.map((form) => (form.isVariadic ? Infinity : form.parameters.length)));
}

describe('every built-in function', () => {
  it('is there if the standard lists it', () => {
    expect(standard.filter((name) => !names.includes(name))).toEqual([]);
  });

  it.each(names)('%s refuses arguments it has no use for', (name) => {
    // given
    const forms = builtIns[name] ?? [];
    const fewest = Math.min(...forms.map((form) => form.requiredCount));
    const wrong = [fewest - 1, mostArguments(forms) + 1].filter((count) => count >= 0);
    const calls = wrong.filter(Number.isFinite).map((count) => call(name, count));
    // then
    for (const text of [...calls, `${name}(no such parameter: 1)`]) {
      expect(show(text)).toBe('!badArgument');
      expect(run(text, {}, { mode: 'dmn' })).toMatchObject({ ok: true, value: null });
    }
  });

  it.each(names)('%s answers null or a mistake to null, never an exception', (name) => {
    for (const form of builtIns[name] ?? []) {
      const nulls = form.parameters.map(() => 'null').join(', ');
      const named = form.parameters.map((parameter) => `${parameter.name}: null`).join(', ');
      for (const text of [`${name}(${nulls})`, `${name}(${named})`]) {
        expect(run(text, {}, { mode: 'dmn' }).ok).toBe(true);
      }
    }
  });

  it.each(names)('%s can be passed on as a value', (name) => {
    expect(show(`{f: ${name}, g: f}.g = null`)).toBe('false');
  });
});
