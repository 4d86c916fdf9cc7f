import { randomUUID } from 'node:crypto';
import { isAllowed } from '../../access/ability.js';
import { allowedRows, withConditions } from '../../access/allowed-rows.js';
import type { Absence } from '../../contract/index.js';
import { Forbidden, NotFound, Unprocessable } from '../../errors.js';
import type { HandlerOf, Handlers } from '../../http/endpoint-router.js';
import { searchRows, sortOf } from '../../http/search-rows.js';
import type { AbsenceDocument } from '../../store/organisation-models.js';
import {
  noteChange,
  requirePerson,
  type OrganisationDependencies,
} from './organisation-dependencies.js';
import { displayNamesOf } from './register-handlers.js';

/** Who is away, and who stands in meanwhile. */
export function createAbsenceHandlers(
  deps: OrganisationDependencies,
): Handlers<'searchAbsences' | 'createAbsence' | 'deleteAbsence'> {
  return {
    searchAbsences: searchAbsences(deps),
    createAbsence: createAbsence(deps),
    deleteAbsence: deleteAbsence(deps),
  };
}

function toAbsence(row: AbsenceDocument, names: ReadonlyMap<string, string>): Absence {
  const { _id, username, substitute, from, to, reason } = row;
  return {
    absenceKey: _id,
    username,
    displayName: names.get(username) ?? username,
    substitute,
    substituteName: names.get(substitute) ?? substitute,
    from: from.toISOString(),
    to: to.toISOString(),
    ...(reason === undefined ? {} : { reason }),
  };
}

function searchAbsences({ store, now }: OrganisationDependencies): HandlerOf<'searchAbsences'> {
  return async ({ context, body }) => {
    const { username, substitute, isOver } = body.filter ?? {};
    const filter = withConditions(allowedRows(context, 'read', 'Absence'), {
      ...(username === undefined ? {} : { username }),
      ...(substitute === undefined ? {} : { substitute }),
      ...(isOver === true ? {} : { to: { $gt: now() } }),
    });
    const sort = sortOf(body.sort, { from: 'from', to: 'to' }, { from: 1 });
    const { rows, page } = await searchRows(store.absences, { filter, sort, page: body.page });
    const usernames = rows.flatMap((row) => [row.username, row.substitute]);
    const names = await displayNamesOf(store, context, usernames);
    return { items: rows.map((row) => toAbsence(row, names)), page };
  };
}

function createAbsence(deps: OrganisationDependencies): HandlerOf<'createAbsence'> {
  const { store, now } = deps;
  return async ({ context, body }) => {
    const { substitute, reason } = body;
    const username = body.username ?? context.username;
    if (!isAllowed(context.ability, 'create', 'Absence', { username })) {
      throw new Forbidden('forbidden', `You have no right to say when '${username}' is absent.`);
    }
    if (substitute === username) {
      throw new Unprocessable('ownSubstitute', 'Expected somebody else to stand in.');
    }
    const [from, to] = [new Date(body.from), new Date(body.to)];
    if (to <= now()) throw new Unprocessable('absenceOver', 'Expected an end in the future.');
    if (username !== context.username) await requirePerson(deps, context, username);
    await requirePerson(deps, context, substitute);
    const why = reason === undefined ? {} : { reason };
    const absence = { username, substitute, from, to, ...why };
    const _id = randomUUID();
    const row = { _id, organisationId: context.organisationId, ...absence };
    await store.absences.create(row);
    const subject = { subjectType: 'Absence', subjectKey: username };
    await noteChange(deps, context, { action: 'absenceSet', ...subject, after: absence });
    return toAbsence(row, await displayNamesOf(store, context, [username, substitute]));
  };
}

/** What has begun ends now, so that it stays known; what has not begun is called off. */
function deleteAbsence(deps: OrganisationDependencies): HandlerOf<'deleteAbsence'> {
  const { store, now } = deps;
  return async ({ context, params: { absenceKey: _id } }) => {
    const allowed = withConditions(allowedRows(context, 'delete', 'Absence'), { _id });
    const absence = await store.absences.findOne(allowed).lean().exec();
    if (!absence) throw new NotFound('absence', _id);
    const at = now();
    if (absence.from > at) await store.absences.deleteOne({ _id }).exec();
    else if (absence.to > at) await store.absences.updateOne({ _id }, { $set: { to: at } }).exec();
    const { username, substitute, from, to } = absence;
    const before = { substitute, from, to };
    const subject = { subjectType: 'Absence', subjectKey: username };
    await noteChange(deps, context, { action: 'absenceEnded', ...subject, before });
    return undefined;
  };
}
