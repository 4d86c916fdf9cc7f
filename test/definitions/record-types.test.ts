import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { LibraryError, loadRecordTypes, type RecordType } from '../../definitions/index.js';

let types: readonly RecordType[];

beforeAll(async () => {
  types = await loadRecordTypes();
});

/** A library with one type of record, changed. */
async function loadChanged(change: (type: RecordType) => unknown): Promise<string[]> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'records-'));
  const source = path.join(__dirname, '../../definitions');
  await mkdir(path.join(folder, 'records'));
  await writeFile(
    path.join(folder, 'library.yaml'),
    await readFile(path.join(source, 'library.yaml'), 'utf8'),
  );
  const party = JSON.parse(
    await readFile(path.join(source, 'records/party.json'), 'utf8'),
  ) as RecordType;
  await writeFile(path.join(folder, 'records/party.json'), JSON.stringify(change(party)));
  try {
    await loadRecordTypes(folder);
    return [];
  } catch (error) {
    if (!(error instanceof LibraryError)) throw error;
    return error.problems.map(({ message }) => message);
  }
}

describe('types of records', () => {
  it('are those that the processes need', () => {
    expect(types.map(({ id }) => id)).toEqual([
      'action-item',
      'agreement',
      'configuration-item',
      'incident',
      'known-error',
      'party',
      'problem',
      'request',
      'service',
    ]);
  });

  it('end every life in a state that nothing leaves', () => {
    for (const { id, lifeCycle } of types) {
      const terminal = lifeCycle.states.filter(({ isTerminal }) => isTerminal);
      expect({ id, count: terminal.length > 0 }).toEqual({ id, count: true });
    }
  });

  it('record of an incident what an event must be told by', () => {
    const incident = types.find(({ id }) => id === 'incident');
    expect(Object.keys(incident?.schema.properties ?? {})).toEqual(
      expect.arrayContaining([
        'description',
        'circumstances',
        'observedAt',
        'reporter',
        'reporterContact',
        'commitmentImpact',
      ]),
    );
    expect(incident?.relations.map(({ id }) => id)).toContain('affects');
  });

  it.each([
    [
      'an unknown field',
      (type: RecordType) => ({ ...type, searchFields: ['colour'] }),
      "field 'colour'",
    ],
    [
      'an unknown role',
      (type: RecordType) => ({
        ...type,
        audience: { ...type.audience, create: { roles: ['king'] } },
      }),
      "role 'king'",
    ],
    [
      'an unknown type at the other end',
      (type: RecordType) => ({
        ...type,
        relations: [{ id: 'likes', name: 'likes', inverse: 'is liked by', to: ['poem'] }],
      }),
      "record type 'poem'",
    ],
    [
      'a state without a way to it',
      (type: RecordType) => ({
        ...type,
        lifeCycle: {
          ...type.lifeCycle,
          states: [...type.lifeCycle.states, { id: 'lost', name: 'Lost' }],
        },
      }),
      "state 'lost'",
    ],
    [
      'a way out of a terminal state',
      (type: RecordType) => ({
        ...type,
        lifeCycle: {
          ...type.lifeCycle,
          transitions: [
            ...type.lifeCycle.transitions,
            { id: 'revive', name: 'Revive', from: ['ended'], to: 'active', requires: [] },
          ],
        },
      }),
      "'revive'",
    ],
    [
      'an open object',
      (type: RecordType) => ({
        ...type,
        schema: {
          ...type.schema,
          properties: {
            ...type.schema.properties,
            list: { title: 'List', type: 'array', items: { type: 'object', properties: {} } },
          },
        },
      }),
      'schema.properties.list.items',
    ],
    [
      'a value without a label',
      (type: RecordType) => ({
        ...type,
        schema: {
          ...type.schema,
          properties: {
            ...type.schema.properties,
            size: { title: 'Size', type: 'string', enum: ['small'] },
          },
        },
      }),
      "value 'small' of 'size'",
    ],
    [
      'a title that may be missing',
      (type: RecordType) => ({
        ...type,
        schema: { ...type.schema, required: ['kind'] },
      }),
      "title 'name'",
    ],
    [
      'a pattern without a number',
      (type: RecordType) => ({ ...type, idPattern: 'PTY' }),
      'idPattern',
    ],
  ])('are refused with %s', async (_what, change, named) => {
    // when
    const problems = await loadChanged((type) => ({
      ...change(type),
      ...withoutOthers(change(type)),
    }));

    // then
    expect(problems.join('\n')).toContain(named);
  });
});

/** The only type there is refers to no others, unless that is what is wrong. */
function withoutOthers(type: object): object {
  const { relations } = type as RecordType;
  return relations.some(({ id }) => id === 'likes') ? {} : { relations: [] };
}
