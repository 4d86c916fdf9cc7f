import { evaluateDecision, inputsFromJson, storableJson } from '../../../engine/dmn/index.js';
import { compileDmn } from '../../../engine/dmn/parser/index.js';
import { fromJson, type JsonValue } from '../../../engine/expressions/index.js';
import { run } from '../expressions/feel-runner.js';

const types = `
  <itemDefinition name="tMoment"><typeRef>date and time</typeRef></itemDefinition>
  <itemDefinition name="tAlias"><typeRef>tMoment</typeRef></itemDefinition>
  <itemDefinition name="tGrade"><typeRef>number</typeRef><allowedValues><text>[1..10]</text></allowedValues></itemDefinition>
  <itemDefinition name="tTop"><typeRef>tGrade</typeRef></itemDefinition>
  <itemDefinition name="tGrades" isCollection="true"><typeRef>tGrade</typeRef></itemDefinition>
  <itemDefinition name="tFew" isCollection="true"><typeRef>number</typeRef><typeConstraint><text>count(?) &lt; 3</text></typeConstraint></itemDefinition>
  <itemDefinition name="tMoments" isCollection="true"><typeRef>tMoment</typeRef></itemDefinition>
  <itemDefinition name="tPerson"><itemComponent name="name"><typeRef>string</typeRef></itemComponent><itemComponent name="born"><typeRef>date</typeRef></itemComponent><itemComponent name="stay" isCollection="true"><typeRef>days and time duration</typeRef></itemComponent></itemDefinition>
  <itemDefinition name="tTeam" isCollection="true"><typeRef>tPerson</typeRef></itemDefinition>`;

describe('an input', () => {
  it.each<[string, JsonValue, JsonValue, readonly string[]]>([
    ['number', 5, 5, []],
    ['number', 'x', null, ['typeNotConforming: Expected a number but got "x" for input \'x\'']],
    ['number', [5], 5, []],
    [
      'number',
      [5, 6],
      null,
      ["typeNotConforming: Expected a number but got a list of 2 for input 'x'"],
    ],
    ['string', 1, null, ["typeNotConforming: Expected a string but got 1 for input 'x'"]],
    ['boolean', true, true, []],
    ['boolean', 0, null, ["typeNotConforming: Expected a boolean but got 0 for input 'x'"]],
    ['Any', { a: [1] }, { a: [1] }, []],
    ['date', '2026-01-02', { '@feel': 'date', value: '2026-01-02' }, []],
    [
      'date',
      '2026-13-02',
      null,
      ['typeNotConforming: Expected a date but got "2026-13-02" for input \'x\''],
    ],
    ['date', 7, null, ["typeNotConforming: Expected a date but got 7 for input 'x'"]],
    ['time', '10:00:00', { '@feel': 'time', value: '10:00:00' }, []],
    [
      'date and time',
      '2026-01-02T03:04:05Z',
      { '@feel': 'date and time', value: '2026-01-02T03:04:05Z' },
      [],
    ],
    [
      'date and time',
      { '@feel': 'date', value: '2026-01-02' },
      { '@feel': 'date and time', value: '2026-01-02T00:00:00Z' },
      [],
    ],
    [
      'date and time',
      '2026-01-02',
      { '@feel': 'date and time', value: '2026-01-02T00:00:00Z' },
      [],
    ],
    ['days and time duration', 'PT1H', { '@feel': 'duration', value: 'PT1H' }, []],
    [
      'days and time duration',
      'P1Y',
      null,
      ["typeNotConforming: Expected a days and time duration but got P1Y for input 'x'"],
    ],
    ['years and months duration', 'P1Y', { '@feel': 'duration', value: 'P1Y' }, []],
    [
      'years and months duration',
      'PT1H',
      null,
      ["typeNotConforming: Expected a years and months duration but got PT1H for input 'x'"],
    ],
    [
      'tAlias',
      '2026-01-02T03:04:05',
      { '@feel': 'date and time', value: '2026-01-02T03:04:05' },
      [],
    ],
    [
      'tAlias',
      { '@feel': 'date', value: '2026-01-02' },
      { '@feel': 'date and time', value: '2026-01-02T00:00:00Z' },
      [],
    ],
    [
      'tAlias',
      'x',
      null,
      ['typeNotConforming: Expected a date and time but got "x" for input \'x\''],
    ],
    [
      'tMoments',
      [{ '@feel': 'date', value: '2026-01-02' }, '2026-01-02T03:04:05'],
      null,
      ["typeNotConforming: Expected a date and time but got 2026-01-02 (item 1) for input 'x'"],
    ],
    ['tGrade', 10, 10, []],
    ['tGrade', 11, null, ["valueNotAllowed: Expected a tGrade, [1..10], but got 11 for input 'x'"]],
    ['tGrade', 'x', null, ['typeNotConforming: Expected a number but got "x" for input \'x\'']],
    ['tTop', 0, null, ["valueNotAllowed: Expected a tGrade, [1..10], but got 0 for input 'x'"]],
    ['tTop', 1, 1, []],
    ['tGrades', [1, 2], [1, 2], []],
    ['tGrades', 3, [3], []],
    [
      'tGrades',
      [1, 11],
      null,
      ["valueNotAllowed: Expected a tGrade, [1..10], but got 11 (item 2) for input 'x'"],
    ],
    [
      'tGrades',
      ['x', 1],
      null,
      ['typeNotConforming: Expected a number but got "x" (item 1) for input \'x\''],
    ],
    ['tGrades', [null, 1], [null, 1], []],
    [
      'tGrades',
      { a: 1 },
      null,
      ["typeNotConforming: Expected a list of tGrades but got a context for input 'x'"],
    ],
    ['tFew', [1, 2], [1, 2], []],
    [
      'tFew',
      [1, 2, 3],
      null,
      ["valueNotAllowed: Expected a tFew, count(?) < 3, but got a list of 3 for input 'x'"],
    ],
    [
      'tPerson',
      { name: 'A', born: '2000-01-01', stay: ['PT1H'] },
      {
        name: 'A',
        born: { '@feel': 'date', value: '2000-01-01' },
        stay: [{ '@feel': 'duration', value: 'PT1H' }],
      },
      [],
    ],
    ['tPerson', { name: 'A', born: null, stay: [] }, { name: 'A', born: null, stay: [] }, []],
    [
      'tPerson',
      { name: 1, born: '2000-01-01', stay: [] },
      null,
      ["typeNotConforming: Expected a string but got 1 (name) for input 'x'"],
    ],
    [
      'tPerson',
      { name: 'A', born: 'x', stay: [] },
      null,
      ['typeNotConforming: Expected a date but got "x" (born) for input \'x\''],
    ],
    [
      'tPerson',
      { name: 'A', stay: [] },
      null,
      ["typeNotConforming: Expected a tPerson but the context lacks 'born' for input 'x'"],
    ],
    [
      'tPerson',
      { name: 'A', born: '2000-01-01', stay: ['PT1H', 'x'] },
      null,
      [
        'typeNotConforming: Expected a days and time duration but got "x" (item 2) (stay) for input \'x\'',
      ],
    ],
    ['tPerson', 'A', null, ['typeNotConforming: Expected a tPerson but got "A" for input \'x\'']],
    [
      'tPerson',
      { name: 'A', born: '2000-01-01', stay: [], more: 1 },
      { name: 'A', born: { '@feel': 'date', value: '2000-01-01' }, stay: [], more: 1 },
      [],
    ],
    [
      'tTeam',
      [{ name: 'A', born: '2000-01-01', stay: [] }],
      [{ name: 'A', born: { '@feel': 'date', value: '2000-01-01' }, stay: [] }],
      [],
    ],
    [
      'tTeam',
      [{ name: 'A', born: '2000-01-01', stay: [] }, { name: 2 }],
      null,
      ["typeNotConforming: Expected a string but got 2 (name) (item 2) for input 'x'"],
    ],
    [
      'tTeam',
      { name: 'A', born: '2000-01-01', stay: [] },
      [{ name: 'A', born: { '@feel': 'date', value: '2000-01-01' }, stay: [] }],
      [],
    ],
    ['list', [1], [1], []],
    ['context', { a: 1 }, { a: 1 }, []],
    ['context', 1, null, ["typeNotConforming: Expected a context but got 1 for input 'x'"]],
  ])('of type %s given as %j is %j', async (type, input, value, told) => {
    // given
    const { model } = await compileDmn(
      `<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" id="m" name="m" namespace="n">${types}
        <inputData id="x" name="x"><variable name="x" typeRef="${type}"/></inputData>
        <decision id="d" name="D"><variable name="D"/><informationRequirement><requiredInput href="#x"/></informationRequirement>
        <literalExpression><text>x</text></literalExpression></decision></definitions>`,
    );
    if (model === undefined) throw new TypeError('no model');
    const target = { decision: 'd' };

    // when
    const inputs = inputsFromJson(model, target, { x: input });
    const result = evaluateDecision(model, target, inputs, { now: 0, zone: 'UTC' });

    // then
    expect(storableJson(result.value)).toEqual(value);
    expect(result.warnings.map(({ code, message }) => `${code}: ${message}`)).toEqual(told);
  });
});

describe('a value that JSON cannot hold', () => {
  const nested = (depth: number): JsonValue => (depth === 0 ? 1 : [nested(depth - 1)]);

  it.each<[string, JsonValue]>([
    ['function(a, b) a', { '@feel': 'function', value: 'function(a, b)' }],
    ['[1, function() 2]', [1, { '@feel': 'function', value: 'function()' }]],
    [
      '{a: [function(x) x], b: "c"}',
      { a: [{ '@feel': 'function', value: 'function(x)' }], b: 'c' },
    ],
    ['for i in 1..30 return partial', { '@feel': 'too large', value: 'a list of 30' }],
  ])('is told by its kind: %s', (text, json) => {
    const result = run(text);
    if (!result.ok) throw new TypeError(result.error.message);
    expect(storableJson(result.value)).toEqual(json);
  });

  it('is cut where it nests too deeply', () => {
    const json = JSON.stringify(storableJson(fromJson(nested(400))));
    expect(json).toBe(JSON.stringify(nested(400)));
    const result = run(
      '(for i in 1..900 return if i = 1 then [1] else [partial[-1]])[-1]',
      {},
      { fuel: 9_000_000 },
    );
    if (!result.ok) throw new TypeError(result.error.message);
    expect(JSON.stringify(storableJson(result.value))).toBe(
      `${'['.repeat(101)}"..."${']'.repeat(101)}`,
    );
  });
});
