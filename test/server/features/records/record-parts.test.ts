import { loadRecordTypes, type RecordType } from '../../../../definitions/index.js';
import { createFieldCheck, isFilled } from '../../../../server/features/records/check-fields.js';
import { addPeriod, composeRecord } from '../../../../server/features/records/compose-record.js';
import { formatCsv, parseCsv, readCell } from '../../../../server/features/records/csv.js';
import { formatTable, readTable } from '../../../../server/features/records/record-rows.js';
import {
  createRecordTypes,
  findTransition,
} from '../../../../server/features/records/record-types.js';
import { indexWords, wordConditions } from '../../../../server/features/records/search-words.js';

let types: readonly RecordType[];
const typeOf = (id: string): RecordType => createRecordTypes(types).get(id);

beforeAll(async () => {
  types = await loadRecordTypes();
});

describe('fields of a record', () => {
  const valid = { title: 'No salaries', description: 'The run stops.' };

  it.each([
    ['a missing field', { title: 'x' }, 'description', 'required'],
    ['an unknown field', { ...valid, colour: 'red' }, 'colour', 'false'],
    ['a number for a text', { ...valid, title: 7 }, 'title', 'type'],
    ['a value that is not offered', { ...valid, impact: 'huge' }, 'impact', 'enum'],
    ['a number out of range', { ...valid, priority: 6 }, 'priority', 'maximum'],
    ['half a number', { ...valid, priority: 1.5 }, 'priority', 'type'],
    ['what is no moment', { ...valid, observedAt: 'yesterday' }, 'observedAt', 'format'],
    ['too long a text', { ...valid, title: 'x'.repeat(201) }, 'title', 'maxLength'],
    ['an operator of the store', { ...valid, $where: 'x' }, '$where', 'false'],
  ])('are refused with %s, by name', (_what, fields, path, rule) => {
    // when
    const errors = createFieldCheck(typeOf('incident'))(fields);

    // then
    expect(errors).toMatchObject([{ path, rule }]);
    expect(errors[0]?.message).toMatch(/^Expected/);
  });

  it('are refused deep in a list', () => {
    // when
    const errors = createFieldCheck(typeOf('agreement'))({
      name: 'Payroll',
      kind: 'customer',
      serviceId: 'payroll',
      calendarId: 'business-hours',
      targets: [{ name: 'resolution', duration: 'four hours' }, { duration: 'PT4H' }],
    });

    // then
    expect(errors.map(({ path, rule }) => [path, rule])).toEqual([
      ['targets.0.duration', 'format'],
      ['targets.1.name', 'required'],
    ]);
  });

  it.each([
    [undefined, false],
    [null, false],
    ['  ', false],
    [[], false],
    [false, true],
    [0, true],
    ['x', true],
  ])('hold %j or not', (value, isExpected) => {
    expect(isFilled(value)).toBe(isExpected);
  });
});

describe('transitions', () => {
  it('are found by name or by where they lead', () => {
    const incident = typeOf('incident');
    expect(findTransition(incident, 'registered', 'classify').to).toBe('classified');
    expect(findTransition(incident, 'registered', 'in-progress').id).toBe('begin');
  });

  it('name what is possible instead', () => {
    expect(() => findTransition(typeOf('party'), 'active', 'close')).toThrow(/'end'/);
    expect(() => findTransition(typeOf('party'), 'ended', 'end')).toThrow(/there is none/);
  });
});

describe('a record', () => {
  const identity = {
    organisationId: 'demo',
    recordId: 'ACT-1',
    createdAt: new Date('2026-01-01T00:00:00Z'),
    createdBy: 'anna',
  };
  const fields = {
    title: 'Ask the supplier',
    owner: 'ben',
    raisedBy: 'anna',
    dueAt: '2026-02-01T12:00:00Z',
    result: 'Done',
  };
  const content = { status: 'closed', fields, links: [], attachments: [] };

  it('is seen by the roles of its type and the people that it names', () => {
    const at = new Date('2026-03-01T00:00:00Z');
    const row = composeRecord(typeOf('action-item'), identity, content, {
      version: 3,
      at,
      by: 'x',
    });
    expect(row).toMatchObject({
      readRoles: ['service-delivery-manager', 'process-owner'],
      readers: ['anna', 'ben'],
      changers: ['ben'],
      participants: ['anna', 'ben'],
      dueAt: new Date('2026-02-01T12:00:00Z'),
    });
  });

  it('is kept from the day it closed, not from its last change', () => {
    const moment = {
      version: 4,
      at: new Date('2026-06-01T00:00:00Z'),
      by: 'x',
      closedAt: new Date('2026-03-01T00:00:00Z'),
    };
    const row = composeRecord(typeOf('action-item'), identity, content, moment);
    expect(row.retainUntil).toEqual(new Date('2029-03-01T00:00:00Z'));
  });

  it.each([
    ['2024-02-29T10:00:00Z', 'P1Y', '2025-02-28T10:00:00Z'],
    ['2026-01-31T00:00:00Z', 'P1M', '2026-02-28T00:00:00Z'],
    ['2026-01-31T00:00:00Z', 'P1Y1M3D', '2027-03-03T00:00:00Z'],
  ])('from %s is kept for %s until %s', (from, period, until) => {
    expect(addPeriod(new Date(from), period)).toEqual(new Date(until));
  });
});

describe('search', () => {
  it('finds words without case, accents and compounds', () => {
    expect(indexWords('INC-7', ['Réseau down: payroll-app!', 4])).toEqual([
      'inc-7',
      'reseau',
      'down',
      'payroll-app',
      'payroll',
      'app',
    ]);
  });

  it('asks for the begin of every word, and for nothing that a pattern could mean', () => {
    expect(wordConditions('Pay.* (INC-1')).toEqual([
      { words: { $regex: '^pay' } },
      { words: { $regex: '^inc-1' } },
    ]);
  });
});

describe('tables', () => {
  it('come back as they were written', () => {
    const rows = [
      ['a', 'b,c', 'say "x"'],
      ['line\nbreak', '', "'=quoted"],
      ['=1+1', '-5', '@x'],
    ];
    const text = formatCsv(rows);
    expect(text).toContain("'=1+1");
    expect(parseCsv(text).map((row) => row.map(readCell))).toEqual(rows);
  });

  it('give records back as they were exported', () => {
    const type = typeOf('agreement');
    const row = {
      externalKey: 'A1',
      status: 'draft',
      fields: {
        name: 'Payroll, "gold"',
        serviceId: 'payroll',
        targets: [{ name: 'resolution', priority: 1, duration: 'PT4H' }],
      },
      scope: { serviceId: 'payroll' },
      links: [{ relation: 'with', to: 'PTY-1' }],
    };
    expect(readTable(type, formatTable(type, [row]))).toEqual([row]);
  });

  it('name a column that is none', () => {
    expect(() => readTable(typeOf('party'), 'name,colour\nx,red')).toThrow(/'colour'/);
  });
});
