import fc from 'fast-check';

import { show, showBoth } from '../feel-runner.js';
import '../../../support/property-runs.js';

describe('built-in functions of lists', () => {
  it.each([
    ['list contains([1, 2, null], null)', 'true'],
    ['list contains([1, "a"], "b")', 'false'],
    ['count([1, [2, 3]])', '2'],
    ['count([])', '0'],
    ['is empty([])', 'true'],
    ['min([3, 1, 2])', '1'],
    ['max("a", "c", "b")', '"c"'],
    ['min([])', 'null'],
    ['sum([1, 2.5, 3])', '6.5'],
    ['sum(1, 2)', '3'],
    ['sum([])', 'null'],
    ['sum(0.1, 0.2)', '0.3'],
    ['product([2, 3, 4])', '24'],
    ['mean([1, 2, 4, 5])', '3'],
    ['median([8, 2, 5, 3, 4])', '4'],
    ['median(6, 1, 2, 3)', '2.5'],
    ['median([])', 'null'],
    ['stddev(2, 4, 7, 5)', '2.081665999466132735282297706979931'],
    ['stddev([1])', 'null'],
    ['mode(6, 3, 9, 6, 6)', '[6]'],
    ['mode([6, 1, 9, 6, 1])', '[1, 6]'],
    ['mode([])', '[]'],
    ['all([true, false])', 'false'],
    ['all([true, null])', 'null'],
    ['all([])', 'true'],
    ['any(false, true, null)', 'true'],
    ['any([])', 'false'],
    ['sublist([4, 5, 6], 1, 2)', '[4, 5]'],
    ['sublist([4, 5, 6], -2)', '[5, 6]'],
    ['append([1], 2, 3)', '[1, 2, 3]'],
    ['append([], null)', '[null]'],
    ['append(1, 2)', '[1, 2]'],
    ['concatenate([1, 2], [3])', '[1, 2, 3]'],
    ['concatenate([1], [[2]])', '[1, [2]]'],
    ['insert before([1, 3], 1, 2)', '[2, 1, 3]'],
    ['remove([1, 2, 3], 2)', '[1, 3]'],
    ['remove([1, 2, 3], -1)', '[1, 2]'],
    ['reverse([1, 2, 3])', '[3, 2, 1]'],
    ['index of([1, 2, 3, 2], 2)', '[2, 4]'],
    ['index of([1, null], null)', '[2]'],
    ['union([1, 2], [2, 3])', '[1, 2, 3]'],
    ['distinct values([1, 2, 3, 2, 1.0])', '[1, 2, 3]'],
    ['duplicate values([1, 2, 3, 2, 1, 2])', '[2, 1]'],
    ['flatten([[1, 2], [[3]], 4])', '[1, 2, 3, 4]'],
    ['sort([3, 1, 2], function(a, b) a < b)', '[1, 2, 3]'],
    ['sort(list: ["b", "a"], precedes: function(x, y) x > y)', '["b", "a"]'],
    ['sort([2, 1])', '[1, 2]'],
    ['list replace([2, 4, 7], 3, 6)', '[2, 4, 6]'],
    ['list replace([2, 4, 7, 8], function(item, newItem) item < newItem, 5)', '[5, 5, 7, 8]'],
  ])('%s is %s', (text, expected) => {
    expect(show(text)).toBe(expected);
  });

  it.each([
    'sum(["a", "b"])',
    'sum([1, null])',
    'min([1, "a"])',
    'product(["a"])',
    'all([1])',
    'remove([1], 2)',
    'insert before([1], 0, 1)',
    'sublist([1, 2], 1, 3)',
    'sort([1, "a"])',
    'sort([1, 2], function(a, b) 1)',
    'list replace([1], 5, 6)',
    'count()',
    'count(1, 2, 3)',
    'mode("a")',
  ])('%s is a mistake', (text) => {
    expect(show(text)).toMatch(/^!(badArgument|typeMismatch)$/);
  });

  it('sorts like JavaScript does, whatever the list', () => {
    fc.assert(
      fc.property(fc.array(fc.integer(), { maxLength: 60 }), (list) => {
        const sorted = show('sort(list, function(a, b) a < b)', { list });
        expect(sorted).toBe(`[${[...list].sort((a, b) => a - b).join(', ')}]`);
      }),
    );
  });

  it('keeps the order of equal items', () => {
    const list = [3, 1, 2, 1, 3].map((key, index) => ({ key, index }));
    expect(show('sort(list, function(a, b) a.key < b.key).index', { list })).toBe(
      '[1, 3, 2, 0, 4]',
    );
  });
});

describe('built-in functions of contexts', () => {
  it.each([
    ['get value({a: 1}, "a")', '1'],
    ['get value({a: 1}, "b")', 'null'],
    ['get value({a: {b: 2}}, ["a", "b"])', '2'],
    ['get value({a: {b: 2}}, ["x", "b"])', 'null'],
    ['get entries({a: 1, b: "x"})', '[{key: "a", value: 1}, {key: "b", value: "x"}]'],
    ['context([{key: "a", value: 1}, {key: "b", value: null}])', '{a: 1, b: null}'],
    ['context(get entries({a: 1}))', '{a: 1}'],
    ['context put({a: 1}, "b", 2)', '{a: 1, b: 2}'],
    ['context put({a: {b: 1}}, ["a", "b"], 2)', '{a: {b: 2}}'],
    ['context merge([{a: 1, b: 1}, {b: 2}])', '{a: 1, b: 2}'],
    ['get or else(null, 5)', '5'],
    ['get or else(4, 5)', '4'],
  ])('%s is %s', (text, expected) => {
    expect(show(text)).toBe(expected);
  });

  it.each([
    'context([{key: "a", value: 1}, {key: "a", value: 2}])',
    'context([{key: "a"}])',
    'context put({a: 1}, [], 2)',
    'context put({a: 1}, ["a", "b"], 2)',
    'context merge([1])',
    'get entries(1)',
  ])('%s is a mistake', (text) => {
    expect(show(text)).toBe('!badArgument');
  });
});

describe('lists by the tables of the standard, in both modes', () => {
  it.each([
    ['count(null)', 'null !badArgument'],
    ['count([null])', '1'],
    ['count(1)', '1'],
    ['append(null, 1)', 'null !badArgument'],
    ['append([1], null)', '[1, null]'],
    ['append([1], [2])', '[1, [2]]'],
    ['concatenate([1], null)', 'null !badArgument'],
    ['concatenate(1, 2)', '[1, 2]'],
    ['insert before([], 1, 2)', 'null !badArgument'],
    ['insert before([1,3], -1, 2)', '[1, 2, 3]'],
    ['remove([1], 0)', 'null !badArgument'],
    ['reverse(null)', 'null !badArgument'],
    ['index of([1,2], 3)', '[]'],
    ['index of(null, 1)', 'null !badArgument'],
    ['union([1, null], [null])', '[1, null]'],
    ['distinct values([1, "1", null, null])', '[1, "1", null]'],
    ['flatten([[1], [[2, null]]])', '[1, 2, null]'],
    ['flatten(null)', 'null !badArgument'],
    ['sublist([1,2,3], 2)', '[2, 3]'],
    ['sublist([1,2,3], 1, 4)', 'null !badArgument'],
    ['sublist([1,2,3], -1, 2)', 'null !badArgument'],
    ['sublist([1,2,3], 0)', 'null !badArgument'],
    ['list contains(null, 1)', 'null !badArgument'],
    ['list contains([], null)', 'false'],
    ['list replace([1,2], 5, 3)', 'null !badArgument'],
    ['list replace([1,2], function(a) true, 3)', 'null !badArgument'],
    ['sort([3,1,2], function(x, y) x < y)', '[1, 2, 3]'],
    ['sort([3,1,2], null)', 'null !badArgument'],
    ['sum([])', 'null'],
    ['sum(null)', 'null !badArgument'],
    ['sum([1, null])', 'null !badArgument'],
    ['min(null)', 'null !badArgument'],
    ['min([1, "a"])', 'null !badArgument'],
    ['max(1, 2, 3)', '3'],
    ['mean([])', 'null'],
    ['mode([])', '[]'],
    ['mode(null)', 'null !badArgument'],
    ['median([])', 'null'],
    ['stddev([47])', 'null'],
    ['product([])', 'null'],
    ['all(null)', 'null'],
    ['all([])', 'true'],
    ['all(0)', 'null !badArgument'],
    ['any(0)', 'null !badArgument'],
    ['all([true, "x"])', 'null !badArgument'],
    ['all([false, "x"])', 'false'],
    ['any([false, null, true])', 'true'],
  ])('%s is %s', (text, expected) => {
    expect(showBoth(text)).toBe(expected);
  });
});

describe('contexts by the tables of the standard, in both modes', () => {
  it.each([
    ['get value({a: 1}, "b")', 'null'],
    ['get value(null, "b")', 'null !badArgument'],
    ['get entries({})', '[]'],
    ['get entries(null)', 'null !badArgument'],
    ['context([{key: "a", value: 1}, {key: "b", value: 2, x: 3}])', '{a: 1, b: 2}'],
    ['context([{key: "a"}])', 'null !badArgument'],
    ['context([{key: "a", value: null}])', '{a: null}'],
    ['context([])', '{}'],
    ['context put({x: 1, y: 0, z: 0}, "y", 2)', '{x: 1, y: 2, z: 0}'],
    ['context put({x: 1, y: {a: 0}}, ["y", "a"], 2)', '{x: 1, y: {a: 2}}'],
    ['context put({x: 1}, [], 2)', 'null !badArgument'],
    ['context put({x: 1}, ["y"], 2)', '{x: 1, y: 2}'],
    ['context put(null, "a", 1)', 'null !badArgument'],
    ['context merge([{x: 1, y: 0}, {y: 2}])', '{x: 1, y: 2}'],
    ['context merge([])', '{}'],
    ['context merge({a: 1})', '{a: 1}'],
    ['context merge([1])', 'null !badArgument'],
  ])('%s is %s', (text, expected) => {
    expect(showBoth(text)).toBe(expected);
  });
});
