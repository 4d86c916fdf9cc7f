import {
  createScriptsInThread,
  type ScriptsInThread,
} from '../../../server/cli/headless/scripts-in-thread.js';

let scripts: ScriptsInThread;

afterEach(() => {
  scripts.close();
});

describe('the thread for scripts of the command line', () => {
  it('gives each script its outcome at once', () => {
    // given
    scripts = createScriptsInThread();

    // when
    const outcomes = [1, 2].map((n) => scripts.run({ script: 'n * 2', variables: { n } }));

    // then
    expect(outcomes).toEqual([2, 4].map((value) => ({ type: 'completed', value })));
  });

  it('ends with a script that nothing else can stop, and is there again for the next', () => {
    // given
    scripts = createScriptsInThread(500);
    const endless = "'a'.repeat(6e6).indexOf('a'.repeat(2e5) + 'b')";

    // when
    const outcomes = [endless, '1 + 1'].map((script) => scripts.run({ script, variables: {} }));

    // then
    expect(outcomes).toEqual([
      { type: 'failed', message: 'Expected the script to end within 500 ms but it did not' },
      { type: 'completed', value: 2 },
    ]);
  });

  it('goes on in a new thread after a script that has broken the interpreter', () => {
    // given
    scripts = createScriptsInThread(5_000, { stackBytes: 0 });

    // when
    const outcomes = ['const f = () => f(); f()', '1 + 1'].map((script) =>
      scripts.run({ script, variables: {} }),
    );

    // then
    expect(outcomes).toEqual([
      { type: 'failed', message: expect.stringContaining('broke its interpreter') as string },
      { type: 'completed', value: 2 },
    ]);
  });
});
