import { type DecisionModel, evaluateDecision, storableJson } from '../../../engine/dmn/index.js';
import { compileDmn } from '../../../engine/dmn/parser/index.js';

const now = Date.UTC(2026, 0, 15);
const at = { now, zone: 'UTC' };

async function compile(body: string): Promise<DecisionModel> {
  const { model } = await compileDmn(
    `<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" id="m" name="m" namespace="urn:m">${body}</definitions>`,
  );
  if (model === undefined) throw new TypeError('no model');
  return model;
}

function decision(id: string, text: string, ...required: readonly string[]): string {
  const requirements = required.map(
    (each) =>
      `<informationRequirement><requiredDecision href="#${each}"/></informationRequirement>`,
  );
  return `<decision id="${id}" name="${id}"><variable name="${id}"/>${requirements.join('')}<literalExpression><text>${text}</text></literalExpression></decision>`;
}

describe('the limits of an evaluation', () => {
  it('ends a loop over a billion items with a failure that tells where', async () => {
    // given
    const model = await compile(decision('d', 'count(for i in 1..1000000000 return i)'));

    // when
    const { value, failure } = evaluateDecision(model, { decision: 'd' }, {}, at);

    // then
    expect(value).toBeNull();
    expect(failure).toMatchObject({ code: 'fuelExhausted', decisionId: 'd', elementId: 'd' });
  });

  it('shares its fuel between all decisions', async () => {
    // given
    const body = decision('a', 'count(for i in 1..300 return i)');
    const model = await compile(body + decision('b', 'a + count(for i in 1..300 return i)', 'a'));

    // when
    const limits = { ...at, fuel: 1_500 };
    const one = evaluateDecision(model, { decision: 'a' }, {}, limits);
    const both = evaluateDecision(model, { decision: 'b' }, {}, limits);

    // then
    expect(one.value).toBe(300);
    expect(both.failure).toMatchObject({ code: 'fuelExhausted', decisionId: 'b' });
    expect(both.decisions).toMatchObject([{ id: 'a', value: 300 }]);
  });

  it('ends recursion without end', async () => {
    // given
    const model = await compile(
      `<businessKnowledgeModel id="f" name="f"><encapsulatedLogic><formalParameter name="n"/><literalExpression><text>f(n + 1)</text></literalExpression></encapsulatedLogic></businessKnowledgeModel>`,
    );

    // when
    const { failure } = evaluateDecision(model, { knowledge: 'f' }, { n: 1 }, at);

    // then
    expect(failure).toMatchObject({ code: 'tooDeep', decisionId: 'f' });
  });

  it('evaluates a long chain of decisions', async () => {
    // given
    const links = Array.from({ length: 1_000 }, (_, link) =>
      link === 0 ? decision('d0', '1') : decision(`d${link}`, `d${link - 1} + 1`, `d${link - 1}`),
    );
    const model = await compile(links.join(''));

    // when
    const { value, decisions } = evaluateDecision(model, { decision: 'd999' }, {}, at);

    // then
    expect(value).toBe(1_000);
    expect(decisions[1]).toMatchObject({ id: 'd1', inputs: { d0: 1 }, value: 2 });
  });

  it('evaluates a decision once that many require', async () => {
    // given
    const layers = Array.from({ length: 40 }, (_, layer) =>
      layer === 0
        ? decision('d0', '1')
        : decision(`d${layer}`, `d${layer - 1} + e${layer - 1}`, `d${layer - 1}`, `e${layer - 1}`) +
          decision(`e${layer}`, '0', `d${layer - 1}`),
    );
    const model = await compile(`${decision('e0', '0')}${layers.join('')}`);

    // when
    const { value, decisions } = evaluateDecision(model, { decision: 'd39' }, {}, at);

    // then
    expect(value).toBe(1);
    expect(decisions).toHaveLength(79);
  });

  it('keeps at most 200 warnings', async () => {
    const model = await compile(decision('d', 'for i in 1..500 return i / 0'));
    const { warnings } = evaluateDecision(model, { decision: 'd' }, {}, at);
    expect(warnings).toHaveLength(200);
    expect(warnings[0]).toEqual({
      code: 'divisionByZero',
      message: expect.stringContaining("in 'i / 0'") as string,
      decisionId: 'd',
      decisionName: 'd',
      elementId: 'd',
      expression: 'for i in 1..500 return i / 0',
      from: 23,
      to: 28,
    });
  });

  it('names what a model has if it lacks what is asked for', async () => {
    const model = await compile(decision('d', '1'));
    expect(evaluateDecision(model, { decision: 'x' }, {}, at).failure).toEqual({
      code: 'unknownDecision',
      message: "Expected a decision of the model ('d') but got 'x'",
    });
    expect(evaluateDecision(model, { service: 'x' }, {}, at).failure?.message).toContain('(none)');
  });

  it('tells that a zone is none', async () => {
    const model = await compile(decision('d', 'now()'));
    const { failure } = evaluateDecision(model, { decision: 'd' }, {}, { now, zone: 'Mars/Base' });
    expect(failure).toMatchObject({ code: 'optionInvalid', decisionId: 'd' });
  });

  it('survives a model that has become JSON', async () => {
    const model = await compile(decision('d', '[date("2026-01-01"), function(a) a]'));
    const copy = JSON.parse(JSON.stringify(model)) as DecisionModel;
    const { value } = evaluateDecision(copy, { decision: 'd' }, {}, at);
    expect(storableJson(value)).toEqual([
      { '@feel': 'date', value: '2026-01-01' },
      { '@feel': 'function', value: 'function(a)' },
    ]);
  });
});
