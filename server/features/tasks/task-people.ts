import { isAllowed } from '../../access/ability.js';
import type { StandingReader } from '../../access/standing-reader.js';
import type { Standing } from '../../access/standing.js';
import { requireNotExcluded } from './describe-task.js';
import { NotFound, Unprocessable } from '../../errors.js';
import { contextOf, type RequestContext } from '../../http/request-context.js';
import { containsText } from '../../http/search-rows.js';
import type { UserDocument } from '../../store/people-models.js';
import type { UserTaskDocument } from '../../store/projection-models.js';
import type { Store } from '../../store/store.js';

export type Purpose = 'delegation' | 'handOver' | 'escalation' | 'mention';

/** People looked through for those who may get a task; whoever looks for more types more. */
const LOOKED_THROUGH = 200;
const SHOWN = 20;

export interface TaskPeople {
  /** Finds somebody who may get the task for this purpose; throws when they may not. */
  require(
    context: RequestContext,
    row: UserTaskDocument,
    username: string,
    purpose: Purpose,
  ): Promise<UserDocument>;
  list(
    context: RequestContext,
    row: UserTaskDocument,
    purpose: Purpose,
    text: string | undefined,
  ): Promise<UserDocument[]>;
  /** Of those who are named, the ones who may see the task. */
  readersOf(row: UserTaskDocument, usernames: readonly string[]): Promise<UserDocument[]>;
  /** Everybody active in a group or role who may work on the task. */
  membersOf(row: UserTaskDocument, offer: OfferTarget): Promise<string[]>;
}

export type OfferTarget = { readonly groups: string } | { readonly roles: string };

const active = ({ organisationId }: { readonly organisationId: string }) => ({
  organisationId,
  isDisabled: false,
});

/** Who may be given a task, or told about it. */
export function createTaskPeople(store: Store, standings: StandingReader): TaskPeople {
  const contextFor = async (person: UserDocument) => contextOf(person, await standings.of(person));
  const fitting = async (
    found: readonly UserDocument[],
    row: UserTaskDocument,
    purpose: Purpose,
  ): Promise<UserDocument[]> => {
    const contexts = await Promise.all(found.map(contextFor));
    return contexts.filter((context) => suits(context, row, purpose)).map(({ person }) => person);
  };
  return {
    require: async (context, row, username, purpose) => {
      if (purpose !== 'mention') requireNotExcluded(row, username);
      const person = await store.users
        .findOne({ ...active(context), username })
        .lean()
        .exec();
      if (!person) throw new NotFound('user', username);
      if (!suits(await contextFor(person), row, purpose)) {
        throw new Unprocessable('notAmongCandidates', `The task cannot go to '${username}'.`, {
          params: { username },
        });
      }
      return person;
    },
    list: async (context, row, purpose, text) => {
      const named = text === undefined || text === '' ? undefined : containsText(text);
      const found = await store.users
        .find({
          ...active(context),
          username: { $ne: context.username },
          ...(named === undefined ? {} : { $or: [{ displayName: named }, { username: named }] }),
        } as never)
        .sort({ displayName: 1 })
        .limit(LOOKED_THROUGH)
        .lean()
        .exec();
      return (await fitting(found, row, purpose)).slice(0, SHOWN);
    },
    readersOf: async (row, usernames) => {
      if (usernames.length === 0) return [];
      const filter = { ...active(row), username: { $in: [...usernames] } };
      const found = await store.users.find(filter).lean().exec();
      return fitting(found, row, 'mention');
    },
    membersOf: async (row, offer) => {
      const found = await store.users
        .find({ ...active(row), ...(await membership(store, row, offer)) } as never)
        .lean()
        .exec();
      return (await fitting(found, row, 'delegation')).map(({ username }) => username);
    },
  };
}

/** A role is held for the whole organisation, or for the service of the task. */
async function membership(
  store: Store,
  { organisationId, serviceId }: UserTaskDocument,
  offer: OfferTarget,
): Promise<object> {
  if ('groups' in offer || serviceId === undefined) return offer;
  const holdings = await store.roleHoldings
    .find({ organisationId, serviceId, roleId: offer.roles })
    .lean()
    .exec();
  const usernames = holdings.flatMap(({ username }) => (username === undefined ? [] : [username]));
  const groups = holdings.flatMap(({ groupId }) => (groupId === undefined ? [] : [groupId]));
  return { $or: [offer, { username: { $in: usernames } }, { groups: { $in: groups } }] };
}

function suits(context: RequestContext, row: UserTaskDocument, purpose: Purpose): boolean {
  const { ability, username, standing } = context;
  switch (purpose) {
    case 'mention':
      return isAllowed(ability, 'read', 'UserTask', row);
    case 'handOver':
      return isAllowed(ability, 'complete', 'UserTask', { ...row, assignee: null });
    case 'delegation':
    case 'escalation':
      // Whoever is given it may do it, unless they are kept from it.
      return (
        isStaff(standing) &&
        isAllowed(ability, 'complete', 'UserTask', { ...row, assignee: username })
      );
  }
}

/** People who work here, as opposed to those the work is done for. */
export function isStaff({
  roles,
  serviceRoles,
}: Pick<Standing, 'roles' | 'serviceRoles'>): boolean {
  return [...roles, ...serviceRoles].some(
    ({ rights }) => rights !== 'reporter' && rights !== 'worker',
  );
}
