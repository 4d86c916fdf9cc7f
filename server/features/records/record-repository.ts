import { randomUUID } from 'node:crypto';
import type { RecordType } from '../../../definitions/index.js';
import type { FieldError, Scope } from '../../contract/index.js';
import { Conflict, NotFound, Unprocessable } from '../../errors.js';
import type { RecordDocument, RecordLink } from '../../store/record-models.js';
import type { Store } from '../../store/store.js';
import { isFilled, type RecordFields } from './check-fields.js';
import { recordDocumentId } from './compose-record.js';
import type {
  LinkTarget,
  NewRecord,
  RecordCommand,
  RecordMove,
  RecordRepository,
  RecordUpdate,
} from './record-commands.js';
import {
  findTransition,
  labelOf,
  missingFields,
  relationOf,
  statusName,
  type RecordTypes,
} from './record-types.js';
import type { NextContent, RecordWriter } from './record-writer.js';

export interface RecordRepositoryDependencies {
  readonly store: Store;
  readonly types: RecordTypes;
  readonly writer: RecordWriter;
  readonly now: () => Date;
}

export function createRecordRepository(deps: RecordRepositoryDependencies): RecordRepository {
  const { store, types, writer } = deps;
  return {
    find: async (organisationId, recordId) => {
      const _id = recordDocumentId(organisationId, recordId);
      return (await store.records.findOne({ _id, organisationId }).lean().exec()) ?? undefined;
    },
    create: (command, record) => create(deps, command, record),
    update: (command, recordId, update) =>
      writer.change(command, recordId, 'updated', update.expectedVersion, (current) =>
        updated(types, current, update),
      ),
    transition: (command, recordId, move) =>
      writer.change(command, recordId, 'transitioned', move.expectedVersion, (current, type) =>
        moved(types, current, type, move),
      ),
    link: (command, recordId, target) => link(deps, command, recordId, target),
    unlink: (command, recordId, linkId) =>
      writer.change(command, recordId, 'unlinked', undefined, (current) => {
        const links = current.links.filter((one) => one.linkId !== linkId);
        if (links.length === current.links.length) throw new NotFound('link', linkId);
        return { ...contentOf(current), links };
      }),
  };
}

/** What the next version takes over unless it is changed. */
export function contentOf(current: RecordDocument): NextContent {
  const { status, fields, links, attachments } = current;
  return { status, fields, links, attachments, ...scopeOf(current) };
}

/** Only what is set: `undefined` is no value of the store. */
export function scopeOf({ serviceId, customerId, unitId }: Scope): {
  serviceId?: string;
  customerId?: string;
  unitId?: string;
} {
  return {
    ...(serviceId === undefined ? {} : { serviceId }),
    ...(customerId === undefined ? {} : { customerId }),
    ...(unitId === undefined ? {} : { unitId }),
  };
}

async function create(
  deps: RecordRepositoryDependencies,
  command: RecordCommand,
  record: NewRecord,
): Promise<RecordDocument> {
  const { types, writer } = deps;
  const done = await writer.findDone(command);
  if (done) return done;
  const type = types.get(record.typeId);
  const fields = mergeFields({}, record.fields);
  requireValid(types, type.id, fields);
  const status = record.status ?? type.lifeCycle.initial;
  requireState(type, status);
  const links: RecordLink[] = [];
  for (const target of record.links ?? []) {
    links.push(await readLink(deps, command, type, target));
  }
  const { wantedId, externalKey } = record;
  const content = { status, fields, links, attachments: [], ...scopeOf(record.scope ?? {}) };
  const change = externalKey === undefined ? 'created' : 'imported';
  return writer.insert(command, type, content, { wantedId, externalKey }, change);
}

function updated(
  types: RecordTypes,
  current: RecordDocument,
  { fields, scope }: RecordUpdate,
): NextContent | undefined {
  requireOpen(types.get(current.typeId), current);
  const next = mergeFields(current.fields, fields);
  requireValid(types, current.typeId, next);
  const { serviceId: _s, customerId: _c, unitId: _u, ...rest } = contentOf(current);
  const content = { ...rest, fields: next, ...scopeOf(scope ?? current) };
  return isSame(content, contentOf(current)) ? undefined : content;
}

function moved(
  types: RecordTypes,
  current: RecordDocument,
  type: RecordType,
  { transition: wanted, fields = {} }: RecordMove,
): NextContent {
  const transition = findTransition(type, current.status, wanted);
  const next = mergeFields(current.fields, fields);
  requireValid(types, type.id, next);
  const missing = missingFields(transition, next);
  if (missing.length > 0) {
    const labels = missing.map((field) => `'${labelOf(type, field)}'`).join(', ');
    throw new Unprocessable(
      'recordIncomplete',
      `Expected ${labels} to be filled before '${transition.name}'.`,
      { errors: missing.map(requiredError), params: { transition: transition.id, missing } },
    );
  }
  return { ...contentOf(current), status: transition.to, fields: next };
}

const requiredError = (path: string): FieldError => ({
  path,
  rule: 'required',
  message: 'Expected a value, but there is none.',
});

async function link(
  deps: RecordRepositoryDependencies,
  command: RecordCommand,
  recordId: string,
  target: LinkTarget,
): Promise<RecordDocument> {
  const { types, writer } = deps;
  const record = await writer.load(command.organisationId, recordId);
  const added = await readLink(deps, command, types.get(record.typeId), target);
  if (added.kind === 'record' && added.targetId === recordId) {
    throw invalidLink('target', 'Expected another record, but a record is not linked to itself.');
  }
  return writer.change(command, recordId, 'linked', undefined, (current) => {
    const isThere = current.links.some(
      ({ relation, targetId }) => relation === added.relation && targetId === added.targetId,
    );
    return isThere ? undefined : { ...contentOf(current), links: [...current.links, added] };
  });
}

async function readLink(
  { store, now }: RecordRepositoryDependencies,
  { organisationId, actor }: RecordCommand,
  type: RecordType,
  { relation: relationId, kind, targetId }: LinkTarget,
): Promise<RecordLink> {
  const relation = relationOf(type, relationId);
  if (!relation) {
    throw invalidLink(
      'relation',
      `Expected a relation of '${type.name}', but got '${relationId}'.`,
    );
  }
  if (kind === 'instance') {
    if (!(await store.instances.exists({ _id: targetId, organisationId }))) {
      throw new NotFound('process instance', targetId);
    }
  } else {
    const _id = recordDocumentId(organisationId, targetId);
    const other = await store.records.findOne({ _id, organisationId }, { typeId: 1 }).lean().exec();
    if (!other) throw new NotFound('record', targetId);
    if (relation.to.length > 0 && !relation.to.includes(other.typeId)) {
      const allowed = relation.to.map((one) => `'${one}'`).join(' or ');
      throw invalidLink(
        'target',
        `Expected '${relation.name}' to lead to ${allowed}, but '${targetId}' is a '${other.typeId}'.`,
      );
    }
  }
  return { linkId: randomUUID(), relation: relationId, kind, targetId, at: now(), by: actor.id };
}

function invalidLink(path: string, message: string): Unprocessable {
  return new Unprocessable('linkInvalid', message, { errors: [{ path, rule: 'link', message }] });
}

/** What is emptied is left out, so that a filled field is a field with a value. */
function mergeFields(current: RecordFields, change: RecordFields): Record<string, unknown> {
  const merged = Object.entries({ ...current, ...change }).filter(([, value]) => isFilled(value));
  return Object.fromEntries(merged);
}

function requireValid(types: RecordTypes, typeId: string, fields: RecordFields): void {
  const errors = types.check(typeId, fields);
  if (errors.length === 0) return;
  const named = [...new Set(errors.map(({ path }) => `'${path}'`))].slice(0, 10).join(', ');
  throw new Unprocessable('recordInvalid', `Expected valid fields, but ${named} are not.`, {
    errors,
  });
}

function requireOpen(type: RecordType, { isClosed, recordId, status }: RecordDocument): void {
  if (!isClosed) return;
  throw new Conflict(
    'recordClosed',
    `Expected '${recordId}' to be open, but it is '${statusName(type, status)}'.`,
  );
}

function requireState({ lifeCycle, name }: RecordType, status: string): void {
  if (lifeCycle.states.some(({ id }) => id === status)) return;
  const message = `Expected a status of '${name}', but got '${status}'.`;
  throw new Unprocessable('recordInvalid', message, {
    errors: [{ path: 'status', rule: 'known', message }],
  });
}

/** Both come from JSON, with dates in links and attachments only, which an update takes over as they are. */
function isSame(one: NextContent, other: NextContent): boolean {
  const sorted = (content: NextContent): string =>
    JSON.stringify(content, (_key, value: unknown) =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
        : value,
    );
  return sorted(one) === sorted(other);
}
