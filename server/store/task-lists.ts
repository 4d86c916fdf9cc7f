import type { mongo } from 'mongoose';

interface OfferScope {
  readonly serviceId?: string | undefined;
  readonly customerId?: string | undefined;
}

/** `@payroll`, `@payroll/harbour-works`; nothing for the whole organisation. */
function within({ serviceId, customerId }: OfferScope): string {
  if (serviceId === undefined) return '';
  return customerId === undefined ? `@${serviceId}` : `@${serviceId}/${customerId}`;
}

/** Who a task is offered to, as one list: `user:anna`, `group:first-line`, `role:agent`, `role:agent@payroll`, `staff`. */
export const offerKeys = {
  user: (username: string) => `user:${username}`,
  group: (group: string) => `group:${group}`,
  /** Held for the whole organisation, for one service, or for one customer of it. */
  role: (role: string, scope: OfferScope = {}) => `role:${role}${within(scope)}`,
  /** Offered to nobody in particular: any of the staff may take it. */
  staff: (scope: OfferScope = {}) => `staff${within(scope)}`,
} as const;

/** The scopes in which somebody may hold what a task of this scope asks for. */
function scopesAround({ serviceId, customerId }: OfferScope): OfferScope[] {
  if (serviceId === undefined) return [{}];
  return [{}, { serviceId }, ...(customerId === undefined ? [] : [{ serviceId, customerId }])];
}

interface Candidates {
  readonly assignee?: string | undefined;
  readonly users: readonly string[];
  readonly groups: readonly string[];
  readonly roles: readonly string[];
}

/** The offers of a task as its process makes them. */
export function offersOf(candidates: Candidates, scope: OfferScope): string[] {
  const { assignee, users, groups, roles } = candidates;
  const isForNobody = assignee === undefined && users.length + groups.length + roles.length === 0;
  if (isForNobody) return offersWithin([offerKeys.staff()], scope);
  return [
    ...users.map((username) => offerKeys.user(username)),
    ...groups.map((group) => offerKeys.group(group)),
    ...offersWithin(
      roles.map((role) => offerKeys.role(role)),
      scope,
    ),
  ];
}

/** Offers to roles and to the staff at large, also to those who stand for the scope only. */
export function offersWithin(offers: readonly string[], scope: OfferScope): string[] {
  const added = offers
    .filter((offer) => offer === offerKeys.staff() || /^role:[^@]+$/.test(offer))
    .flatMap((offer) => scopesAround(scope).map((one) => `${offer}${within(one)}`));
  return [...new Set([...offers, ...added])];
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

/** What a task's row holds of the work people do on it. */
export interface WorkCopy {
  readonly assignee: string | null;
  readonly claimVersion: number;
  readonly delegatedBy?: string | null | undefined;
  readonly deferredUntil?: Date | null | undefined;
  readonly offers?: readonly string[] | undefined;
  readonly escalatedAt?: Date | undefined;
  readonly priority?: number | undefined;
}

/** Brings a task's row up to the work on it; `null` takes a value away. */
export function copyWork(
  { offers, delegatedBy, deferredUntil, ...values }: WorkCopy,
  more: Readonly<Record<string, unknown>> = {},
): mongo.Document[] {
  const removed = Object.entries({ delegatedBy, deferredUntil }).flatMap(([name, value]) =>
    value === null ? [name] : [],
  );
  return [
    ...(offers === undefined
      ? []
      : [{ $set: { offeredTo: { $setUnion: ['$offeredTo', { $literal: [...offers] }] } } }]),
    ...writeTask(
      {
        ...values,
        delegatedBy: delegatedBy ?? undefined,
        deferredUntil: deferredUntil ?? undefined,
        ...more,
      },
      removed,
    ),
  ];
}
