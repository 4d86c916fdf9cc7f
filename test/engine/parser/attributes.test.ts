import { compileBpmn } from '../../../engine/parser/index.js';
import { compileOne, problemsOf } from '../../support/compile-one.js';
import { buildProcess, type ScopeBuilder } from '../../support/process-builder.js';

function check(content: (p: ScopeBuilder) => void): Promise<string[]> {
  return problemsOf(buildProcess('p', (p) => content(p.start('s').end('e'))));
}

describe('the compiler', () => {
  it('tells where FEEL is wrong, at every place it stands, all at once', async () => {
    // given
    const xml = buildProcess('p', (p) =>
      p
        .start('s')
        .script('sc', '1 +', { result: 'x' })
        .service('sv', { inputs: { x: '=[1' } })
        .exclusive('x', { default: 'x-to-e' })
        .end('e')
        .flow('s', 'sc', 'sv', 'x', 'e')
        .flowIf('x', 'sc', { id: 'back', condition: 'a >' }),
    );

    // when
    const { programs, problems } = await compileBpmn(xml);

    // then
    expect(programs).toEqual([]);
    expect(problems.map(({ rule, elementId }) => `${rule} ${elementId}`)).toEqual([
      'feelSyntax sc',
      'feelSyntax sv',
      'feelSyntax back',
    ]);
    expect(problems[0]?.params).toMatchObject({ place: 'script', expression: '1 +', from: 3 });
    expect(problems[0]?.message).toContain('at position');
  });

  it('warns of a user task that nobody is offered', async () => {
    const problems = await check((p) => p.user('a', { assignment: {} }).flow('s', 'a', 'e'));
    expect(problems).toEqual(['warning assignmentMissing a']);
  });

  it('checks a constant priority', async () => {
    const problems = await check((p) =>
      p.user('a', { schedule: { priority: '101' } }).flow('s', 'a', 'e'),
    );
    expect(problems).toEqual(['error priorityInvalid a']);
  });

  it('wants a job with a type, attempts and durations', async () => {
    const problems = await check((p) =>
      p
        .service('a', { job: { taskQueue: 'q' } })
        .send('b', { job: { type: 't', retries: '0', retryBackoff: 'soon', timeout: 'P1M' } })
        .flow('s', 'a', 'b', 'e'),
    );
    expect(problems).toEqual([
      'warning jobTypeMissing a',
      'error retriesInvalid b',
      'error durationInvalid b',
      'error durationInvalid b',
    ]);
  });

  it('wants an external worker without a task queue, and no other kind of worker', async () => {
    const problems = await check((p) =>
      p
        .service('a', { job: { type: 't', worker: 'elsewhere' } })
        .send('b', { job: { type: 't', worker: 'external', taskQueue: 'q' } })
        .service('c', { job: { type: 't', worker: 'external' } })
        .flow('s', 'a', 'b', 'c', 'e'),
    );
    expect(problems).toEqual(['error jobWorkerInvalid a', 'error jobWorkerInvalid b']);
  });

  it('wants scripts in FEEL or JavaScript', async () => {
    const problems = await check((p) =>
      p
        .element('scriptTask', 'a', { scriptFormat: 'python' })
        .element('scriptTask', 'b')
        .flow('s', 'a', 'b', 'e'),
    );
    expect(problems).toEqual(['error scriptFormatUnsupported a', 'warning scriptMissing b']);
  });

  it('wants to know what is called and which version', async () => {
    const problems = await check((p) =>
      p
        .element('callActivity', 'a')
        .call('b', 'other', { call: { binding: 'versionTag' } })
        .call('c', 'other', { call: { binding: 'newest' } })
        .flow('s', 'a', 'b', 'c', 'e'),
    );
    expect(problems).toEqual([
      'error calledElementMissing a',
      'error callBindingInvalid b',
      'error callBindingInvalid c',
    ]);
  });

  it('wants names of messages and codes of what is thrown', async () => {
    const definition = (type: string, id: string, event: string) =>
      `<bpmn:${type} id="${id}"><bpmn:${event}EventDefinition/></bpmn:${type}>`;
    const xml = buildProcess('p', (p) => p.start('s').end('e').flow('s', 'e')).replace(
      '</bpmn:process>',
      [
        definition('intermediateCatchEvent', 'm', 'message'),
        definition('intermediateCatchEvent', 'g', 'signal'),
        definition('endEvent', 'er', 'error'),
        definition('intermediateThrowEvent', 'es', 'escalation'),
        '</bpmn:process>',
      ].join(''),
    );
    const problems = await problemsOf(xml);
    expect(problems.filter((problem) => /error (event|code)/.test(problem))).toEqual([
      'error eventReferenceMissing m',
      'error eventReferenceMissing g',
      'error codeMissing er',
      'error codeMissing es',
    ]);
  });

  it.each([
    [{ duration: 'P1Q' }],
    [{ duration: 'PT' }],
    [{ date: '2026-13-01T00:00:00' }],
    [{ cycle: 'R3/tomorrow' }],
    [{ cycle: 'R0/PT1H' }],
    [{ cycle: 'R/PT0.5S' }],
  ])('refuses the timer %j', async (timer) => {
    const problems = await check((p) => p.catch('c', { timer }).flow('s', 'c', 'e'));
    expect(problems).toEqual(['error timerInvalid c']);
  });

  it.each([
    [{ duration: 'PT4H' }],
    [{ duration: 'P1M' }],
    [{ duration: 'duration("PT1H") * factor' }],
    [{ duration: '=wait' }],
    [{ date: '2026-12-01T09:00:00' }],
    [{ date: '2026-12-01' }],
    [{ cycle: 'R3/PT1H' }],
    [{ cycle: 'R/2026-01-31T08:00:00/P1M' }],
  ])('accepts the timer %j', async (timer) => {
    expect(await check((p) => p.catch('c', { timer }).flow('s', 'c', 'e'))).toEqual([]);
  });

  it('checks clocks, what pauses them and what commands them', async () => {
    const problems = await check((p) =>
      p
        .user('a', {
          clocks: [
            {
              id: 'c1',
              target: 'P1M',
              thresholds: [{ kind: 'late', share: '0' }],
              pauses: [{ element: 'elsewhere' }],
            },
          ],
          clockCommands: [{ clock: 'c2', command: 'stop' }],
        })
        .flow('s', 'a', 'e'),
    );
    expect(problems).toEqual(new Array(5).fill('error clockInvalid a'));
  });

  it.each([
    ['neither target nor commitment', { calendar: 'c' }],
    ['both a target and a commitment', { commitment: 'resolution', target: 'PT1H' }],
    ['a calendar beside a commitment', { commitment: 'resolution', calendar: 'office' }],
    ['an empty commitment', { commitment: ' ' }],
    ['an empty priority', { commitment: 'resolution', priority: ' ' }],
    ['a priority without a commitment', { target: 'PT1H', priority: '1' }],
    [
      'no share to be at risk at',
      { target: 'PT1H', thresholds: [{ kind: 'atRisk', escalationCode: 'x' }] },
    ],
    [
      'a share of nothing beside a commitment',
      { commitment: 'resolution', thresholds: [{ kind: 'atRisk', share: '0' }] },
    ],
  ])('refuses a clock with %s', async (_, clock) => {
    const problems = await check((p) =>
      p.user('a', { clocks: [{ id: 'c', ...clock }] }).flow('s', 'a', 'e'),
    );
    expect(problems).toEqual(['error clockInvalid a']);
  });

  it('accepts a clock with a commitment, and leaves it to the agreement when it is at risk', async () => {
    const problems = await check((p) =>
      p
        .user('a', {
          clocks: [
            {
              id: 'c',
              commitment: '=step',
              priority: '=urgency',
              thresholds: [{ kind: 'atRisk', escalationCode: 'late' }],
            },
          ],
        })
        .flow('s', 'a', 'e'),
    );
    expect(problems).toEqual([]);
  });

  it('wants variable names as targets of mappings', async () => {
    const problems = await check((p) =>
      p.task('a', { inputs: { 'a.b': '=1' } }).flow('s', 'a', 'e'),
    );
    expect(problems).toEqual(['error mappingTargetInvalid a']);
  });

  it('lists how a process can be started and which forms it needs', async () => {
    // given
    const xml = buildProcess(
      'p',
      (p) =>
        p
          .start('byHand', { formId: 'report', name: 'By hand' })
          .start('byMessage', { message: { name: 'order' } })
          .user('a', { formId: 'work' })
          .user('b', { formId: 'work' })
          .end('e')
          .flow('byHand', 'a', 'b', 'e')
          .flow('byMessage', 'a'),
      {
        name: 'Order',
        start: { roles: 'agent, admin', businessKey: 'ORD', instanceName: '=title' },
      },
    );

    // when
    const program = await compileOne(xml);

    // then
    expect(program).toMatchObject({
      formatVersion: 1,
      processId: 'p',
      name: 'Order',
      start: {
        roles: ['agent', 'admin'],
        businessKeyPrefix: 'ORD',
        instanceName: { text: 'title' },
      },
      startEvents: [
        { elementId: 'byHand', name: 'By hand', kind: 'none', formId: 'report' },
        { elementId: 'byMessage', kind: 'message', reference: 'order' },
      ],
      formIds: ['report', 'work'],
    });
  });

  it('writes the same program, with the same hash, for the same model', async () => {
    const xml = buildProcess('p', (p) => p.start('s').user('a').end('e').flow('s', 'a', 'e'));
    const first = await compileOne(xml);
    const second = await compileOne(xml);
    const other = await compileOne(xml.replace('agent', 'manager'));
    expect(second).toEqual(first);
    expect(first.hash).toMatch(/^[0-9a-f]{64}$/);
    expect(other.hash).not.toBe(first.hash);
    expect(JSON.parse(JSON.stringify(first))).toEqual(first);
  });

  it('takes the order of flows from the element that they leave', async () => {
    // given
    const xml = buildProcess('p', (p) =>
      p
        .start('s')
        .element('exclusiveGateway', 'x', { default: 'x-to-e' })
        .end('e')
        .end('e2')
        .flow('s', 'x', 'e')
        .flowIf('x', 'e2', { condition: 'true' }),
    );
    const listed = xml.replace(
      /<bpmn:exclusiveGateway id="x"([^>]*?)\/>/,
      '<bpmn:exclusiveGateway id="x"$1><bpmn:outgoing>x-to-e2</bpmn:outgoing><bpmn:outgoing>x-to-e</bpmn:outgoing></bpmn:exclusiveGateway>',
    );

    // when
    const program = await compileOne(listed);

    // then
    const gateway = program.elements.find(({ id }) => id === 'x');
    const ids = gateway?.outgoing.map((flow) => program.flows[flow]?.id);
    expect(listed).not.toBe(xml);
    expect(ids).toEqual(['x-to-e2', 'x-to-e']);
  });
});
