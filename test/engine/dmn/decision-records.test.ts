import { type DecisionModel, evaluateCall, evaluateDecision } from '../../../engine/dmn/index.js';
import { decisionMissing } from '../../../engine/dmn/evaluate-call.js';
import { compileDmn } from '../../../engine/dmn/parser/index.js';
import type { FeelValue } from '../../../engine/expressions/index.js';

const at = { now: 0, zone: 'UTC' };
const text = (feel: string) => `<literalExpression><text>${feel}</text></literalExpression>`;
const needs = (...ids: readonly string[]) =>
  ids
    .map(
      (id) => `<informationRequirement><requiredDecision href="#${id}"/></informationRequirement>`,
    )
    .join('');
const decision = (id: string, logic: string, more = '', type = '') =>
  `<decision id="${id}" name="${id}"><variable name="${id}"${type}/>${more}${logic}</decision>`;

async function compile(content: string): Promise<DecisionModel> {
  const { model } = await compileDmn(
    `<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" id="m" name="m" namespace="n">${content}</definitions>`,
  );
  if (model === undefined) throw new TypeError('no model');
  return model;
}

async function decide(content: string, inputs: Readonly<Record<string, FeelValue>> = {}) {
  return evaluateDecision(await compile(content), { decision: 'd' }, inputs, at);
}

const rules = (count: number, entry: string) =>
  Array.from(
    { length: count },
    (_item, index) =>
      `<rule id="r${index + 1}"><inputEntry><text>-</text></inputEntry>${entry}</rule>`,
  ).join('');
const input = '<input label="In"><inputExpression><text>1 + 1</text></inputExpression></input>';
const one = '<outputEntry><text>1</text></outputEntry>';

describe('the record of a table', () => {
  it('tells its inputs and the rules that fired, by the words of the model', async () => {
    // given
    const table = `<decisionTable id="t" hitPolicy="COLLECT" aggregation="SUM">${input}<input><inputExpression><text>"x"</text></inputExpression></input><output id="o" label="Share"/><annotation name="Why"/><rule id="r"><inputEntry><text>2</text></inputEntry><inputEntry><text>-</text></inputEntry>${one}<annotationEntry><text>It is due.</text></annotationEntry></rule></decisionTable>`;

    // when
    const { decisions } = await decide(decision('d', table));

    // then
    expect(decisions[0]?.tables).toEqual([
      {
        id: 't',
        name: 'd',
        hitPolicy: 'COLLECT',
        aggregation: 'SUM',
        inputs: [
          { label: 'In', value: 2 },
          { label: '"x"', value: 'x' },
        ],
        rules: [{ id: 'r', index: 1, outputs: { Share: 1 }, annotations: ['It is due.'] }],
        value: 1,
      },
    ]);
  });

  it('keeps a thousand of the rules that fired, and tells how many there are beside', async () => {
    // given
    const last = `<rule><inputEntry><text>true</text></inputEntry>${one}</rule>`;
    const table = `<decisionTable hitPolicy="COLLECT" aggregation="COUNT"><input><inputExpression><text>x</text></inputExpression></input><output id="o"/>${rules(1_000, one)}${last}</decisionTable>`;
    const model = await compile(
      `<inputData id="x" name="x"/>${decision('d', table, '<informationRequirement><requiredInput href="#x"/></informationRequirement>')}`,
    );

    // when
    const kept = [false, true].map((x) => {
      const { value, decisions } = evaluateDecision(model, { decision: 'd' }, { x }, at);
      const record = decisions[0]?.tables[0];
      return [value, record?.rules.length, record?.omittedRules];
    });

    // then
    expect(kept).toEqual([
      [1_000, 1_000, undefined],
      [1_001, 1_000, 1],
    ]);
  });

  it.each([
    [99, 99],
    [101, 100],
  ])('of a decision that asks %d times is kept %d times', async (times, kept) => {
    const table = `<decisionTable>${input}<output id="o"/>${rules(1, one)}</decisionTable>`;
    const knowledge = `<businessKnowledgeModel id="f" name="f"><variable name="f"/><encapsulatedLogic><formalParameter name="n"/>${table}</encapsulatedLogic></businessKnowledgeModel>`;
    const asking = decision(
      'd',
      text(`count(for i in 1..${times} return f(i))`),
      '<knowledgeRequirement><requiredKnowledge href="#f"/></knowledgeRequirement>',
    );
    const { value, decisions } = await decide(knowledge + asking);

    expect(value).toBe(times);
    expect(decisions[0]?.tables).toHaveLength(kept);
  });
});

describe('the record of a decision', () => {
  it('tells what it was given, but no functions', async () => {
    const { value, decisions } = await decide(
      decision('f', text('function(n) n + 1')) +
        decision('n', text('4')) +
        decision('d', text('f(n)'), needs('f', 'n')),
    );

    expect(value).toBe(5);
    expect(decisions.find(({ id }) => id === 'd')).toMatchObject({ inputs: { n: 4 }, value: 5 });
    expect(Object.keys(decisions.find(({ id }) => id === 'd')?.inputs ?? {})).toEqual(['n']);
  });

  it('is not there twice for a decision that several ask for', async () => {
    const { decisions } = await decide(
      decision('n', text('4')) +
        decision('a', text('n'), needs('n')) +
        decision('d', text('a + n'), needs('a', 'n')),
    );

    expect(decisions.map(({ id }) => id)).toEqual(['n', 'a', 'd']);
  });
});

describe('what a decision tells', () => {
  it('if it runs out of fuel: the expression, and where in it', async () => {
    const { failure } = await decide(decision('d', text('1 + count(for i in 1..9e9 return i)')));

    expect(failure).toEqual({
      code: 'fuelExhausted',
      message: expect.any(String) as string,
      decisionId: 'd',
      decisionName: 'd',
      elementId: 'd',
      expression: '1 + count(for i in 1..9e9 return i)',
      from: 19,
      to: 20,
    });
  });

  it.each([
    [
      'its value',
      decision('d', text('1'), '', ' typeRef="string"'),
      'Expected a string but got 1 for the decision',
    ],
    [
      'an input',
      `<inputData id="x" name="x"/>${decision('d', text('x'), '<informationRequirement><requiredInput href="#x"/></informationRequirement>')}`,
      "Expected a value for 'x' but none is given",
    ],
    [
      'knowledge',
      `<businessKnowledgeModel id="f" name="f"><variable name="f" typeRef="string"/><encapsulatedLogic>${text('1')}</encapsulatedLogic></businessKnowledgeModel>${decision('d', text('f()'), '<knowledgeRequirement><requiredKnowledge href="#f"/></knowledgeRequirement>')}`,
      "Expected a string but got 1 for the result of 'f'",
    ],
    [
      'a service',
      `${decision('n', text('1'))}<decisionService id="s" name="s"><variable name="s" typeRef="string"/><outputDecision href="#n"/></decisionService>${decision('d', text('s()'), '<knowledgeRequirement><requiredKnowledge href="#s"/></knowledgeRequirement>')}`,
      "Expected a string but got 1 for the result of 's'",
    ],
    [
      'a list',
      `<itemDefinition name="Names" isCollection="true"><typeRef>string</typeRef></itemDefinition>${decision('d', text('["a", 1]'), '', ' typeRef="Names"')}`,
      'Expected a string but got 1 (item 2) for the decision',
    ],
    [
      'a part',
      `<itemDefinition name="Person"><itemComponent name="age"><typeRef>number</typeRef></itemComponent></itemDefinition>${decision('d', text('{age: "old"}'), '', ' typeRef="Person"')}`,
      'Expected a number but got "old" (age) for the decision',
    ],
    [
      'a part that is not there',
      `<itemDefinition name="Person"><itemComponent name="age"><typeRef>number</typeRef></itemComponent></itemDefinition>${decision('d', text('{name: "old"}'), '', ' typeRef="Person"')}`,
      "Expected a Person but the context lacks 'age' for the decision",
    ],
  ])('if %s is wrong', async (_what, content, told) => {
    const { value, warnings } = await decide(content);

    expect(value).toBeNull();
    expect(warnings.map(({ message }) => message)).toEqual([told]);
  });

  it('if nothing has the name that is asked for: twenty names at most', async () => {
    const names = Array.from({ length: 25 }, (_item, index) => `d${index + 1}`);
    const model = await compile(names.map((name) => decision(name, text('1'))).join(''));
    const { failure } = evaluateDecision(model, { decision: 'x' }, {}, at);

    const shown = names.slice(0, 20).map((name) => `'${name}'`);
    expect(failure?.message).toBe(
      `Expected a decision of the model (${shown.join(', ')}) but got 'x'`,
    );
  });
});

describe('what a process is told', () => {
  const variables = {};
  const callable = { decisionId: 'd', name: 'D', version: 2 };

  it('of the version that was asked', async () => {
    const model = await compile(decision('d', text('if false then 1 else null')));
    const known = { ...callable, decisionDefinitionKey: 'key', model };

    expect(evaluateCall(known, { ...at, variables })).toMatchObject({
      type: 'evaluated',
      decision: { decisionId: 'd', name: 'D', version: 2, decisionDefinitionKey: 'key' },
      evaluation: {
        warnings: [
          {
            message:
              "Expected a result but nothing in decision 'D' gives one for these inputs: it is null",
          },
        ],
      },
    });
    const { decision: told } = evaluateCall({ ...callable, model }, { ...at, variables }) as {
      readonly decision?: object;
    };
    expect(Object.keys(told ?? {})).toEqual(['decisionId', 'name', 'version']);
  });

  it.each([
    [
      'function(a) a',
      "Expected decision 'd' to be decided but it is not: Expected a value that a variable can hold but got a function",
      { decisionId: 'd' },
    ],
    [
      'count(for i in 1..9e9 return i)',
      "Expected decision 'd' to be decided but it is not: Expected an end within 2000000 steps but the evaluation goes on",
      { decisionId: 'd', expression: 'count(for i in 1..9e9 return i)', from: 15, to: 16 },
    ],
  ])('if %s cannot be decided', async (feel, message, details) => {
    const model = await compile(decision('d', text(feel)));

    expect(evaluateCall({ ...callable, model }, { ...at, variables })).toEqual({
      type: 'failed',
      code: 'decisionFailed',
      message,
      details,
    });
  });

  it('if no version is deployed', () => {
    expect(decisionMissing('d', 'latest')).toEqual({
      type: 'failed',
      code: 'calledDecisionMissing',
      message: "Expected a deployed decision 'd' (latest) but there is none",
      details: { decisionId: 'd' },
    });
  });
});
