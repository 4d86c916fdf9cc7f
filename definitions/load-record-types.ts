import path from 'node:path';

import { LibraryError } from './errors.js';
import { LibraryFiles, findLibraryFolder } from './library-files.js';
import { catalogueSchema } from './library-schema.js';
import { recordTypeSchema, type RecordType } from './record-type-schema.js';

const folder = 'records';

/** Reads the types of records from disk; throws a `LibraryError` that names everything wrong with them. */
export async function loadRecordTypes(
  libraryFolder: string = findLibraryFolder(),
): Promise<readonly RecordType[]> {
  const files = new LibraryFiles(libraryFolder);
  const catalogue = await files.readYaml('library.yaml', catalogueSchema);
  const types: RecordType[] = [];
  for (const name of await files.list(folder)) {
    const file = `${folder}/${name}`;
    const type = await files.readJson(file, recordTypeSchema);
    if (type === undefined) continue;
    if (path.basename(name, '.json') !== type.id) {
      files.note(file, `Expected the file to be named after its id '${type.id}' but it is not`);
    }
    types.push(type);
  }
  const roles = new Set(catalogue?.roles.map((role) => role.id));
  for (const type of types) {
    for (const message of findFaults(type, types, roles)) {
      files.note(`${folder}/${type.id}.json`, message);
    }
  }
  if (files.problems.length > 0) throw new LibraryError(files.problems);
  return types;
}

/** What a schema of one file cannot say: names that refer to nothing, states that are never reached. */
function findFaults(
  type: RecordType,
  types: readonly RecordType[],
  roles: ReadonlySet<string>,
): string[] {
  return [
    ...findFieldFaults(type),
    ...findStateFaults(type),
    ...findOpenObjects(type.schema, 'schema'),
    ...unknownOf('role', namedRoles(type), (role) => roles.has(role)),
    ...unknownOf(
      'record type',
      type.relations.flatMap(({ to }) => to),
      (id) => types.some((other) => other.id === id),
    ),
    ...types
      .filter((other) => other.id < type.id && other.idPattern === type.idPattern)
      .map((other) => `Expected a pattern of its own but '${other.id}' has the same`),
  ];
}

function findFieldFaults({ schema, lifeCycle, ...type }: RecordType): string[] {
  const named = [
    type.titleField,
    ...type.searchFields,
    ...type.summaryFields,
    ...(type.dueField === undefined ? [] : [type.dueField]),
    ...(type.people.reporter === undefined ? [] : [type.people.reporter]),
    ...type.people.participants,
    ...schema.required,
    ...lifeCycle.transitions.flatMap(({ requires }) => requires),
  ];
  const unlabeled = Object.entries(schema.properties).flatMap(
    ([field, { enum: values, ...rest }]) =>
      (values ?? [])
        .filter((value) => rest['x-labels']?.[value] === undefined)
        .map(
          (value) => `Expected a label for the value '${value}' of '${field}' but there is none`,
        ),
  );
  return [
    ...unknownOf('field', named, (field) => schema.properties[field] !== undefined),
    ...(schema.required.includes(type.titleField)
      ? []
      : [`Expected the title '${type.titleField}' to be required but it is not`]),
    ...unlabeled,
  ];
}

function findStateFaults({ lifeCycle: { initial, states, transitions } }: RecordType): string[] {
  const isState = (id: string): boolean => states.some((state) => state.id === id);
  const isTerminal = (id: string): boolean =>
    states.some((state) => state.id === id && state.isTerminal);
  const reached = new Set([initial, ...transitions.map(({ to }) => to)]);
  return [
    ...unknownOf(
      'state',
      [initial, ...transitions.flatMap(({ from, to }) => [...from, to])],
      isState,
    ),
    ...states
      .filter(({ id }) => !reached.has(id))
      .map(({ id }) => `Expected a transition to the state '${id}' but there is none`),
    ...transitions
      .filter(({ from }) => from.some(isTerminal))
      .map(
        ({ id }) => `Expected '${id}' to begin where work goes on but it leaves a terminal state`,
      ),
  ];
}

/** Names that nobody declared would be kept and never checked. */
function findOpenObjects(schema: unknown, place: string): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  if (Array.isArray(schema)) return schema.flatMap((one) => findOpenObjects(one, place));
  const parts = Object.entries(schema).flatMap(([name, part]) =>
    findOpenObjects(part, `${place}.${name}`),
  );
  const isOpen =
    'properties' in schema &&
    typeof schema.properties === 'object' &&
    'type' in schema &&
    schema.type === 'object' &&
    !('additionalProperties' in schema && schema.additionalProperties === false);
  return isOpen
    ? [`Expected '${place}' to allow no other properties but it does`, ...parts]
    : parts;
}

function namedRoles({ audience, lifeCycle }: RecordType): string[] {
  return [
    ...audience.read.roles,
    ...audience.create.roles,
    ...audience.change.roles,
    ...lifeCycle.transitions.flatMap(({ roles }) => roles ?? []),
  ];
}

function unknownOf(
  kind: string,
  names: readonly string[],
  isKnown: (name: string) => boolean,
): string[] {
  return [...new Set(names)]
    .filter((name) => !isKnown(name))
    .map((name) => `Expected a ${kind} '${name}' but there is none`);
}
