import { evaluateCall, listCallable, type DecisionModel } from '../../../engine/dmn/index.js';
import { compileDmn } from '../../../engine/dmn/parser/index.js';
import type { Variables } from '../../../engine/index.js';

const dmn = (content: string): string =>
  `<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" xmlns:own="urn:lemniscate:bpmn:1" xmlns:other="urn:other" id="d" name="d" namespace="n">${content}</definitions>`;

const decision = (id: string, text: string, more = ''): string =>
  `<decision id="${id}" name="${id}">${more}<variable name="${id}"/><informationRequirement id="${id}-needs"><requiredInput href="#amount"/></informationRequirement><literalExpression id="${id}-logic"><text>${text}</text></literalExpression></decision>`;

const amount =
  '<inputData id="amount" name="Amount asked for"><variable name="Amount asked for"/></inputData>';

async function compile(content: string): Promise<DecisionModel> {
  const { model, problems } = await compileDmn(dmn(amount + content));
  if (model === undefined) throw new TypeError(problems.map(({ message }) => message).join('; '));
  return model;
}

async function call(content: string, decisionId: string, variables: Variables = {}) {
  const model = await compile(content);
  const callable = { decisionId, name: decisionId, version: 3, model };
  return evaluateCall(callable, { now: Date.UTC(2026, 2, 2, 9), zone: 'Europe/Paris', variables });
}

describe('a decision called by a process', () => {
  it('takes its inputs by their names, however they are spaced, or ids, and leaves the rest alone', async () => {
    for (const name of ['Amount asked for', 'Amount  asked for', 'amount']) {
      const outcome = await call(decision('twice', 'Amount asked for * 2'), 'twice', {
        [name]: 21,
        twice: 'known from before',
        elsewhere: { '@feel': 'date', value: 'never' },
      });
      expect(outcome).toMatchObject({ evaluation: { value: 42, warnings: [] } });
    }
  });

  it('takes inputs of imports under each way that leads to them', async () => {
    // given
    const importType = 'https://www.omg.org/spec/DMN/20230324/MODEL/';
    const file = (name: string, imports: readonly string[], content: string) =>
      `<definitions xmlns="${importType}" id="${name}" name="${name}" namespace="${name}">${imports.map((each) => `<import name="to ${each}" namespace="${each}" importType="${importType}"/>`).join('')}${content}</definitions>`;
    const needs =
      '<informationRequirement><requiredInput href="end#rate"/></informationRequirement>';
    const main = `<decision id="asked" name="asked">${needs}<literalExpression><text>to end.rate + 1</text></literalExpression></decision>`;
    const { model } = await compileDmn(file('main', ['middle', 'end'], main), {
      imports: [file('middle', ['end'], ''), file('end', [], '<inputData id="rate" name="rate"/>')],
    });
    if (model === undefined) throw new TypeError('no model');

    // when
    const answers = [
      { 'to middle.to end.rate': 1 },
      { 'to middle': { 'to end': { rate: 1 } } },
      { 'to end.rate': 1 },
      { 'to end': { rate: 1 } },
    ].map((variables) =>
      evaluateCall(
        { decisionId: 'asked', name: 'asked', version: 1, model },
        { now: 0, zone: 'UTC', variables },
      ),
    );

    // then
    const evaluation = { value: 2, warnings: [] };
    expect(answers).toMatchObject([1, 2, 3, 4].map(() => ({ evaluation })));
  });

  it('leaves what a service does not ask for alone', async () => {
    const service =
      '<decisionService id="only" name="only"><outputDecision href="#one"/></decisionService>';
    const outcome = await call(decision('one', '1') + service, 'only', { amount: 5 });
    expect(outcome).toMatchObject({ evaluation: { value: 1 } });
    const codes =
      outcome.type === 'evaluated' ? outcome.evaluation.warnings.map(({ code }) => code) : [];
    expect(codes).not.toContain('unknownInput');
  });

  it('keeps for a function the names of the decision that made it', async () => {
    const requires =
      '<informationRequirement><requiredDecision href="#adder"/></informationRequirement>';
    const adder = decision('adder', '{n: 10, add: function(x) x + n}.add');
    const sums = decision(
      'sums',
      '{n: 5, sums: [adder(n), (for n in [1, 2] return adder(n))]}.sums',
      requires,
    );
    const outcome = await call(adder + sums, 'sums');
    expect(outcome).toMatchObject({ evaluation: { value: [15, [11, 12]] } });
  });

  it('tells the version that was asked', async () => {
    const outcome = await call(decision('one', '1'), 'one');
    const told = { decisionId: 'one', name: 'one', version: 3 };
    expect(outcome).toMatchObject({ type: 'evaluated', decision: told });
  });

  it('knows the time and the zone of the instance', async () => {
    const outcome = await call(decision('time', 'string(now())'), 'time');
    expect(outcome).toMatchObject({
      evaluation: { value: expect.stringContaining('10:00:00') as string },
    });
  });

  it('never gives null without a word', async () => {
    const silent = await call(decision('none', 'if false then 1 else null'), 'none', { amount: 1 });
    const told = await call(decision('broken', 'Amount asked for * 2'), 'broken', { amount: 'x' });

    expect(silent).toMatchObject({
      evaluation: { value: null, warnings: [{ code: 'resultMissing', decisionId: 'none' }] },
    });
    expect(told).toMatchObject({
      evaluation: { value: null, warnings: [expect.objectContaining({ from: 0 })] },
    });
  });

  it('cannot end in a function, which no variable can hold', async () => {
    const outcome = await call(decision('made', 'function(a) a'), 'made');
    expect(outcome).toMatchObject({ type: 'failed', code: 'decisionFailed' });
  });

  it('cannot be one that its model does not have', async () => {
    const outcome = await call(decision('one', '1'), 'another');
    expect(outcome).toMatchObject({
      type: 'failed',
      code: 'decisionFailed',
      details: { decisionId: 'another' },
    });
  });

  it('leaves a record of bounded size, and its whole result', async () => {
    const long = 'for i in 1..60000 return i';
    const outcome = await call(decision('long', long), 'long', { amount: 'y'.repeat(300_000) });

    if (outcome.type !== 'evaluated') throw new TypeError('Expected a result');
    const { value, decisions } = outcome.evaluation;
    expect(value).toHaveLength(60_000);
    expect(JSON.stringify(decisions).length).toBeLessThan(10_000);
    expect(decisions[0]?.value).toContain('characters');
  });
});

describe('what a process can call', () => {
  it('are decisions and decision services, each with the tag of its version', async () => {
    const tagged =
      '<extensionElements><other:versionTag value="no"/><own:versionTag value="autumn"/></extensionElements>';
    const foreign = '<extensionElements><other:versionTag value="no"/></extensionElements>';
    const service =
      '<decisionService id="both" name="Both"><outputDecision href="#one"/><outputDecision href="#two"/></decisionService>';
    const model = await compile(
      decision('one', '1', tagged) + decision('two', '2', foreign) + service,
    );

    expect(listCallable(model)).toEqual([
      { decisionId: 'one', name: 'one', versionTag: 'autumn' },
      { decisionId: 'two', name: 'two' },
      { decisionId: 'both', name: 'Both' },
    ]);
  });
});
