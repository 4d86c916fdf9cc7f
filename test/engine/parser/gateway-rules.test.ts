import { compileBpmn } from '../../../engine/parser/index.js';
import { problemsOf } from '../../support/compile-one.js';
import { buildProcess, type ScopeBuilder } from '../../support/process-builder.js';

/** Problems of a process that consists of the given elements between a start and an end. */
function check(content: (p: ScopeBuilder) => unknown): Promise<string[]> {
  return problemsOf(buildProcess('p', (p) => void content(p.start('s').end('e'))));
}

const reply = { message: { name: 'reply' } };
const late = { timer: { duration: 'PT1H' } };

/** A gateway with a message and a timer behind it. */
function decide(p: ScopeBuilder): ScopeBuilder {
  return p
    .eventBased('g')
    .catch('m', reply)
    .catch('t', late)
    .flow('g', 'm', 'e')
    .flow('g', 't', 'e');
}

describe('the rules for event-based gateways', () => {
  it('find nothing in a gateway with events behind it', async () => {
    expect(await check((p) => decide(p).flow('s', 'g'))).toEqual([]);
  });

  it('demand two ways out', async () => {
    const problems = await check((p) =>
      p.eventBased('g').catch('m', reply).flow('s', 'g', 'm', 'e'),
    );
    expect(problems).toContain('error eventGatewayOutgoing g');
  });

  it('allow no condition behind it', async () => {
    const problems = await check((p) =>
      decide(p)
        .catch('c', { signal: 'c' })
        .flow('s', 'g')
        .flow('c', 'e')
        .flowIf('g', 'c', { id: 'if', condition: 'x' }),
    );
    expect(problems).toEqual(['error eventGatewayCondition if']);
  });

  it.each([
    ['a task', (p: ScopeBuilder) => p.user('x')],
    ['another gateway', (p: ScopeBuilder) => p.exclusive('x')],
    ['a throwing event', (p: ScopeBuilder) => p.throw('x', { signal: 'x' })],
  ])('refuse %s behind it', async (_what, add) => {
    const problems = await check((p) => add(decide(p).flow('s', 'g')).flow('g', 'x', 'e'));
    expect(problems).toContain('error eventGatewayTarget x');
  });

  it('refuse an event behind it that waits for all of several triggers', async () => {
    // given
    const xml = buildProcess('p', (p) => {
      decide(p.start('s').end('e'))
        .catch('x', { signal: 'x', ...late })
        .flow('s', 'g', 'x', 'e');
    });
    const parallel = xml.replace('id="x"', 'id="x" parallelMultiple="true"');

    // when, then
    expect(await problemsOf(xml)).toEqual([]);
    expect(await problemsOf(parallel)).toEqual(['error eventGatewayTarget x']);
  });

  it('refuse a second way to what stands behind it', async () => {
    const problems = await check((p) => decide(p).parallel('f').flow('s', 'f', 'g').flow('f', 'm'));
    expect(problems).toEqual(['error eventGatewayTargetIncoming m']);
  });

  it('refuse receive tasks beside message events', async () => {
    const problems = await check((p) => decide(p).receive('r', reply).flow('s', 'g', 'r', 'e'));
    expect(problems).toEqual(['error eventGatewayMixed g']);
  });

  it('refuse events on a receive task behind it', async () => {
    const problems = await check((p) =>
      p
        .eventBased('g')
        .receive('r', reply)
        .catch('t', late)
        .boundary('b', 'r', { signal: 'b' })
        .flow('s', 'g', 'r', 'e')
        .flow('g', 't', 'e')
        .flow('b', 'e'),
    );
    expect(problems).toEqual(['error eventGatewayBoundary r']);
  });

  it('let a receive task behind it be repeated', async () => {
    // given
    const xml = buildProcess('p', (p) =>
      p
        .start('s')
        .eventBased('g')
        .receive('r', { ...reply, name: 'Reply' })
        .catch('t', late)
        .end('e')
        .flow('s', 'g', 'r', 'e')
        .flow('g', 't', 'e'),
    );
    const repeated = xml.replace(
      /(<bpmn:receiveTask[^>]*) \/>/,
      '$1><bpmn:standardLoopCharacteristics loopMaximum="2"/></bpmn:receiveTask>',
    );

    // when, then
    expect(repeated).not.toBe(xml);
    expect(await problemsOf(repeated)).toEqual([]);
  });

  it('refuse a parallel one in the middle of a process', async () => {
    const problems = await check((p) =>
      p
        .eventBased('g', { isParallel: true })
        .catch('m', reply)
        .catch('t', late)
        .flow('s', 'g', 'm', 'e')
        .flow('g', 't', 'e'),
    );
    expect(problems).toEqual(['error eventGatewayParallel g']);
  });
});

describe('the rules for what instantiates a process', () => {
  const gateway = (p: ScopeBuilder) =>
    p
      .eventBased('g', { instantiate: true })
      .catch('m', reply)
      .catch('c', { signal: 'c' })
      .end('e')
      .flow('g', 'm', 'e')
      .flow('g', 'c', 'e');

  it('count it as a beginning', async () => {
    // given
    const xml = buildProcess('p', (p) => {
      gateway(p)
        .receive('r', { ...reply, instantiate: true })
        .flow('r', 'e');
    });

    // when
    const { programs, problems } = await compileBpmn(xml);

    // then
    expect(problems).toEqual([]);
    expect(programs[0]?.startEvents).toMatchObject([
      { elementId: 'm', kind: 'message', reference: 'reply' },
      { elementId: 'c', kind: 'signal', reference: 'c' },
      { elementId: 'r', kind: 'message', reference: 'reply' },
    ]);
  });

  it('refuse a flow into it', async () => {
    const problems = await check((p) =>
      p.receive('r', { ...reply, instantiate: true }).flow('s', 'r', 'e'),
    );
    expect(problems).toEqual(['error instantiatingIncoming r']);
  });

  it('refuse it inside a sub-process', async () => {
    const problems = await check((p) => p.subProcess('sub', gateway).flow('s', 'sub', 'e'));
    expect(problems).toContain('error instantiatingPlace g');
  });
});

describe('the rules for link events', () => {
  it('find nothing in several throwing events of one catching event', async () => {
    const problems = await check((p) =>
      p
        .parallel('f')
        .throw('a', { link: 'l' })
        .throw('b', { link: 'l' })
        .catch('c', { link: 'l' })
        .flow('s', 'f', 'a')
        .flow('f', 'b')
        .flow('c', 'e'),
    );
    expect(problems).toEqual([]);
  });

  it('demand a name', async () => {
    const problems = await check((p) => p.throw('a', { link: '' }).flow('s', 'a').flow('s', 'e'));
    expect(problems).toEqual(['error linkNameMissing a']);
  });

  it('demand a catching event in the same scope', async () => {
    const problems = await check((p) =>
      p
        .throw('a', { link: 'l' })
        .subProcess('sub', (q) =>
          q.start('qs').catch('c', { link: 'l' }).end('qe').flow('c', 'qe').flow('qs', 'qe'),
        )
        .flow('s', 'a')
        .flow('s', 'sub', 'e'),
    );
    expect(problems).toEqual([
      'error linkUnpaired a',
      'error linkUnpaired c',
      'warning elementUnreachable c',
    ]);
  });

  it('refuse two catching events of one name', async () => {
    const problems = await check((p) =>
      p
        .throw('a', { link: 'l' })
        .catch('c', { link: 'l' })
        .catch('d', { link: 'l' })
        .flow('s', 'a')
        .flow('c', 'e')
        .flow('d', 'e'),
    );
    expect(problems).toEqual(['error linkAmbiguous d']);
  });

  it('refuse flows where the link leads', async () => {
    const problems = await check((p) =>
      p.throw('a', { link: 'l' }).catch('c', { link: 'l' }).flow('s', 'a', 'e').flow('s', 'c', 'e'),
    );
    expect(problems).toEqual(['error outgoingForbidden a', 'error incomingForbidden c']);
  });
});

describe('the rule for gateway directions', () => {
  const fork = (p: ScopeBuilder, gatewayDirection: string) =>
    p
      .element('parallelGateway', 'g', { gatewayDirection })
      .flow('s', 'g', 'e')
      .flowIf('g', 'e', { id: 'other' });
  const join = (p: ScopeBuilder, gatewayDirection: string) =>
    p
      .element('inclusiveGateway', 'g', { gatewayDirection })
      .task('a')
      .flow('s', 'g', 'e')
      .flow('s', 'a', 'g');
  const both = (p: ScopeBuilder, gatewayDirection: string) =>
    join(p, gatewayDirection).flowIf('g', 'e', { id: 'other' });

  it.each([
    ['Diverging', fork],
    ['Unspecified', fork],
    ['Converging', join],
    ['Unspecified', join],
    ['Mixed', both],
  ] as const)('finds nothing in a gateway that is %s', async (direction, shape) => {
    expect(await check((p) => shape(p, direction))).toEqual([]);
  });

  it.each([
    ['Converging', fork],
    ['Mixed', fork],
    ['Diverging', join],
    ['Mixed', join],
    ['Converging', both],
    ['Diverging', both],
  ] as const)('refuses a gateway whose flows are not %s', async (direction, shape) => {
    expect(await check((p) => shape(p, direction))).toEqual(['error gatewayDirection g']);
  });
});

describe('the rules for complex gateways', () => {
  const fork = (p: ScopeBuilder, activation?: string) =>
    p
      .task('a')
      .complex('g', activation === undefined ? {} : { activation })
      .flow('s', 'g')
      .flow('s', 'a', 'g');

  it('find nothing in one that says when it sends', async () => {
    const problems = await check((p) =>
      fork(p, 'activationCount = 1').flowIf('g', 'e', { condition: 'waitingForStart' }),
    );
    expect(problems).toEqual([]);
  });

  it('warn of a missing activation condition', async () => {
    const problems = await check((p) => fork(p).flowIf('g', 'e', { condition: 'waitingForStart' }));
    expect(problems).toEqual(['warning activationConditionMissing g']);
  });

  it('warn of a flow that gets a token in both phases', async () => {
    const problems = await check((p) => fork(p, 'activationCount = 1').flow('g', 'e'));
    expect(problems).toEqual(['warning complexFlowTakenTwice g-to-e']);
  });

  it('refuse an activation condition that is no FEEL', async () => {
    const problems = await check((p) =>
      fork(p, 'activationCount >=').flowIf('g', 'e', { condition: 'waitingForStart' }),
    );
    expect(problems).toContain('error feelSyntax g');
  });
});
