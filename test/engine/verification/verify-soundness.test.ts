import {
  describeFinding,
  findSoundnessProblems,
  verifySoundness,
} from '../../../engine/verification/index.js';
import { compileOne } from '../../support/compile-one.js';
import { showsFinding } from '../../support/play-counterexample.js';
import { buildProcess, type ScopeBuilder } from '../../support/process-builder.js';

type Content = (scope: ScopeBuilder) => unknown;

const compile = (content: Content) => compileOne(buildProcess('main', content));

/** The verdict, and `kind element…` of all findings. */
async function told(content: Content): Promise<readonly string[]> {
  const { verdict, findings } = verifySoundness(await compile(content));
  return [verdict, ...findings.map(({ kind, elementIds }) => `${kind} ${elementIds.join(' ')}`)];
}

/** Two ways from a gateway that come together again. */
const between =
  (split: 'exclusive' | 'parallel' | 'inclusive', join: typeof split): Content =>
  (p) =>
    p[split]('split', split === 'exclusive' ? { default: 'split-to-b' } : {})
      [join]('join')
      .start('s')
      .user('a')
      .user('b')
      .end('e')
      .flow('s', 'split')
      .flowIf('split', 'a', split === 'parallel' ? {} : { condition: '=choice' })
      .flowIf('split', 'b', split === 'inclusive' ? { condition: '=choice' } : {})
      .flow('a', 'join', 'e')
      .flow('b', 'join');

describe('the soundness of a process', () => {
  it.each([
    ['exclusive', 'exclusive', ['sound']],
    ['parallel', 'parallel', ['sound']],
    ['inclusive', 'inclusive', ['sound']],
    ['exclusive', 'inclusive', ['sound']],
    ['parallel', 'inclusive', ['sound']],
    ['exclusive', 'parallel', ['unsound', 'deadlock join', 'deadElement e']],
    ['inclusive', 'parallel', ['unsound', 'deadlock join']],
    ['parallel', 'exclusive', ['unsound', 'lackOfSynchronization join']],
    ['inclusive', 'exclusive', ['unsound', 'lackOfSynchronization join']],
  ] as const)('judges an %s split with an %s join', async (split, join, expected) => {
    expect(await told(between(split, join))).toEqual(expected);
  });

  it('finds an activity that two branches lead to, and none in an end event that they do', async () => {
    const toTask = await told((p) =>
      p
        .start('s')
        .parallel('f')
        .user('a')
        .user('b')
        .user('c')
        .end('e')
        .flow('s', 'f', 'a', 'c', 'e')
        .flow('f', 'b', 'c'),
    );
    const toEnd = await told((p) =>
      p
        .start('s')
        .parallel('f')
        .user('a')
        .user('b')
        .end('e')
        .flow('s', 'f', 'a', 'e')
        .flow('f', 'b', 'e'),
    );
    expect([toTask, toEnd]).toEqual([['unsound', 'lackOfSynchronization c'], ['sound']]);
  });

  it('finds tokens that become more and more, with a run that repeats itself', async () => {
    // given
    const program = await compile((p) =>
      p
        .start('s')
        .exclusive('m')
        .parallel('f')
        .user('a')
        .user('b')
        .end('e')
        .flow('s', 'm', 'f', 'a', 'm')
        .flow('f', 'b', 'e'),
    );

    // when
    const { findings } = verifySoundness(program);

    // then
    expect(findings.map(({ kind }) => kind)).toEqual(['lackOfSynchronization', 'unboundedTokens']);
    const [, growth] = findings;
    expect(growth).toMatchObject({
      elementIds: ['b'],
      counterexample: [
        { do: 'start', startEvent: 's' },
        { do: 'completeTask', element: 'a' },
      ],
      repeatedSteps: 1,
    });
    expect(growth !== undefined && showsFinding(program, growth)).toBe(true);
  });

  it('finds a way round that never leads to the end', async () => {
    const content: Content = (p) =>
      p
        .start('s')
        .exclusive('which', { default: 'which-to-m' })
        .exclusive('m')
        .user('a')
        .user('b')
        .end('e')
        .flow('s', 'which', 'm', 'a', 'b', 'm')
        .flowIf('which', 'e', { condition: '=choice' });
    const program = await compile(content);
    const { findings } = verifySoundness(program);
    expect(findings).toMatchObject([
      { kind: 'deadlock', variant: 'endless', elementIds: ['a', 'b'] },
    ]);
    expect(findings.every((finding) => showsFinding(program, finding))).toBe(true);
  });

  it('finds what no run comes to', async () => {
    const caught: Content = (p) =>
      p
        .start('s')
        .subProcess('sub', (q) => q.start('s2').user('a').end('e2').flow('s2', 'a', 'e2'))
        .boundary('wrong', 'sub', { error: 'wrong' })
        .end('e')
        .end('mended')
        .flow('s', 'sub', 'e')
        .flow('wrong', 'mended');
    expect(await told(caught)).toEqual(['unsound', 'deadElement wrong', 'deadElement mended']);
  });

  it('lets terminate end what is under way, and finds an error that nothing catches', async () => {
    const ending =
      (end: { isTerminate: true } | { error: string }): Content =>
      (p) =>
        p
          .start('s')
          .parallel('f')
          .user('a')
          .user('b')
          .end('stop', end)
          .end('e')
          .flow('s', 'f', 'a', 'stop')
          .flow('f', 'b', 'e');
    expect(await told(ending({ isTerminate: true }))).toEqual(['sound']);
    expect(await told(ending({ error: 'wrong' }))).toEqual(['unsound', 'improperCompletion stop']);
  });

  it('judges a scope by itself, though an event on its border would help it out', async () => {
    // given
    const inner: Content = (q) =>
      q
        .start('s2')
        .exclusive('x', { default: 'x-to-j' })
        .user('a')
        .parallel('j')
        .end('e2')
        .flow('s2', 'x', 'j', 'e2')
        .flowIf('x', 'a', { condition: '=choice' })
        .flow('a', 'j');
    const program = await compile((p) =>
      p
        .start('s')
        .subProcess('sub', inner)
        .boundary('late', 'sub', { timer: { duration: 'P1D' } })
        .end('done')
        .end('given-up')
        .flow('s', 'sub', 'done')
        .flow('late', 'given-up'),
    );

    // then
    const { findings } = verifySoundness(program);
    expect(findings.map(({ kind, scopeId }) => `${kind} ${scopeId}`)).toContain('deadlock sub');
  });

  it('takes what an event begins beside its activity for a run of its own', async () => {
    const reminded: Content = (p) =>
      p
        .start('s')
        .user('work')
        .boundary('remind', 'work', { timer: { cycle: 'R/P1D' }, isInterrupting: false })
        .user('nag')
        .end('nagged')
        .end('e')
        .flow('s', 'work', 'e')
        .flow('remind', 'nag', 'nagged');
    const joined: Content = (p) =>
      p
        .start('s')
        .user('work')
        .boundary('remind', 'work', { timer: { cycle: 'R/P1D' }, isInterrupting: false })
        .exclusive('m')
        .user('after')
        .end('e')
        .flow('s', 'work', 'm', 'after', 'e')
        .flow('remind', 'm');
    expect(await told(reminded)).toEqual(['sound']);
    expect(await told(joined)).toContain('lackOfSynchronization m');
  });

  it('sees two tokens in one end event though the same step ends the process', async () => {
    const content: Content = (p) =>
      p
        .start('s')
        .parallel('f')
        .exclusive('m')
        .parallel('g')
        .end('e')
        .throw('t')
        .end('stop', { isTerminate: true })
        .flow('s', 'f', 'm', 'g', 'e')
        .flowIf('f', 'm', { id: 'f-and-m' })
        .flow('g', 't', 'stop');
    expect(await told(content)).toEqual(['unsound', 'lackOfSynchronization m']);
  });

  it('asks joins in the order in which tokens came to them', async () => {
    const content: Content = (p) =>
      p
        .start('s')
        .parallel('f')
        .inclusive('j')
        .inclusive('late')
        .end('stop', { isTerminate: true })
        .end('e')
        .flow('s', 'f', 'j', 'stop')
        .flowIf('f', 'j', { id: 'f-and-j' })
        .flow('f', 'late', 'e')
        .flowIf('f', 'late', { id: 'f-and-late' });
    expect(await told(content)).toEqual(['unsound', 'deadElement late', 'deadElement e']);
  });

  it('tells gateways apart that lead to the same task in one step', async () => {
    const content: Content = (p) =>
      p
        .start('s')
        .inclusive('i', { default: 'i-to-k' })
        .inclusive('k')
        .user('a')
        .end('e')
        .end('stop', { isTerminate: true })
        .end('e2')
        .flow('s', 'i', 'k')
        .flowIf('i', 'a', { condition: '=choice' })
        .flowIf('i', 'e2', { condition: '=choice' })
        .flowIf('k', 'a', { condition: '=choice' })
        .flowIf('k', 'stop', { condition: '=choice' })
        .flow('a', 'e');
    expect(await told(content)).toEqual(['sound']);
  });

  it.each([
    ['waits for ever', {}, ['unsound', 'deadlock j', 'deadElement e2']],
    ['is ended', { isTerminate: true }, ['unsound', 'deadElement j', 'deadElement e2']],
  ])('knows that a run of its own %s with the rest', async (_how, end, expected) => {
    const content: Content = (p) =>
      p
        .start('s')
        .user('work')
        .boundary('remind', 'work', { message: { name: 'm' }, isInterrupting: false })
        .exclusive('x', { default: 'x-to-b' })
        .user('a')
        .user('b')
        .parallel('j')
        .end('e', end)
        .end('e2')
        .flow('s', 'work', 'e')
        .flow('remind', 'x', 'b', 'j', 'e2')
        .flowIf('x', 'a', { condition: '=choice' })
        .flow('a', 'j');
    expect(await told(content)).toEqual(expected);
  });

  it('leaves undecided what a single step can do in too many ways', async () => {
    const splits = Array.from({ length: 14 }, (_, at) => `x${at}`);
    const content: Content = (p) => {
      p.start('s').parallel('f').parallel('j').user('stopping').end('e');
      p.end('stop', { isTerminate: true }).flow('s', 'f', 'stopping', 'stop').flow('j', 'e');
      for (const split of splits) {
        const [one, two, merge] = [`${split}-one`, `${split}-two`, `${split}-merge`];
        p.exclusive(split, { default: `${split}-to-${one}` })
          .user(one)
          .user(two)
          .exclusive(merge);
        p.flow('f', split, one, merge, 'j').flow(two, merge);
        p.flowIf(split, two, { condition: '=choice' });
      }
    };
    expect(await told(content)).toEqual(['undecided']);
  });

  it('decides a hundred parallel tasks by reduction', async () => {
    // given
    const branches = Array.from({ length: 10 }, (_, branch) =>
      Array.from({ length: 10 }, (_each, task) => `t${branch}-${task}`),
    );
    const program = await compile((p) => {
      p.start('s').parallel('f').parallel('j').end('e').flow('s', 'f').flow('j', 'e');
      for (const branch of branches) {
        for (const task of branch) p.user(task);
        p.flow('f', ...branch, 'j');
      }
    });

    // then
    expect(verifySoundness(program)).toMatchObject({ verdict: 'sound', method: 'reduction' });
    expect(verifySoundness(program, { maxStates: 1 })).toMatchObject({ verdict: 'undecided' });
  });

  it('tells a problem for each finding, with a text that names the element', async () => {
    // given
    const program = await compile(between('parallel', 'exclusive'));

    // when
    const problems = findSoundnessProblems(program);

    // then
    const { findings } = verifySoundness(program);
    const message = findings.map((finding) => describeFinding(program, finding)).join();
    expect(problems).toEqual([
      {
        elementId: 'join',
        rule: 'lackOfSynchronization',
        severity: 'warning',
        message,
        params: { variant: 'merge', elementIds: ['join'] },
      },
    ]);
    expect(message).toContain("'join'");
  });

  it('is warned of only as far as somebody wants to wait', async () => {
    const program = await compile(between('exclusive', 'parallel'));

    expect(findSoundnessProblems(program, [], { maxStates: 1 })).toEqual([]);
    expect(findSoundnessProblems(program).map(({ rule }) => rule)).toEqual([
      'deadlock',
      'deadElement',
    ]);
  });

  it('takes firings into account where there are many for each state', async () => {
    // given
    const branches = Array.from({ length: 20 }, (_item, index) => `t${index}`);
    const program = await compile((p) => {
      p.start('s').parallel('f').parallel('j').end('e').flow('s', 'f').flow('j', 'e');
      for (const id of branches) {
        p.user(id)
          .boundary(`${id}-late`, id, { timer: { duration: 'PT1H' } })
          .end(`${id}-end`);
        p.flow('f', id, 'j').flow(`${id}-late`, `${id}-end`);
      }
    });

    // when
    const { statesVisited, verdict } = verifySoundness(program, { maxStates: 1_000 });

    // then
    expect(verdict).toBe('undecided');
    expect(statesVisited).toBeLessThan(400);
  });
});
