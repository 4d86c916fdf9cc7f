import type { RecordType } from '../../../definitions/index.js';
import type { RecordImportResult, RecordImportRow } from '../../contract/index.js';
import type { RecordDocument } from '../../store/record-models.js';
import type { Store } from '../../store/store.js';
import { isFilled } from './check-fields.js';
import type { LinkTarget, RecordCommand, RecordRepository } from './record-commands.js';
import { contentOf, scopeOf } from './record-repository.js';
import { labelOf, missingFields, relationOf, type RecordTypes } from './record-types.js';
import type { NextContent, RecordWriter } from './record-writer.js';

type Problem = RecordImportResult['problems'][number];

export interface RecordImporterDependencies {
  readonly store: Store;
  readonly types: RecordTypes;
  readonly records: RecordRepository;
  readonly writer: RecordWriter;
}

/** What an import finds before it changes anything: records of the same keys, and ends of links by key or number. */
interface Surroundings {
  readonly known: ReadonlyMap<string, RecordDocument>;
  readonly ends: ReadonlyMap<string, { readonly recordId: string; readonly typeId: string }>;
}

/** Imports records of one type: nothing if a row is wrong; twice the same is the same as once. */
export async function importRecords(
  deps: RecordImporterDependencies,
  command: RecordCommand,
  typeId: string,
  rows: readonly RecordImportRow[],
  isDryRun: boolean,
): Promise<RecordImportResult> {
  const type = deps.types.get(typeId);
  const around = await lookAround(deps.store, command.organisationId, type, rows);
  const problems = rows.flatMap((row, index) =>
    findProblems(deps.types, type, row, rows, around).map((problem) => ({
      row: index + 1,
      ...problem,
    })),
  );
  const result = { created: 0, updated: 0, unchanged: 0, problems, recordKeys: [] as string[] };
  if (problems.length > 0) return result;
  const ids = new Map<string, string>();
  const find: FindEnd = (name) => ids.get(name) ?? around.ends.get(name)?.recordId;
  for (const row of rows) {
    const before = around.known.get(row.externalKey ?? '');
    result[kindOf(before, row)] += 1;
    if (isDryRun) continue;
    const saved = await save(deps, command, type, row, before, find);
    if (row.externalKey !== undefined) ids.set(row.externalKey, saved.recordId);
    result.recordKeys.push(saved.recordId);
  }
  if (!isDryRun) await linkLater(deps, command, rows, result.recordKeys, find);
  return result;
}

type FindEnd = (name: string) => string | undefined;

async function lookAround(
  store: Store,
  organisationId: string,
  type: RecordType,
  rows: readonly RecordImportRow[],
): Promise<Surroundings> {
  const keys = rows.flatMap(({ externalKey }) => externalKey ?? []);
  const named = [...new Set(rows.flatMap(({ links }) => links.map(({ to }) => to)))];
  const [known, ends] = await Promise.all([
    store.records.find({ organisationId, typeId: type.id, externalKey: { $in: keys } }).lean(),
    store.records
      .find({
        organisationId,
        $or: [{ externalKey: { $in: named } }, { recordId: { $in: named } }],
      })
      .lean(),
  ]);
  const byName = new Map<string, { recordId: string; typeId: string }>();
  for (const end of ends) {
    byName.set(end.recordId, end);
    if (end.externalKey !== undefined) byName.set(end.externalKey, end);
  }
  return { known: new Map(known.map((row) => [row.externalKey ?? '', row])), ends: byName };
}

function findProblems(
  types: RecordTypes,
  type: RecordType,
  row: RecordImportRow,
  rows: readonly RecordImportRow[],
  { ends }: Surroundings,
): Omit<Problem, 'row'>[] {
  const { externalKey } = row;
  const isDouble =
    externalKey !== undefined && rows.filter((one) => one.externalKey === externalKey).length > 1;
  const filled = Object.fromEntries(
    Object.entries(row.fields).filter(([, value]) => isFilled(value)),
  );
  const typeOfEnd = (name: string): string | undefined =>
    ends.get(name)?.typeId ?? (rows.some((one) => one.externalKey === name) ? type.id : undefined);
  return [
    ...types.check(type.id, filled),
    ...(isDouble
      ? [
          wrong(
            'externalKey',
            'unique',
            `Expected a key of its own, but '${externalKey}' is used twice.`,
          ),
        ]
      : []),
    ...statusProblems(type, row),
    ...row.links.flatMap(({ relation: id, to }, index) => {
      const relation = relationOf(type, id);
      const end = typeOfEnd(to);
      const path = `links.${String(index)}`;
      if (!relation) return [wrong(path, 'link', `Expected a relation, but got '${id}'.`)];
      if (end === undefined) {
        return [wrong(path, 'link', `Expected a record '${to}', but there is none.`)];
      }
      return relation.to.length === 0 || relation.to.includes(end)
        ? []
        : [wrong(path, 'link', `Expected '${id}' to lead elsewhere than to a '${end}'.`)];
    }),
  ];
}

/** Nothing comes to a status by import that could not come there by hand. */
function statusProblems(
  type: RecordType,
  { status, fields }: RecordImportRow,
): Omit<Problem, 'row'>[] {
  const { states, initial, transitions } = type.lifeCycle;
  if (status === undefined || status === initial) return [];
  if (!states.some(({ id }) => id === status)) {
    return [wrong('status', 'known', `Expected a status of '${type.name}', but got '${status}'.`)];
  }
  const missing = transitions
    .filter(({ to }) => to === status)
    .map((transition) => missingFields(transition, fields));
  if (missing.some((fieldIds) => fieldIds.length === 0)) return [];
  return (missing[0] ?? []).map((field) =>
    wrong(field, 'required', `Expected '${labelOf(type, field)}' to be filled for '${status}'.`),
  );
}

const wrong = (path: string, rule: string, message: string): Omit<Problem, 'row'> => ({
  path,
  rule,
  message,
});

/** Fields that a row does not name stay as they are. */
function nextContent(current: RecordDocument, row: RecordImportRow): NextContent | undefined {
  const fields = { ...current.fields, ...row.fields };
  const status = row.status ?? current.status;
  const scope = { ...scopeOf(current), ...scopeOf(row.scope) };
  const next = { ...contentOf(current), ...scope, status, fields };
  const isSame =
    status === current.status &&
    JSON.stringify(scope) === JSON.stringify(scopeOf(current)) &&
    Object.entries(row.fields).every(
      ([name, value]) => JSON.stringify(value) === JSON.stringify(current.fields[name]),
    );
  return isSame ? undefined : next;
}

function kindOf(
  before: RecordDocument | undefined,
  row: RecordImportRow,
): 'created' | 'updated' | 'unchanged' {
  if (before === undefined) return 'created';
  return nextContent(before, row) === undefined ? 'unchanged' : 'updated';
}

async function save(
  { records, writer }: RecordImporterDependencies,
  command: RecordCommand,
  type: RecordType,
  row: RecordImportRow,
  before: RecordDocument | undefined,
  find: FindEnd,
): Promise<RecordDocument> {
  if (before) {
    return writer.change(command, before.recordId, 'imported', undefined, (current) =>
      nextContent(current, row),
    );
  }
  const { externalKey, fields, status, scope } = row;
  const links = targetsOf(row, find);
  return records.create(command, { typeId: type.id, externalKey, fields, status, scope, links });
}

function targetsOf({ links }: RecordImportRow, find: FindEnd): LinkTarget[] {
  return links.flatMap(({ relation, to }) => {
    const targetId = find(to);
    return targetId === undefined ? [] : [{ relation, kind: 'record', targetId }];
  });
}

/** A row may name one that stands further down, and one that was there may have new links. */
async function linkLater(
  { records }: RecordImporterDependencies,
  command: RecordCommand,
  rows: readonly RecordImportRow[],
  recordIds: readonly string[],
  find: FindEnd,
): Promise<void> {
  for (const [index, row] of rows.entries()) {
    const recordId = recordIds[index] ?? '';
    const record = await records.find(command.organisationId, recordId);
    for (const target of targetsOf(row, find)) {
      const isThere = record?.links.some(
        ({ relation, targetId }) => relation === target.relation && targetId === target.targetId,
      );
      if (!isThere) await records.link(command, recordId, target);
    }
  }
}
