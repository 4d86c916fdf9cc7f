import { seesEveryTask } from '../../access/ability.js';
import { offersTo } from '../../access/offered-tasks.js';
import type { UserTaskFilter } from '../../contract/index.js';
import type { RequestContext } from '../../http/request-context.js';
import { containsText } from '../../http/search-rows.js';
import { NEVER_DUE } from '../../store/projection-models.js';
import { listTags, offerKeys } from '../../store/task-lists.js';
import { readMoment } from './relative-moment.js';

type Condition = Record<string, unknown>;

/** Translates the filters of the inbox to conditions on the projection. */
export function taskFilter(
  context: RequestContext,
  given: UserTaskFilter,
  now: Date,
): Record<string, unknown> {
  const conditions = [...stateConditions(context, given), ...fieldConditions(given, now)];
  return conditions.length === 0 ? {} : { $and: conditions };
}

function stateConditions(context: RequestContext, given: UserTaskFilter): Condition[] {
  const { username } = context;
  if (given.completed === true) return [{ completedBy: username }, { state: 'completed' }];
  const isOpenOnly =
    given.state === undefined
      ? given.processInstanceKey === undefined
      : given.state.every((state) => state === 'created');
  if (!isOpenOnly) {
    return [
      ...(given.state === undefined ? [] : [{ state: { $in: given.state } }]),
      ...looseConditions(context, given),
    ];
  }
  // One task of an instance is found by the instance; everything else is found by its list.
  if (given.processInstanceKey !== undefined)
    return [{ state: 'created' }, ...looseConditions(context, given)];
  return [{ state: 'created' }, { lists: { $in: listsFor(context, given) } }, ...rest(given)];
}

/** What the chosen lists do not say yet. */
function rest(given: UserTaskFilter): Condition[] {
  const isFreeAtRisk = given.atRisk === true && isUnassigned(given);
  return [
    ...(isFreeAtRisk ? [{ risk: { $in: ['atRisk', 'breached'] } }] : []),
    ...(given.group !== undefined && isOfSomebody(given)
      ? [{ offeredTo: offerKeys.group(given.group) }]
      : []),
    ...(given.group !== undefined && given.myGroups === true
      ? [{ offeredTo: offerKeys.group(given.group) }]
      : []),
    ...(given.mine === true && given.assignee !== undefined ? [{ assignee: given.assignee }] : []),
  ];
}

const isUnassigned = (given: UserTaskFilter): boolean => given.unassigned === true;
const isOfSomebody = (given: UserTaskFilter): boolean =>
  given.mine === true || given.assignee !== undefined;

/** The same filters for tasks in any state, which stand in no list. */
function looseConditions(context: RequestContext, given: UserTaskFilter): Condition[] {
  const { username } = context;
  return [
    ...(given.mine === true ? [{ assignee: username }] : []),
    ...(given.myGroups === true ? [{ offeredTo: { $in: groupOffers(context) } }] : []),
    ...(given.unassigned === true ? [{ assignee: null }] : []),
    ...(given.atRisk === true ? [{ risk: { $in: ['atRisk', 'breached'] } }] : []),
    ...(given.assignee === undefined ? [] : [{ assignee: readAssignee(context, given.assignee) }]),
    ...(given.group === undefined ? [] : [{ offeredTo: offerKeys.group(given.group) }]),
  ];
}

/** The lists whose union holds what is asked for, as narrow as they come. */
function listsFor(context: RequestContext, given: UserTaskFilter): string[] {
  const offers = offersTo(context.person, context.standing);
  const seesAll = seesEveryTask(context.ability, given.serviceId);
  const atRisk = given.atRisk === true;
  if (isOfSomebody(given)) {
    const username = given.mine ? context.username : readAssignee(context, given.assignee ?? '');
    if (atRisk) return [listTags.riskOf(username)];
    const isLaterShown = given.isLaterShown === true || username !== context.username;
    return [listTags.of(username), ...(isLaterShown ? [listTags.later(username)] : [])];
  }
  const among = given.myGroups === true ? groupOffers(context) : chosenGroup(given);
  if (isUnassigned(given)) {
    if (among === undefined && seesAll) return [listTags.free];
    return (among ?? offers).map((offer) => listTags.freeFor(offer));
  }
  const tagOf = atRisk ? listTags.riskOffered : listTags.offered;
  if (among !== undefined) {
    const taken = given.myGroups === true ? ofAbsent(context, atRisk) : [];
    return [...among.map((offer) => tagOf(offer)), ...taken];
  }
  if (seesAll) return [atRisk ? listTags.risk : listTags.open];
  const { username } = context;
  const own = atRisk
    ? [listTags.riskOf(username)]
    : [listTags.of(username), listTags.later(username)];
  return [...own, ...ofAbsent(context, atRisk), ...offers.map((offer) => tagOf(offer))];
}

/** What the absent had taken waits for their substitute. */
function ofAbsent({ standing }: RequestContext, atRisk: boolean): string[] {
  const tagOf = atRisk ? listTags.riskOf : listTags.of;
  return standing.substitutesFor.map(({ username }) => tagOf(username));
}

function chosenGroup({ group }: UserTaskFilter): string[] | undefined {
  return group === undefined ? undefined : [offerKeys.group(group)];
}

/** Work is offered to a role as it is to a group: both wait for whoever takes them. */
function groupOffers({ person, standing }: RequestContext): string[] {
  const own = offerKeys.user(person.username);
  return offersTo(person, standing).filter((offer) => offer !== own && /^\w+:/.test(offer));
}

const readAssignee = ({ username }: RequestContext, assignee: string): string =>
  assignee === 'me' ? username : assignee;

function fieldConditions(given: UserTaskFilter, now: Date): Condition[] {
  const { serviceId, processDefinitionId, businessKey, priority, due } = given;
  const before = due?.before === undefined ? undefined : readMoment(due.before, now);
  const after = due?.after === undefined ? undefined : readMoment(due.after, now);
  const text = given.text === undefined || given.text === '' ? undefined : containsText(given.text);
  return [
    ...(given.processInstanceKey === undefined ? [] : [{ instanceId: given.processInstanceKey }]),
    ...(processDefinitionId === undefined ? [] : [{ processDefinitionId }]),
    ...(serviceId === undefined ? [] : [{ serviceId }]),
    ...(businessKey === undefined ? [] : [{ businessKey }]),
    ...(priority?.from === undefined ? [] : [{ priority: { $gte: priority.from } }]),
    ...(priority?.to === undefined ? [] : [{ priority: { $lte: priority.to } }]),
    ...(before === undefined ? [] : [{ sortDueAt: { $lt: before } }]),
    ...(after === undefined ? [] : [{ sortDueAt: { $gte: after, $lt: NEVER_DUE } }]),
    ...(text === undefined
      ? []
      : [{ $or: [{ name: text }, { businessKey: text }, { instanceName: text }] }]),
  ];
}
