import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { elementBehaviors } from '../../engine/elements/registry.js';
import { eventDefinitions } from '../../engine/event-definitions/registry.js';
import { compileBpmn } from '../../engine/parser/index.js';
import { buildProcess, type ScopeBuilder } from '../support/process-builder.js';
import type { EventOptions } from '../support/process-builder-events.js';

const text = readFileSync(join(__dirname, '../../docs/bpmn-support.md'), 'utf8');

/** Cells of the table below a heading, without its header. */
function tableOf(heading: string): { columns: string[]; rows: string[][] } {
  const section = text.split(`## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  const lines = section.split('\n').filter((line) => line.startsWith('|'));
  const cells = lines.map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
  return { columns: cells[0] ?? [], rows: cells.slice(2) };
}

function firstCells(rows: string[][]): string[] {
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

async function isAccepted(place: Place, event: EventOptions): Promise<boolean> {
  const { problems } = await compileBpmn(buildProcess('p', (p) => void place(p, event)));
  return problems.every(({ severity }) => severity !== 'error');
}

describe('the document on BPMN support', () => {
  it('lists exactly the elements that have a behavior', () => {
    const { rows } = tableOf('Elements');
    expect(firstCells(rows).sort()).toEqual(Object.keys(elementBehaviors).sort());
  });

  it('lists exactly the event definitions that have a behavior', () => {
    const { rows } = tableOf('Events');
    expect(firstCells(rows).sort()).toEqual(['none', ...Object.keys(eventDefinitions)].sort());
  });

  const { columns, rows } = tableOf('Events');
  const cells = rows.flatMap((row) =>
    columns
      .slice(1)
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
    expect(await isAccepted(place, event)).toBe(isListed);
  });
});
