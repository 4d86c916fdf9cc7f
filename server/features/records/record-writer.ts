import type { RecordType } from '../../../definitions/index.js';
import { Conflict, NotFound, StaleVersion } from '../../errors.js';
import type {
  RecordChangeKind,
  RecordContent,
  RecordDocument,
  RecordVersionDocument,
} from '../../store/record-models.js';
import type { Store } from '../../store/store.js';
import { composeRecord, recordDocumentId } from './compose-record.js';
import type { RecordCommand } from './record-commands.js';
import { prefixOf, type RecordTypes } from './record-types.js';

/** The content of the next version; the title follows from the fields. */
export type NextContent = Omit<RecordContent, 'title'>;

export interface RecordWriterDependencies {
  readonly store: Store;
  readonly types: RecordTypes;
  /** After a version was stored. */
  readonly onChanged: (row: RecordDocument) => void;
  readonly now: () => Date;
}

export interface RecordWriter {
  load(organisationId: string, recordId: string): Promise<RecordDocument>;
  /** The record that a command with this id has changed already. */
  findDone(command: RecordCommand): Promise<RecordDocument | undefined>;
  insert(
    command: RecordCommand,
    type: RecordType,
    content: NextContent,
    given: { readonly wantedId?: string | undefined; readonly externalKey?: string | undefined },
    change: 'created' | 'imported',
  ): Promise<RecordDocument>;
  /** Applies a change to the version as it stands; asked again if somebody else was faster. `undefined` changes nothing. */
  change(
    command: RecordCommand,
    recordId: string,
    kind: RecordChangeKind,
    expectedVersion: number | undefined,
    next: (current: RecordDocument, type: RecordType) => NextContent | undefined,
  ): Promise<RecordDocument>;
}

const ATTEMPTS = 20;
const DUPLICATE_KEY = 11_000;

const isDuplicate = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === DUPLICATE_KEY;

export function createRecordWriter(deps: RecordWriterDependencies): RecordWriter {
  return {
    load: (organisationId, recordId) => load(deps.store, organisationId, recordId),
    findDone: (command) => findDone(deps.store, command),
    insert: (command, type, content, given, change) =>
      insert(deps, command, type, content, given, change),
    change: (command, recordId, kind, expectedVersion, next) =>
      changeRecord(deps, command, recordId, { kind, expectedVersion, next }),
  };
}

async function load(
  store: Store,
  organisationId: string,
  recordId: string,
): Promise<RecordDocument> {
  const _id = recordDocumentId(organisationId, recordId);
  const row = await store.records.findOne({ _id, organisationId }).lean().exec();
  if (!row) throw new NotFound('record', recordId);
  return row;
}

async function findDone(
  store: Store,
  { organisationId, commandId }: RecordCommand,
): Promise<RecordDocument | undefined> {
  if (commandId === undefined) return undefined;
  const done = await store.recordVersions.findOne({ organisationId, commandId }).lean().exec();
  return done ? load(store, organisationId, done.recordId) : undefined;
}

async function insert(
  deps: RecordWriterDependencies,
  command: RecordCommand,
  type: RecordType,
  content: NextContent,
  given: { readonly wantedId?: string | undefined; readonly externalKey?: string | undefined },
  change: 'created' | 'imported',
): Promise<RecordDocument> {
  const { store, now } = deps;
  const { organisationId } = command;
  let wanted = given.wantedId?.startsWith(`${prefixOf(type)}-`) ? given.wantedId : undefined;
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const at = now();
    const by = command.actor.id;
    const recordId = wanted ?? (await nextRecordId(store, organisationId, prefixOf(type)));
    wanted = undefined;
    const identity = { organisationId, recordId, createdAt: at, createdBy: by };
    const { externalKey } = given;
    const row = composeRecord(type, { ...identity, externalKey }, content, { version: 1, at, by });
    try {
      await store.connection.transaction(async (session) => {
        await store.records.collection.insertOne(row as never, { session });
        const version = versionOf(row, command, change);
        await store.recordVersions.collection.insertOne(version as never, { session });
      });
      deps.onChanged(row);
      return row;
    } catch (error) {
      if (!isDuplicate(error)) throw error;
      const done = await findDone(store, command);
      if (done) return done;
      await refuseKnownKey(store, row);
    }
  }
  throw conflict(`a new ${type.name}`);
}

/** Numbers are shared with the instances of the same prefix: no number means two things by chance. */
async function nextRecordId(store: Store, organisationId: string, prefix: string): Promise<string> {
  const counter = await store.counters
    .findOneAndUpdate(
      { _id: `${organisationId}/${prefix}` },
      { $inc: { value: 1 } },
      { upsert: true, returnDocument: 'after' },
    )
    .lean()
    .exec();
  return `${prefix}-${String(counter.value)}`;
}

async function refuseKnownKey(store: Store, row: RecordDocument): Promise<void> {
  const { organisationId, typeId, externalKey } = row;
  if (externalKey === undefined) return;
  if (!(await store.records.exists({ organisationId, typeId, externalKey }))) return;
  throw new Conflict(
    'externalKeyTaken',
    `Expected a key of its own, but another record has '${externalKey}'.`,
    { params: { externalKey } },
  );
}

interface Change {
  readonly kind: RecordChangeKind;
  readonly expectedVersion: number | undefined;
  readonly next: (current: RecordDocument, type: RecordType) => NextContent | undefined;
}

async function changeRecord(
  { store, types, onChanged, now }: RecordWriterDependencies,
  command: RecordCommand,
  recordId: string,
  { kind, expectedVersion, next }: Change,
): Promise<RecordDocument> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const done = await findDone(store, command);
    if (done) return done;
    const current = await load(store, command.organisationId, recordId);
    if (expectedVersion !== undefined && expectedVersion !== current.version) {
      throw new StaleVersion('record', expectedVersion, current.version);
    }
    const type = types.get(current.typeId);
    const content = next(current, type);
    if (content === undefined) return current;
    const moment = { version: current.version + 1, at: now(), by: command.actor.id };
    const row = composeRecord(type, current, content, { ...moment, closedAt: current.closedAt });
    if (await replace(store, current, row, versionOf(row, command, kind))) {
      onChanged(row);
      return row;
    }
  }
  throw conflict(`'${recordId}'`);
}

/** Both or none; `false` if somebody has changed the record since it was read, or this very command has. */
async function replace(
  store: Store,
  current: RecordDocument,
  row: RecordDocument,
  version: RecordVersionDocument,
): Promise<boolean> {
  try {
    return await store.connection.transaction(async (session) => {
      const filter = { _id: current._id as never, version: current.version };
      const replaced = await store.records.collection.replaceOne(filter, row, { session });
      if (replaced.matchedCount === 0) return false;
      await store.recordVersions.collection.insertOne(version as never, { session });
      return true;
    });
  } catch (error) {
    if (isDuplicate(error)) return false;
    throw error;
  }
}

function versionOf(
  row: RecordDocument,
  { actor, reason, source, commandId }: RecordCommand,
  change: RecordChangeKind,
): RecordVersionDocument {
  const { organisationId, recordId, typeId, version, updatedAt } = row;
  const { title, status, fields, links, attachments, serviceId, customerId, unitId } = row;
  return {
    _id: `${row._id}@${String(version)}`,
    ...{ organisationId, recordId, typeId, version, change, at: updatedAt, by: actor },
    ...{ title, status, fields, links, attachments },
    ...(serviceId === undefined ? {} : { serviceId }),
    ...(customerId === undefined ? {} : { customerId }),
    ...(unitId === undefined ? {} : { unitId }),
    ...(reason === undefined ? {} : { reason }),
    ...(source === undefined ? {} : { source }),
    ...(commandId === undefined ? {} : { commandId }),
  };
}

function conflict(what: string): Conflict {
  return new Conflict('recordConflict', `Expected to change ${what}, but others kept changing it.`);
}
