import { compileBpmn } from '../../../engine/parser/index.js';
import { problemsOf } from '../../support/compile-one.js';
import {
  buildDefinitions,
  buildProcess,
  type ScopeBuilder,
} from '../../support/process-builder.js';

/** Problems of a process that consists of the given elements between a start and an end. */
function check(content: (p: ScopeBuilder) => void): Promise<string[]> {
  return problemsOf(buildProcess('p', (p) => content(p.start('s').end('e'))));
}

describe('the rules of the compiler', () => {
  it('find nothing in a sound model', async () => {
    expect(await check((p) => p.user('a').flow('s', 'a', 'e'))).toEqual([]);
  });

  it('warn of a model that only draws its processes', async () => {
    const xml = buildDefinitions()
      .process('p', (p) => p.start('s').end('e').flow('s', 'e'), { isExecutable: false })
      .toXml();
    expect(await problemsOf(xml)).toEqual(['warning noExecutableProcess']);
  });

  // Parts of BPMN that are no process execution: these stay refused.
  it.each(['choreographyTask', 'subChoreography', 'callChoreography'])(
    'refuse a %s by its id and name',
    async (type) => {
      // given
      const xml = buildProcess('p', (p) =>
        p.start('s').element(type, 'odd', { name: 'Odd one' }).end('e').flow('s', 'odd', 'e'),
      );

      // when
      const { programs, problems } = await compileBpmn(xml);

      // then
      expect(programs).toEqual([]);
      expect(problems).toContainEqual(
        expect.objectContaining({
          rule: 'elementUnsupported',
          severity: 'error',
          elementId: 'odd',
          elementName: 'Odd one',
          params: { kind: type },
        }),
      );
    },
  );

  it('refuse events at places where they are not executed', async () => {
    const problems = await check((p) =>
      p
        .catch('c', { error: 'E' })
        .throw('t', { timer: { duration: 'PT1H' } })
        .flow('s', 'c', 't', 'e'),
    );
    expect(problems).toEqual(['error eventUnsupported c', 'error eventUnsupported t']);
  });

  it('refuse a catching event without a definition', async () => {
    const problems = await check((p) => p.catch('c', {}).flow('s', 'c', 'e'));
    expect(problems).toEqual(['error eventUnsupported c']);
  });

  it('refuse each definition of an event that must not stand at its place', async () => {
    const problems = await check((p) =>
      p.catch('c', { signal: 'x', error: 'E', isTerminate: true }).flow('s', 'c', 'e'),
    );
    expect(problems).toEqual(['error eventUnsupported c', 'error eventUnsupported c']);
  });

  it('refuse an error among what must all occur', async () => {
    // given
    const xml = buildProcess('p', (p) =>
      p
        .start('s')
        .user('a')
        .boundary('b', 'a', { error: 'E', signal: 'x' })
        .end('e')
        .flow('s', 'a', 'e')
        .flow('b', 'e'),
    );

    // when
    const problems = await problemsOf(
      xml.replace('<bpmn:boundaryEvent', '$& parallelMultiple="true"'),
    );

    // then
    expect(problems).toEqual(['error parallelDefinitionInvalid b']);
  });

  it('demand that error events interrupt', async () => {
    const problems = await check((p) =>
      p
        .user('a')
        .boundary('b', 'a', { error: 'E', isInterrupting: false })
        .flow('s', 'a', 'e')
        .flow('b', 'e'),
    );
    expect(problems).toEqual(['error errorMustInterrupt b']);
  });

  it('demand a clear beginning of each scope', async () => {
    const xml = buildProcess('p', (p) =>
      p
        .start('s')
        .start('s2')
        .subProcess('sub', (q) => q.start('s3').start('s4').end('e1'))
        .eventSubProcess('esp', (q) => q.end('e2'))
        .flow('s', 'sub'),
    );
    const problems = await problemsOf(xml);
    expect(problems.filter((problem) => /startEvent(Count|Several)/.test(problem))).toEqual([
      'warning startEventSeveral s2',
      'error startEventCount sub',
      'error startEventCount esp',
    ]);
  });

  it('demand a host for a boundary event', async () => {
    const problems = await check((p) =>
      p
        .exclusive('g')
        .boundary('b', 'g', { timer: { duration: 'PT1H' } })
        .flow('s', 'g', 'e')
        .flowIf('g', 'e', { id: 'other', condition: 'true' })
        .flow('b', 'e'),
    );
    expect(problems).toContain('error boundaryHostInvalid b');
  });

  it('keep flows inside their scope and away from starts and ends', async () => {
    const problems = await check((p) =>
      p
        .subProcess('sub', (q) => q.start('s1').task('t').end('e1').flow('s1', 't', 'e1'))
        .flow('s', 'sub', 'e')
        .flow('e', 't')
        .flow('sub', 's'),
    );
    expect(problems).toEqual([
      'error flowCrossesScope e-to-t',
      'error incomingForbidden s',
      'error outgoingForbidden e',
    ]);
  });

  it('want conditions and a default at a choice, none at a parallel split', async () => {
    const problems = await check((p) =>
      p
        .exclusive('x')
        .parallel('y')
        .flow('s', 'x', 'y', 'e')
        .flowIf('x', 'e', { condition: 'true' })
        .flowIf('y', 'e', { id: 'f', condition: 'true' }),
    );
    expect(problems).toEqual([
      'warning conditionMissing x-to-y',
      'warning defaultFlowMissing x',
      'warning conditionIgnored f',
    ]);
  });

  it('want a default flow that leaves the element and has no condition', async () => {
    const problems = await check((p) =>
      p
        .exclusive('x', { default: 'x-to-e' })
        .exclusive('y', { default: 's-to-x' })
        .flow('s', 'x')
        .flowIf('y', 'e', { id: 'other', condition: 'true' })
        .flowIf('x', 'e', { condition: 'true' })
        .flowIf('x', 'y', { condition: 'false' })
        .flow('y', 'e'),
    );
    expect(problems).toEqual(
      expect.arrayContaining(['warning defaultFlowCondition x-to-e', 'error defaultFlowForeign y']),
    );
  });

  it('warn of what no token can reach', async () => {
    const problems = await check((p) =>
      p.task('lost').flow('s', 'e').flow('lost', 'lost').flow('lost', 'e'),
    );
    expect(problems).toEqual(['warning elementUnreachable lost']);
  });

  it('demand that forms exist, if the existing ones are known', async () => {
    const xml = buildProcess('p', (p) =>
      p.start('s', { formId: 'f1' }).user('a', { formId: 'f2' }).end('e').flow('s', 'a', 'e'),
    );
    expect(await problemsOf(xml, ['f1'])).toEqual(['error formUnknown a']);
    expect(await problemsOf(xml)).toEqual([]);
  });
});
