import { elementBehaviors } from '../../engine/elements/registry.js';
import { eventDefinitions } from '../../engine/event-definitions/registry.js';
import { compileBpmn } from '../../engine/parser/index.js';
import { buildProcess, type ScopeBuilder } from '../support/process-builder.js';
import type { EventOptions } from '../support/process-builder-events.js';
import { supportTable } from '../support/support-document.js';

function firstCells(rows: readonly (readonly string[])[]): string[] {
  return rows.map(([cell = '']) => cell.replaceAll('`', ''));
}

const definitions: Readonly<Record<string, EventOptions>> = {
  none: {},
  message: { message: { name: 'm' } },
  timer: { timer: { duration: 'PT1H' } },
  error: { error: 'E' },
  escalation: { escalation: 'E' },
  signal: { signal: 's' },
  conditional: { condition: 'a > 1' },
  link: { link: 'l' },
  terminate: { isTerminate: true },
  compensate: { compensation: '' },
  cancel: { isCancel: true },
  multiple: { message: { name: 'm' }, signal: 's' },
  parallelMultiple: { message: { name: 'm' }, signal: 's' },
};

type Place = (p: ScopeBuilder, event: EventOptions) => ScopeBuilder;

function inEventSubProcess(isInterrupting: boolean): Place {
  return (p, event) =>
    p
      .start('s')
      .user('a')
      .end('e')
      .flow('s', 'a', 'e')
      .eventSubProcess('esp', (q) =>
        q
          .start('x', { ...event, isInterrupting })
          .end('xe')
          .flow('x', 'xe'),
      );
}

function onBoundary(isInterrupting: boolean): Place {
  return (p, event) => {
    if (event.compensation !== undefined) p.handler('h', 'x');
    else p.flow('x', 'e');
    if (event.isCancel === true) p.transaction('a', (q) => q.start('t').end('te').flow('t', 'te'));
    else p.user('a');
    return p
      .start('s')
      .boundary('x', 'a', { ...event, isInterrupting })
      .end('e')
      .flow('s', 'a', 'e');
  };
}

const places: Readonly<Record<string, Place>> = {
  start: (p, event) => p.start('x', event).end('e').flow('x', 'e'),
  'event sub-process': inEventSubProcess(true),
  'event sub-process, not interrupting': inEventSubProcess(false),
  catch: (p, event) =>
    event.link === undefined
      ? p.start('s').catch('x', event).end('e').flow('s', 'x', 'e')
      : p.start('s').throw('t', event).catch('x', event).end('e').flow('s', 't').flow('x', 'e'),
  throw: (p, event) =>
    event.link === undefined
      ? p.start('s').throw('x', event).end('e').flow('s', 'x', 'e')
      : p.start('s').throw('x', event).catch('c', event).end('e').flow('s', 'x').flow('c', 'e'),
  boundary: onBoundary(true),
  'boundary, not interrupting': onBoundary(false),
  end: (p, event) =>
    event.isCancel === true
      ? p
          .start('s')
          .transaction('a', (q) => q.start('t').end('x', event).flow('t', 'x'))
          .end('e')
          .flow('s', 'a', 'e')
      : p.start('s').end('x', event).flow('s', 'x'),
};

async function isAccepted(place: Place, kind: string, event: EventOptions): Promise<boolean> {
  const xml = buildProcess('p', (p) => void place(p, event));
  const isParallel = kind === 'parallelMultiple';
  const { problems } = await compileBpmn(
    isParallel ? xml.replace(' id="x"', ' id="x" parallelMultiple="true"') : xml,
  );
  return problems.every(({ severity }) => severity !== 'error');
}

describe('the document on BPMN support', () => {
  it('lists exactly the elements that have a behavior', () => {
    const { rows } = supportTable('Elements');
    expect(firstCells(rows).sort()).toEqual(Object.keys(elementBehaviors).sort());
  });

  it('lists exactly the event definitions that have a behavior, alone and together', () => {
    const { rows } = supportTable('Events');
    expect(firstCells(rows).sort()).toEqual(
      ['none', 'multiple', 'parallelMultiple', ...Object.keys(eventDefinitions)].sort(),
    );
  });

  const { columns, rows } = supportTable('Events');
  const cells = rows.flatMap((row) =>
    columns
      .slice(1, -1)
      .map(
        (column, index) =>
          [(row[0] ?? '').replaceAll('`', ''), column, row[index + 1] === '✔'] as const,
      ),
  );

  it.each(cells)('tells of a %s at "%s" what the compiler does', async (kind, column, isListed) => {
    // given
    const place = places[column];
    const event = definitions[kind];
    if (place === undefined || event === undefined) throw new TypeError(`${column}, ${kind}`);

    // when, then
    expect(await isAccepted(place, kind, event)).toBe(isListed);
  });
});
