import { problemsOf } from '../../support/compile-one.js';
import { buildProcess, type ScopeBuilder } from '../../support/process-builder.js';

async function errorsOf(content: (p: ScopeBuilder) => void): Promise<string[]> {
  const problems = await problemsOf(buildProcess('p', content));
  return problems.filter((problem) => problem.startsWith('error'));
}

const timer = { timer: { duration: 'PT1H' } };

describe('the rules of sequence flows', () => {
  it('demand an end event on a level with a start event', async () => {
    expect(await errorsOf((p) => p.start('s').task('a').flow('s', 'a'))).toEqual([
      'error endEventMissing s',
    ]);
  });

  it('demand a start event on a level with an end event', async () => {
    expect(await errorsOf((p) => p.task('a').end('e').flow('a', 'e'))).toEqual([
      'error startEventMissing e',
    ]);
  });

  it('leave a level alone that has neither', async () => {
    expect(await errorsOf((p) => p.task('a').task('b').flow('a', 'b'))).toEqual([]);
  });

  it('look at each level by itself', async () => {
    const errors = await errorsOf((p) =>
      p
        .start('s')
        .subProcess('sub', (q) => q.start('t').task('a').flow('t', 'a'))
        .end('e')
        .flow('s', 'sub', 'e'),
    );
    expect(errors).toEqual(['error endEventMissing t']);
  });

  it('lead a flow to everything but start events where there is one', async () => {
    const errors = await errorsOf((p) =>
      p.start('s').task('lost').end('e').end('f').flow('s', 'e').flow('lost', 'e'),
    );
    expect(errors).toEqual(['error incomingMissing lost', 'error incomingMissing f']);
  });

  it('lead a flow out of everything but end events where there is one', async () => {
    const errors = await errorsOf((p) =>
      p.start('s').task('a').end('e').flow('s', 'a').flow('s', 'e'),
    );
    expect(errors).toEqual(['error outgoingMissing a']);
  });

  it('lead a flow to and from intermediate events, with or without start and end events', async () => {
    expect(await errorsOf((p) => p.catch('c', timer))).toEqual([
      'error incomingMissing c',
      'error outgoingMissing c',
    ]);
  });

  it('lead a flow out of a start event and of a boundary event', async () => {
    const errors = await errorsOf((p) =>
      p.start('s').start('t').user('a').boundary('b', 'a', timer).end('e').flow('s', 'a', 'e'),
    );
    expect(errors).toEqual(['error outgoingMissing t', 'error outgoingMissing b']);
  });

  it('ask a gateway to merge or to split', async () => {
    const errors = await errorsOf((p) =>
      p
        .start('s')
        .exclusive('idle')
        .parallel('split')
        .task('a')
        .task('b')
        .end('e')
        .flow('s', 'idle', 'split', 'a', 'e')
        .flow('split', 'b', 'e'),
    );
    expect(errors).toEqual(['error gatewayNeitherMergesNorSplits idle']);
  });

  it('want another way beside a conditional flow out of an activity', async () => {
    const condition = 'x > 1';
    const errors = await errorsOf((p) =>
      p
        .start('s')
        .task('a')
        .task('b')
        .end('e')
        .end('f')
        .flow('s', 'a')
        .flowIf('a', 'b', { id: 'alone', condition })
        .flowIf('b', 'e', { id: 'one', condition })
        .flow('b', 'f'),
    );
    expect(errors).toEqual(['error conditionalFlowAlone alone']);
  });

  it('want no condition on the flow out of an event', async () => {
    const errors = await errorsOf((p) =>
      p.start('s').end('e').flowIf('s', 'e', { id: 'never', condition: 'false' }),
    );
    expect(errors).toEqual(['error conditionAtEvent never']);
  });
});
