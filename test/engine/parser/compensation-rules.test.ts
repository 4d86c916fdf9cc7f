import { compileOne, problemsOf } from '../../support/compile-one.js';
import { buildProcess, type ScopeBuilder } from '../../support/process-builder.js';

/** A process that books, with whatever else; `undo` stands on the border of `book`. */
function booking(content: (p: ScopeBuilder) => unknown): string {
  return buildProcess('p', (p) =>
    content(
      p
        .start('s')
        .user('book')
        .boundary('undo', 'book', { compensation: '' })
        .end('e')
        .flow('s', 'book', 'e'),
    ),
  );
}

/** A transaction `deal` that ends by canceling itself. */
function dealing(p: ScopeBuilder): ScopeBuilder {
  return p
    .start('s')
    .transaction('deal', (q) => q.start('t').end('off', { isCancel: true }).flow('t', 'off'))
    .end('e')
    .flow('s', 'deal', 'e');
}

describe('the rules of compensation', () => {
  it('find nothing in a sound model, whose handler no flow leads to', async () => {
    expect(await problemsOf(booking((p) => p.handler('cancel', 'undo')))).toEqual([]);
  });

  it('read an association in either direction', async () => {
    // given
    const xml = booking((p) => p.handler('cancel', 'undo')).replace(
      'sourceRef="undo" targetRef="cancel"',
      'sourceRef="cancel" targetRef="undo"',
    );

    // when
    const { elements } = await compileOne(xml);

    // then
    const handler = elements.find(({ id }) => id === 'cancel')?.index;
    expect(elements.find(({ id }) => id === 'book')?.compensation).toEqual({ handler, starts: [] });
  });

  it('read an association that stands beside the process', async () => {
    // given
    const inside = booking((p) => p.handler('cancel', 'undo'));
    const [association = ''] = /<bpmn:association.*\/>/.exec(inside) ?? [];
    const collaboration = `<bpmn:collaboration id="c"><bpmn:participant id="pool" processRef="p" />${association}</bpmn:collaboration>`;
    const xml = inside
      .replace(association, '')
      .replace('</bpmn:definitions>', `${collaboration}</bpmn:definitions>`);

    // when, then
    expect(await problemsOf(xml)).toEqual([]);
  });

  it('demand one activity that is associated with a compensation event', async () => {
    expect(await problemsOf(booking((p) => p))).toEqual(['error compensationHandlerCount undo']);
    const twice = booking((p) => p.handler('one', 'undo').handler('two', 'undo'));
    expect(await problemsOf(twice)).toEqual(['error compensationHandlerCount undo']);
  });

  it('demand that the associated activity is for compensation, and stands beside the event', async () => {
    // given
    const normal = booking((p) => p.handler('cancel', 'undo')).replace(
      ' isForCompensation="true"',
      '',
    );
    const elsewhere = booking((p) =>
      p
        .flow('book', 'sub', 'e')
        .subProcess('sub', (q) => q.start('t').end('te').flow('t', 'te').handler('cancel', 'undo')),
    );

    // when, then
    expect(await problemsOf(normal)).toContain('error compensationHandlerInvalid undo');
    expect(await problemsOf(elsewhere)).toEqual(['error compensationHandlerInvalid undo']);
  });

  it('refuse flows out of a compensation event and at a handler', async () => {
    const xml = booking((p) => p.handler('cancel', 'undo').flow('undo', 'e').flow('cancel', 'e'));
    expect(await problemsOf(xml)).toEqual([
      'error outgoingForbidden undo',
      'error compensationHandlerInFlow cancel',
    ]);
  });

  it('refuse another definition beside compensation on a border', async () => {
    const xml = booking((p) => p.handler('cancel', 'undo')).replace(
      '<bpmn:compensateEventDefinition />',
      '<bpmn:compensateEventDefinition /><bpmn:terminateEventDefinition />',
    );
    expect(await problemsOf(xml)).toContain('error eventDefinitionNotAlone undo');
  });

  it('warn of a handler that nothing is associated with', async () => {
    const xml = booking((p) => p.handler('cancel', 'undo').handler('lost', 's'));
    expect(await problemsOf(xml)).toContain('warning elementUnreachable lost');
  });

  it('refuse to compensate what the event does not see', async () => {
    // given
    const inner = buildProcess('p', (p) =>
      p
        .start('s')
        .subProcess('sub', (q) =>
          q
            .start('t')
            .user('book')
            .boundary('undo', 'book', { compensation: '' })
            .handler('cancel', 'undo')
            .end('te')
            .flow('t', 'book', 'te'),
        )
        .end('e', { compensation: 'book' })
        .flow('s', 'sub', 'e'),
    );

    // when, then
    expect(await problemsOf(inner)).toEqual(['error compensationNotVisible e']);
  });

  it('let an event sub-process compensate what stands beside it, even nested', async () => {
    const xml = booking((p) =>
      p
        .handler('cancel', 'undo')
        .eventSubProcess('mend', (q) =>
          q
            .start('broke', { error: '*' })
            .end('mended', { compensation: 'book' })
            .flow('broke', 'mended'),
        ),
    );
    expect(await problemsOf(xml)).toEqual([]);
  });

  it('warn of compensation that nothing performs', async () => {
    const xml = buildProcess('p', (p) =>
      p.start('s').user('book').end('e', { compensation: 'book' }).flow('s', 'book', 'e'),
    );
    expect(await problemsOf(xml)).toEqual(['warning compensationWithoutHandler e']);
  });

  it('warn of a compensation event sub-process of the process itself', async () => {
    const xml = booking((p) =>
      p
        .handler('cancel', 'undo')
        .eventSubProcess('mend', (q) =>
          q.start('asked', { compensation: '' }).end('done').flow('asked', 'done'),
        ),
    );
    expect(await problemsOf(xml)).toEqual(['warning compensationNeverOccurs asked']);
  });

  it('warn of a second compensation event on an activity, and of one on a handler', async () => {
    // given
    const second = booking((p) =>
      p
        .handler('cancel', 'undo')
        .boundary('undo-too', 'book', { compensation: '' })
        .handler('cancel-too', 'undo-too'),
    );
    const onHandler = booking((p) =>
      p
        .handler('cancel', 'undo')
        .boundary('redo', 'cancel', { compensation: '' })
        .handler('book-again', 'redo'),
    );

    // when, then
    expect(await problemsOf(second)).toEqual(['warning compensationNeverOccurs undo-too']);
    expect(await problemsOf(onHandler)).toEqual(['warning compensationNeverOccurs redo']);
  });

  it('leave out of the program what cannot be compensated', async () => {
    const { elements } = await compileOne(
      booking((p) => p.handler('cancel', 'undo').user('other').flow('book', 'other', 'e')),
    );
    const compensable = elements.filter((element) => 'compensation' in element);
    expect(compensable.map(({ id }) => id)).toEqual(['book']);
  });
});

describe('the rules of cancel events', () => {
  it('find nothing in a sound model', async () => {
    const xml = buildProcess('p', (p) =>
      dealing(p).boundary('canceled', 'deal', { isCancel: true }).flow('canceled', 'e'),
    );
    expect(await problemsOf(xml)).toEqual([]);
  });

  it('refuse a cancel end event without a transaction around it', async () => {
    const xml = buildProcess('p', (p) => p.start('s').end('e', { isCancel: true }).flow('s', 'e'));
    expect(await problemsOf(xml)).toEqual(['error cancelOutsideTransaction e']);
  });

  it('accept a cancel end event deeper in a transaction', async () => {
    const xml = buildProcess('p', (p) =>
      p
        .start('s')
        .transaction('deal', (q) =>
          q
            .start('t')
            .subProcess('part', (r) => r.start('u').end('off', { isCancel: true }).flow('u', 'off'))
            .end('te')
            .flow('t', 'part', 'te'),
        )
        .boundary('canceled', 'deal', { isCancel: true })
        .end('e')
        .flow('s', 'deal', 'e')
        .flow('canceled', 'e'),
    );
    expect(await problemsOf(xml)).toEqual([]);
  });

  it('refuse a cancel boundary event on what is no transaction', async () => {
    const xml = buildProcess('p', (p) =>
      p
        .start('s')
        .user('a')
        .boundary('canceled', 'a', { isCancel: true })
        .end('e')
        .flow('s', 'a', 'e')
        .flow('canceled', 'e'),
    );
    expect(await problemsOf(xml)).toEqual(['error cancelHostInvalid canceled']);
  });

  it('refuse a cancel boundary event that does not interrupt', async () => {
    const xml = buildProcess('p', (p) =>
      dealing(p)
        .boundary('canceled', 'deal', { isCancel: true, isInterrupting: false })
        .flow('canceled', 'e'),
    );
    expect(await problemsOf(xml)).toContain('error cancelMustInterrupt canceled');
  });

  it('warn of a cancellation after which nothing goes on', async () => {
    expect(await problemsOf(buildProcess('p', (p) => void dealing(p)))).toEqual([
      'warning cancelUncaught off',
    ]);
  });

  it('keep the method of a transaction', async () => {
    const xml = buildProcess('p', (p) => void dealing(p)).replace(
      '<bpmn:transaction ',
      '<bpmn:transaction method="##Store" ',
    );
    const { elements } = await compileOne(xml);
    expect(elements.find(({ id }) => id === 'deal')?.attributes).toEqual({ method: '##Store' });
  });
});
