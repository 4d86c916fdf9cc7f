import {
  createInstance,
  type DecisionEvaluated,
  type EvaluateDecision,
  type Input,
  listDecisionCalls,
  step,
} from '../../engine/index.js';
import { compileBpmn } from '../../engine/parser/index.js';

const actor = { type: 'user', id: 'tester' } as const;

const model = (called: string): string => `<?xml version="1.0"?>
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:lemniscate="urn:lemniscate:bpmn:1" id="d" targetNamespace="t">
  <process id="main" isExecutable="true">
    <startEvent id="begin" />
    <businessRuleTask id="decide"><extensionElements><lemniscate:calledDecision resultVariable="rate" ${called} /></extensionElements></businessRuleTask>
    <endEvent id="done" />
    <sequenceFlow id="a" sourceRef="begin" targetRef="decide" />
    <sequenceFlow id="b" sourceRef="decide" targetRef="done" />
  </process>
</definitions>`;

async function begin(called: string) {
  const { programs } = await compileBpmn(model(called));
  const [program] = programs;
  if (program === undefined) throw new TypeError('Expected a program');
  let state = createInstance(program);
  const apply = (input: Input) => {
    const result = step(program, state, input);
    state = result.state;
    return result;
  };
  const started = apply({
    ...{ type: 'instanceStarted', instanceId: 'i', at: 5_000, zone: 'Asia/Tokyo', actor },
    variables: { kind: 'disk' },
  });
  const asked = started.commands.find(({ type }) => type === 'evaluateDecision');
  if (asked === undefined) throw new TypeError('Expected a command');
  return { program, apply, asked: asked as EvaluateDecision };
}

const answer = (evaluationId: string, value: number | null): DecisionEvaluated => ({
  ...{ type: 'decisionEvaluated', at: 6_000, evaluationId },
  decision: { decisionId: 'rates', name: 'Rates', version: 2 },
  evaluation: { value, warnings: [], decisions: [] },
});

describe('a business rule task that calls a decision', () => {
  it('asks with what it sees, at the time and in the zone of the instance', async () => {
    const { asked, program } = await begin(
      'decisionId="rates" binding="versionTag" versionTag="autumn"',
    );
    expect(asked).toMatchObject({
      ...{ elementId: 'decide', decisionId: 'rates', binding: 'versionTag', versionTag: 'autumn' },
      ...{ now: 5_000, zone: 'Asia/Tokyo', variables: { kind: 'disk' } },
    });
    expect(listDecisionCalls(program)).toEqual([{ elementId: 'decide', decisionId: 'rates' }]);
  });

  it('keeps an answer that comes while it is suspended', async () => {
    // given
    const { apply, asked } = await begin('decisionId="rates"');
    apply({ type: 'instanceSuspended', at: 5_500, actor });

    // when
    const kept = apply(answer(asked.evaluationId, 7));
    const resumed = apply({ type: 'instanceResumed', at: 7_000, actor });

    // then
    expect(kept.trace).toMatchObject([{ type: 'inputDeferred', input: 'decisionEvaluated' }]);
    expect(resumed.state.status).toBe('ended');
    expect(resumed.trace.map(({ type }) => type)).toContain('decisionEvaluated');
  });

  it('takes one answer, and none that it did not ask for', async () => {
    // given
    const { apply, asked } = await begin('decisionId="rates"');

    // when
    const strange = apply(answer('another', 1));
    const taken = apply(answer(asked.evaluationId, 7));
    const again = apply(answer(asked.evaluationId, 8));

    // then
    expect(strange).toMatchObject({ commands: [], trace: [] });
    expect(taken.trace.at(-1)).toMatchObject({ variables: { kind: 'disk', rate: 7 } });
    expect(again.refusal?.code ?? 'dropped').toMatch(/instanceEnded|dropped/);
    expect(again.trace).toEqual([]);
  });

  it('says in an incident why there is no result, where null is none', async () => {
    // given
    const { apply, asked } = await begin('decisionId="rates" onNull="incident"');
    const place = { expression: 'kind * 2', from: 0, to: 8 };
    const warning = { code: 'typeMismatch', message: 'Expected two numbers', ...place } as const;
    const { evaluation, ...rest } = answer(asked.evaluationId, null);

    // when
    const { trace } = apply({ ...rest, evaluation: { ...evaluation, warnings: [warning] } });

    // then
    expect(trace.at(-1)).toMatchObject({
      type: 'incidentRaised',
      incident: {
        code: 'decisionFailed',
        message: expect.stringContaining('Expected two numbers') as string,
        details: { decisionId: 'rates', ...place },
      },
    });
  });
});
