import type { RecordType } from '../../../definitions/index.js';
import type { FieldError, RecordTypeDescription } from '../../contract/index.js';
import { Conflict, Unprocessable } from '../../errors.js';
import { createFieldCheck, isFilled, type CheckFields, type RecordFields } from './check-fields.js';

export type RecordTransition = RecordType['lifeCycle']['transitions'][number];
export type Relation = RecordType['relations'][number];

/** Links that every type of record can have. */
export const GENERAL_RELATIONS: readonly Relation[] = [
  { id: 'relatesTo', name: 'relates to', inverse: 'relates to', to: [] },
  { id: 'handledIn', name: 'is handled in', inverse: 'handles', to: [] },
];

/** The types of records that the library declares. */
export interface RecordTypes {
  readonly all: readonly RecordType[];
  /** Throws `Unprocessable` for a type that nobody declared. */
  get(typeId: string): RecordType;
  check(typeId: string, fields: RecordFields): FieldError[];
}

export function createRecordTypes(all: readonly RecordType[]): RecordTypes {
  const byId = new Map(all.map((type) => [type.id, type]));
  const checks = new Map<string, CheckFields>(all.map((type) => [type.id, createFieldCheck(type)]));
  const get = (typeId: string): RecordType => {
    const type = byId.get(typeId);
    if (type) return type;
    throw new Unprocessable(
      'unknownRecordType',
      `Expected one of ${all.map(({ id }) => `'${id}'`).join(', ')}, but got '${typeId}'.`,
      { errors: [{ path: 'recordTypeId', rule: 'known', message: 'There is no such type.' }] },
    );
  };
  return {
    all,
    get,
    check: (typeId, fields) => checks.get(get(typeId).id)?.(fields) ?? [],
  };
}

export const prefixOf = ({ idPattern }: RecordType): string => idPattern.replace('-{seq}', '');

export const isTerminal = ({ lifeCycle }: RecordType, status: string): boolean =>
  lifeCycle.states.some(({ id, isTerminal }) => id === status && isTerminal);

export const statusName = ({ lifeCycle }: RecordType, status: string): string =>
  lifeCycle.states.find(({ id }) => id === status)?.name ?? status;

export const labelOf = ({ schema }: RecordType, field: string): string =>
  schema.properties[field]?.title ?? field;

export function relationOf(type: RecordType, relation: string): Relation | undefined {
  return [...type.relations, ...GENERAL_RELATIONS].find(({ id }) => id === relation);
}

/** Finds a transition by its id, or by the status that it leads to. */
export function findTransition(type: RecordType, status: string, wanted: string): RecordTransition {
  const leaving = type.lifeCycle.transitions.filter(({ from }) => from.includes(status));
  const found = leaving.find(({ id }) => id === wanted) ?? leaving.find(({ to }) => to === wanted);
  if (found) return found;
  const possible = leaving.map(({ id }) => `'${id}'`).join(', ');
  throw new Conflict(
    'transitionNotAllowed',
    `Expected a transition that leaves '${statusName(type, status)}' (${possible || 'there is none'}), but got '${wanted}'.`,
    { params: { status, transition: wanted } },
  );
}

export function missingFields(transition: RecordTransition, fields: RecordFields): string[] {
  return transition.requires.filter((field) => !isFilled(fields[field]));
}

/** People of a record by what its fields name. */
export function peopleOf(
  { people }: RecordType,
  fields: RecordFields,
): { readonly reporter: string[]; readonly participants: string[] } {
  const named = (field: string): string[] => {
    const value = fields[field];
    return typeof value === 'string' && value !== '' ? [value] : [];
  };
  return {
    reporter: people.reporter === undefined ? [] : named(people.reporter),
    participants: people.participants.flatMap(named),
  };
}

export function describeType(type: RecordType, canCreate: boolean): RecordTypeDescription {
  const { id, audience: _audience, people: _people, formatVersion: _version, ...rest } = type;
  const { lifeCycle, relations, dueField, ...plain } = rest;
  return {
    recordTypeId: id,
    ...plain,
    ...(dueField === undefined ? {} : { dueField }),
    initialStatus: lifeCycle.initial,
    states: lifeCycle.states,
    transitions: lifeCycle.transitions.map(({ roles: _roles, ...transition }) => transition),
    relations: [...relations, ...GENERAL_RELATIONS],
    can: { create: canCreate },
  };
}
