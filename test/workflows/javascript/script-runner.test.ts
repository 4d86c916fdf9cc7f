import { createScriptRunner } from '../../../workflows/javascript/script-runner.js';

describe('the thread for scripts', () => {
  it('runs scripts one after another', async () => {
    // given
    const runner = createScriptRunner();

    // when
    const outcomes = await Promise.all(
      [1, 2, 3].map((n) => runner.run({ script: 'n * 2', variables: { n } })),
    );

    // then
    expect(outcomes).toEqual([2, 4, 6].map((value) => ({ type: 'completed', value })));
  });

  it('ends with a script that nothing else can stop, and is there again for the next', async () => {
    // given
    const runner = createScriptRunner(1_000);
    const endless = "'a'.repeat(6e6).indexOf('a'.repeat(2e5) + 'b')";

    // when
    const outcomes = await Promise.all(
      [endless, '1 + 1'].map((script) => runner.run({ script, variables: {} })),
    );

    // then
    expect(outcomes).toEqual([
      { type: 'failed', message: 'Expected the script to end within 1000 ms but it did not' },
      { type: 'completed', value: 2 },
    ]);
  });

  it('tells a failure and a BPMN error as what they are', async () => {
    // given
    const runner = createScriptRunner();
    const scripts = ['missing', "throw new BpmnError('odd', 'Odd')"];

    // when
    const outcomes = await Promise.all(
      scripts.map((script) => runner.run({ script, variables: {} })),
    );

    // then
    expect(outcomes).toEqual([
      expect.objectContaining({ type: 'failed' }),
      { type: 'error', errorCode: 'odd', message: 'Odd', variables: {} },
    ]);
  });
});
