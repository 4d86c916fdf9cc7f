import type { RecordType } from '../../../definitions/index.js';
import { isAllowed } from '../../access/ability.js';
import { allowedRows, withConditions } from '../../access/allowed-rows.js';
import { Forbidden, NotFound } from '../../errors.js';
import type { RequestContext } from '../../http/request-context.js';
import type { RecordDocument } from '../../store/record-models.js';
import type { Store } from '../../store/store.js';
import type { RecordCommand } from './record-commands.js';
import type { RecordTransition } from './record-types.js';

/** Finds a record that the person may see; throws `NotFound` for all others. */
export async function readRecord(
  store: Store,
  context: RequestContext,
  recordId: string,
): Promise<RecordDocument> {
  const filter = withConditions(allowedRows(context, 'read', 'Record'), { recordId });
  const row = await store.records.findOne(filter).lean().exec();
  if (!row) throw new NotFound('record', recordId);
  return row;
}

/** A record that the person may see, and change too. */
export async function readToChange(
  store: Store,
  context: RequestContext,
  recordId: string,
): Promise<RecordDocument> {
  const row = await readRecord(store, context, recordId);
  if (mayChange(context, row)) return row;
  throw new Forbidden('forbidden', `You have no right to change '${recordId}'.`);
}

export function mayChange({ ability }: RequestContext, row: RecordDocument): boolean {
  return isAllowed(ability, 'update', 'Record', row);
}

export function mayCreate({ ability }: RequestContext, { audience }: RecordType): boolean {
  return isAllowed(ability, 'create', 'Record', { createRoles: audience.create.roles });
}

/** Whoever imports creates and changes records of the whole type. */
export function mayImport(context: RequestContext, type: RecordType): boolean {
  const all = { changeRoles: type.audience.change.roles, changers: [] };
  return mayCreate(context, type) && isAllowed(context.ability, 'update', 'Record', all);
}

/** By hand; what a process does needs no right of a person. */
export function mayMove(
  context: RequestContext,
  row: RecordDocument,
  { roles }: RecordTransition,
): boolean {
  if (roles === undefined || context.isAdmin) return mayChange(context, row);
  return context.standing.roles.some(
    ({ roleId, rights }) => roles.includes(roleId) || roles.includes(rights),
  );
}

/** A command of a person; ids of commands are theirs alone. */
export function commandOf(
  { organisationId, actor }: RequestContext,
  { reason, commandId }: { reason?: string | undefined; commandId?: string | undefined },
): RecordCommand {
  return {
    organisationId,
    actor,
    reason,
    commandId: commandId === undefined ? undefined : `${actor.type}:${actor.id}:${commandId}`,
  };
}
