import fc from 'fast-check';

import { fromJson, type JsonValue, toJson } from '../../../engine/expressions/json-values.js';
import { anyJson } from '../../support/any-json.js';
import { run } from './feel-runner.js';
import '../../support/property-runs.js';

function valueOf(text: string) {
  const result = run(text, {}, { fuel: 1_000_000 });
  if (!result.ok) throw new TypeError(result.error.message);
  return result.value;
}

describe('toJson', () => {
  it.each<[string, JsonValue]>([
    ['null', null],
    ['1.5', 1.5],
    ['0.1 + 0.2', 0.3],
    ['1 / 3', { '@feel': 'number', value: `0.${'3'.repeat(34)}` }],
    ['9007199254740993', { '@feel': 'number', value: '9007199254740993' }],
    ['10 ** 400', { '@feel': 'number', value: `1${'0'.repeat(400)}` }],
    ['@"2026-11-21"', { '@feel': 'date', value: '2026-11-21' }],
    ['@"10:30:00"', { '@feel': 'time', value: '10:30:00' }],
    [
      '@"2026-11-21T10:00:00@Europe/Berlin"',
      { '@feel': 'date and time', value: '2026-11-21T10:00:00@Europe/Berlin' },
    ],
    ['@"PT90M"', { '@feel': 'duration', value: 'PT1H30M' }],
    ['@"P14M"', { '@feel': 'duration', value: 'P1Y2M' }],
    [
      '[1..@"P1D".days)',
      { '@feel': 'range', start: 1, end: 1, isStartIncluded: true, isEndIncluded: false },
    ],
    ['< 5', { '@feel': 'range', end: 5, isStartIncluded: false, isEndIncluded: false }],
    ['{a: [@"P1D", "x"]}', { a: [{ '@feel': 'duration', value: 'P1D' }, 'x'] }],
  ])('writes %s', (text, expected) => {
    expect(toJson(valueOf(text))).toEqual(expected);
  });

  it('refuses functions', () => {
    expect(() => toJson(valueOf('function(a) a'))).toThrow(/but got a function/);
    expect(() => toJson(valueOf('[count]'))).toThrow(/but got a function/);
  });

  it('refuses values nested without end', () => {
    const nested = valueOf('(for i in 1..900 return if i = 1 then [1] else [partial[-1]])[-1]');
    expect(() => toJson(nested)).toThrow(/nested too deeply/);
  });
});

describe('toJson of a value that holds the same again and again', () => {
  it.each([
    'for i in 1..30 return partial',
    'for i in 1..30 return concatenate(partial, partial)',
    '(for i in 1..100 return if i = 1 then {} else {a: partial[-1], b: partial[-1]})[-1]',
    `for i in 1..40000 return "${'x'.repeat(2000)}"`,
  ])('refuses %s', (text) => {
    expect(() => toJson(valueOf(text))).toThrow(/but got a value that is too large/);
  });
});

describe('fromJson', () => {
  it.each([
    '@"2026-11-21"',
    '@"10:30:00.123+02:00"',
    '@"2026-11-21T10:00:00Z"',
    '-@"PT36H0.5S"',
    '-@"P1Y"',
    '9007199254740993',
    '[@"2026-01-01"..@"2026-02-01"]',
    '{a: [@"P1D"], b: {c: @"10:00:00"}}',
    '{"@feel": "date", "value": "2026-01-01"}',
    '{"@feel": "context", "value": {"@feel": "date", "value": "2026-01-01"}}',
    '{"@feel": "range", "isStartIncluded": true, "isEndIncluded": @"P1D"}',
  ])('restores %s', (text) => {
    // given
    const value = valueOf(text);
    // when
    const restored = fromJson(toJson(value));
    // then
    expect(toJson(restored)).toEqual(toJson(value));
    expect(run('a = b', {}).ok).toBe(false);
    expect(run(`v = (${text})`, { v: toJson(value) })).toMatchObject({ ok: true, value: true });
  });

  it.each<JsonValue>([
    { '@feel': 'date', value: 'no date' },
    { '@feel': 'constructor', value: 'x' },
    { '@feel': 'date' },
    { '@feel': 7, value: '2026-01-01' },
    { '@feel': 'range', start: 1 },
    { '@feel': 'context', value: [] },
    { '@feel': 'context', value: null },
  ])('leaves alone what only looks tagged: %j', (json) => {
    expect(fromJson(json)).toEqual(json);
  });

  it('returns plain JSON as it is, without a copy', () => {
    const json = { a: [1, { b: 'c' }], d: null };
    expect(fromJson(json)).toBe(json);
  });

  it('is the inverse of toJson on JSON without tags', () => {
    fc.assert(
      fc.property(anyJson, (value) => {
        expect(toJson(fromJson(value))).toEqual(value);
      }),
    );
  });
});
