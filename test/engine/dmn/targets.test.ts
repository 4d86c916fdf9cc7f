import {
  type DecisionRecord,
  evaluateDecision,
  type EvaluationTarget,
  inputsFromJson,
  storableJson,
} from '../../../engine/dmn/index.js';
import { compileDmn } from '../../../engine/dmn/parser/index.js';
import { shortenRecords } from '../../../engine/dmn/shorten-records.js';
import type { JsonValue } from '../../../engine/expressions/index.js';

const dmn = 'https://www.omg.org/spec/DMN/20230324/MODEL/';

const library = `<definitions xmlns="${dmn}" id="lib" name="lib" namespace="urn:lib">
  <inputData id="day" name="day"><variable name="day" typeRef="date"/></inputData>
  <decision id="weekday" name="Weekday"><variable name="Weekday"/>
    <informationRequirement id="r"><requiredInput href="#day"/></informationRequirement>
    <literalExpression id="w"><text>day.weekday</text></literalExpression></decision>
</definitions>`;

const main = `<definitions xmlns="${dmn}" xmlns:l="urn:lib" id="m" name="m" namespace="urn:m">
  <import name="L" namespace="urn:lib" importType="${dmn}"/>
  <inputData id="inputOfDay" name="day"><variable name="day" typeRef="time"/></inputData>
  <decision id="hour" name="Hour"><variable name="Hour" typeRef="number"/>
    <informationRequirement id="q"><requiredInput href="#inputOfDay"/></informationRequirement>
    <literalExpression id="h"><text>day.hour</text></literalExpression></decision>
  <decision id="both" name="Both of them"><variable name="Both of them"/>
    <informationRequirement id="s"><requiredDecision href="#hour"/></informationRequirement>
    <informationRequirement id="u"><requiredDecision href="urn:lib#weekday"/></informationRequirement>
    <literalExpression id="b"><text>[Hour, L.Weekday]</text></literalExpression></decision>
  <businessKnowledgeModel id="later" name="Later"><variable name="Later"/><encapsulatedLogic>
    <formalParameter name="start" typeRef="date"/><formalParameter name="by" typeRef="days and time duration"/>
    <literalExpression id="p"><text>start + by</text></literalExpression></encapsulatedLogic></businessKnowledgeModel>
  <decisionService id="inner" name="Inner"><variable name="Inner"/><outputDecision href="#both"/>
    <inputDecision href="#hour"/><inputDecision href="urn:lib#weekday"/></decisionService>
  <decisionService id="hours" name="Hours"><variable name="Hours"/><outputDecision href="#hour"/><inputData href="#inputOfDay"/></decisionService>
</definitions>`;

const date = { '@feel': 'date', value: '2026-01-03' };

describe('what is asked for', () => {
  it.each<[EvaluationTarget, Readonly<Record<string, JsonValue>>, JsonValue, readonly string[]]>([
    [{ decision: 'hour' }, { day: '10:00:00' }, 10, []],
    [{ decision: 'Hour' }, { inputOfDay: '10:00:00' }, 10, []],
    [{ decision: 'Both  of them' }, { day: '10:00:00', 'L.day': '2026-01-03' }, [10, 6], []],
    [{ decision: 'both' }, { day: '10:00:00', L: { day: '2026-01-03' } }, [10, 6], []],
    [{ decision: 'both' }, { day: '10:00:00', 'L.day': date }, [10, 6], []],
    [{ decision: 'L.Weekday' }, { 'L.day': '2026-01-03' }, 6, []],
    [{ decision: 'both' }, { day: '10:00:00', L: 5 }, [10, null], ['typeMismatch', 'missingInput']],
    [
      { knowledge: 'Later' },
      { start: '2026-01-03', by: 'P1D' },
      { '@feel': 'date', value: '2026-01-04' },
      [],
    ],
    [{ knowledge: 'later' }, { start: 7, by: 'P1D' }, null, ['typeNotConforming']],
    [{ service: 'Inner' }, { Hour: 3, Weekday: 4 }, [3, 4], []],
    [{ service: 'Inner' }, { hour: 3, 'L.Weekday': 4 }, [3, 4], []],
    [{ service: 'Inner' }, { Hour: 3, L: { Weekday: 4 } }, [3, 4], []],
    [{ service: 'Inner' }, { Hour: 3, 'L.Weekday': 4, 'L.day': date }, [3, 4], ['unknownInput']],
    [{ service: 'hours' }, { day: '11:00:00' }, 11, []],
    [{ service: 'Hours' }, { day: '11:00:00', other: 1 }, 11, ['unknownInput']],
  ])('%j with %j is %j', async (target, input, value, codes) => {
    // given
    const { model, problems } = await compileDmn(main, { imports: [library] });
    if (model === undefined) throw new TypeError('no model');

    // when
    const inputs = inputsFromJson(model, target, input);
    const result = evaluateDecision(model, target, inputs, { now: 0, zone: 'UTC' });

    // then
    expect(problems).toEqual([]);
    expect(storableJson(result.value)).toEqual(value);
    expect(result.warnings.map(({ code }) => code).sort()).toEqual([...codes].sort());
    expect(result.failure).toBeUndefined();
  });

  it.each<Readonly<Record<string, JsonValue>>>([
    { To: { L: { day: '2026-01-03' } } },
    { To: { L: { 'the day': '2026-01-03' } } },
    { L: { day: '2026-01-03' } },
    { 'To.L.the day': '2026-01-03' },
  ])('reads inputs of imports by their types in %j', async (input) => {
    // given
    const named = library.replace('<variable name="day"', '<variable name="the day"');
    const imported = named.replace('day.weekday', 'the day.weekday');
    const between = `<definitions xmlns="${dmn}" id="b" name="b" namespace="urn:b"><import name="L" namespace="urn:lib" importType="${dmn}"/></definitions>`;
    const outer = main.replace(
      '<inputData',
      `<import name="To" namespace="urn:b" importType="${dmn}"/><inputData`,
    );
    const { model } = await compileDmn(outer, { imports: [imported, between] });
    if (model === undefined) throw new TypeError('no model');
    const target = { decision: 'L.Weekday' };

    // when
    const inputs = inputsFromJson(model, target, input);
    const result = evaluateDecision(model, target, inputs, { now: 0, zone: 'UTC' });

    // then
    expect(result).toMatchObject({ value: 6, warnings: [] });
  });

  it.each<[EvaluationTarget, string]>([
    [
      { decision: 'None' },
      "Expected a decision of the model ('Hour', 'Both of them', 'L.Weekday') but got 'None'",
    ],
    [
      { service: 'None' },
      "Expected a decision service of the model ('Inner', 'Hours') but got 'None'",
    ],
    [
      { knowledge: 'None' },
      "Expected a business knowledge model of the model ('Later') but got 'None'",
    ],
  ])('fails in words if there is no %j', async (target, message) => {
    const { model } = await compileDmn(main, { imports: [library] });
    if (model === undefined) throw new TypeError('no model');
    const { failure, value } = evaluateDecision(model, target, {}, { now: 0, zone: 'UTC' });
    expect(value).toBeNull();
    expect(failure).toEqual({ code: 'unknownDecision', message });
  });
});

describe('what is kept of an evaluation', () => {
  const recordOf = (value: JsonValue, rules: number): DecisionRecord => ({
    id: 'd',
    name: 'D',
    inputs: { x: value, y: 'short' },
    value,
    tables: [
      {
        id: 't',
        name: 'D',
        hitPolicy: 'COLLECT',
        inputs: [{ label: 'X', value }],
        rules: Array.from({ length: rules }, (_, index) => ({
          id: `r${index}`,
          index: index + 1,
          outputs: { o: value },
        })),
        value,
      },
    ],
  });

  it('is everything where that is short', () => {
    const records = [recordOf('x'.repeat(5_000), 3)];
    expect(shortenRecords(records)).toBe(records);
  });

  it('is the last decisions, the first rules and the begin of values where it is not', () => {
    // given
    const records = Array.from({ length: 60 }, (_, index) => ({
      ...recordOf('x'.repeat(2_000), 120),
      id: `d${index}`,
    }));

    // when
    const kept = shortenRecords(records);

    // then
    expect(kept.map(({ id }) => id)).toEqual(records.slice(10).map(({ id }) => id));
    const cut = `"${'x'.repeat(999)}… (2002 characters)`;
    const [first] = kept;
    expect(first).toMatchObject({ inputs: { x: cut, y: 'short' }, value: cut, name: 'D' });
    const [table] = first?.tables ?? [];
    expect(table).toMatchObject({ inputs: [{ label: 'X', value: cut }], value: cut, id: 't' });
    expect(table?.rules).toHaveLength(100);
    expect(table?.rules[99]).toEqual({ id: 'r99', index: 100, outputs: { o: cut } });
  });

  it('keeps values of just the length that there is room for', () => {
    const records = [recordOf('x'.repeat(998), 300)];
    expect(shortenRecords(records)[0]?.value).toBe('x'.repeat(998));
  });
});
