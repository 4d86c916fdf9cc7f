import type { mongo } from 'mongoose';

/** Who a task is offered to, as one list: `user:anna`, `group:first-line`, `role:agent`, `role:agent@payroll`, `staff`. */
export const offerKeys = {
  user: (username: string) => `user:${username}`,
  group: (group: string) => `group:${group}`,
  /** Held for the whole organisation, or for one service. */
  role: (role: string, serviceId?: string) =>
    serviceId === undefined ? `role:${role}` : `role:${role}@${serviceId}`,
  /** Offered to nobody in particular: any of the staff may take it. */
  staff: 'staff',
} as const;

interface Candidates {
  readonly assignee?: string | undefined;
  readonly users: readonly string[];
  readonly groups: readonly string[];
  readonly roles: readonly string[];
}

/** The offers of a task as its process makes them. */
export function offersOf(candidates: Candidates, serviceId: string | undefined): string[] {
  const { assignee, users, groups, roles } = candidates;
  const isForNobody = assignee === undefined && users.length + groups.length + roles.length === 0;
  if (isForNobody) return [offerKeys.staff];
  return [
    ...users.map((username) => offerKeys.user(username)),
    ...groups.map((group) => offerKeys.group(group)),
    ...roles.flatMap((role) =>
      serviceId === undefined
        ? [offerKeys.role(role)]
        : [offerKeys.role(role), offerKeys.role(role, serviceId)],
    ),
  ];
}

/** Names of the lists that an open task stands in; every list of the inbox is the union of some of them. */
export const listTags = {
  open: 'open',
  offered: (offer: string) => `offered:${offer}`,
  free: 'free',
  freeFor: (offer: string) => `free:${offer}`,
  of: (username: string) => `of:${username}`,
  /** Put off until a date by whoever has it. */
  later: (username: string) => `later:${username}`,
  risk: 'risk',
  riskOffered: (offer: string) => `risk:${offer}`,
  riskOf: (username: string) => `risk:of:${username}`,
} as const;

const mapOffers = (prefix: string) => ({
  $map: { input: { $ifNull: ['$offeredTo', []] }, in: { $concat: [prefix, '$$this'] } },
});
const assignee = { $ifNull: ['$assignee', ''] };
const isFree = { $eq: [assignee, ''] };
const isPutOff = { $gt: [{ $ifNull: ['$deferredUntil', null] }, null] };
const isAtRisk = { $in: ['$risk', ['atRisk', 'breached']] };

const ofSomebody = {
  $cond: [isPutOff, [{ $concat: ['later:', assignee] }], [{ $concat: ['of:', assignee] }]],
};
const riskTags = {
  $concatArrays: [
    [listTags.risk],
    mapOffers('risk:'),
    { $cond: [isFree, [], [{ $concat: ['risk:of:', assignee] }]] },
  ],
};

/** Last stage of every write to a task's row: keeps the lists it stands in true to its other fields. */
export const computeLists: mongo.Document = {
  $set: {
    lists: {
      $cond: [
        { $ne: ['$state', 'created'] },
        [],
        {
          $concatArrays: [
            [listTags.open],
            mapOffers('offered:'),
            {
              $cond: [isFree, { $concatArrays: [[listTags.free], mapOffers('free:')] }, ofSomebody],
            },
            { $cond: [isAtRisk, riskTags, []] },
          ],
        },
      ],
    },
  },
};

/** A write of plain values to a task's row, with what follows from them. */
export function writeTask(
  values: Readonly<Record<string, unknown>>,
  removed: readonly string[] = [],
): mongo.Document[] {
  const literals = Object.fromEntries(
    Object.entries(values)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, { $literal: value }]),
  );
  return [
    { $set: literals },
    ...(removed.length === 0 ? [] : [{ $unset: [...removed] }]),
    computeLists,
  ];
}
