import type { NotificationDocument } from '../../store/notification-models.js';
import type { UserDocument } from '../../store/people-models.js';
import type { Store } from '../../store/store.js';
import type { DeliveryBox } from './delivery-box.js';
import { readPreferences, usualPreferences } from './preferences.js';

export interface Digests {
  /** Puts together the mails of the day that are due; gives how many. */
  gatherDue(): Promise<number>;
}

interface DigestDependencies {
  readonly store: Store;
  readonly box: DeliveryBox;
  readonly now: () => Date;
}

const MOST_IN_A_MAIL = 200;

/** One mail a day per person, at their own hour in their own zone. Several servers may do it at once. */
export function createDigests(deps: DigestDependencies): Digests {
  return {
    gatherDue: async () => {
      let gathered = 0;
      for (const { organisationId, username } of await listWaiting(deps.store)) {
        const person = await deps.store.users
          .findOne({ organisationId, username, isDisabled: false })
          .lean()
          .exec();
        if (person && (await gather(deps, person))) gathered += 1;
      }
      return gathered;
    },
  };
}

function listWaiting(store: Store): Promise<{ organisationId: string; username: string }[]> {
  return store.notifications
    .aggregate<{ organisationId: string; username: string }>([
      { $match: { digest: 'due' } },
      { $group: { _id: { organisationId: '$organisationId', username: '$username' } } },
      { $replaceRoot: { newRoot: '$_id' } },
    ])
    .exec();
}

async function gather(
  { store, box, now }: DigestDependencies,
  { organisationId, username, email, zone }: UserDocument,
): Promise<boolean> {
  if (email === undefined) return false;
  const preferences = await readPreferences(store, organisationId, [username]);
  const { digestAt } = preferences.get(username) ?? usualPreferences;
  const local = localMoment(now(), zone);
  if (local.time < digestAt) return false;
  const due = await store.notifications
    .find({ organisationId, username, digest: 'due' })
    .sort({ createdAt: 1 })
    .limit(MOST_IN_A_MAIL)
    .lean()
    .exec();
  const _id = `digest:${organisationId}:${username}:${local.date}`;
  const mail = { to: email, subject: `Your day: ${String(due.length)} news`, text: writeList(due) };
  const notificationIds = due.map((each) => each._id);
  await box.add([{ _id, organisationId, channel: 'email', mail, notificationIds }]);
  return markSent(store, _id);
}

/** The mail of a day is written once; what came later waits for the next day. */
async function markSent(store: Store, deliveryId: string): Promise<boolean> {
  const delivery = await store.deliveries
    .findById(deliveryId, { notificationIds: 1 })
    .lean()
    .exec();
  const { modifiedCount } = await store.notifications
    .updateMany(
      { _id: { $in: delivery?.notificationIds ?? [] }, digest: 'due' },
      { $set: { digest: 'sent' } },
    )
    .exec();
  return modifiedCount > 0;
}

function writeList(rows: readonly NotificationDocument[]): string {
  return rows
    .map(({ subject, text }) => (text === '' ? `• ${subject}` : `• ${subject}\n${text}`))
    .join('\n\n');
}

/** Date and time of day as a clock on the wall there shows them; an unknown zone is read as UTC. */
export function localMoment(
  at: Date,
  zone: string,
): { readonly date: string; readonly time: string } {
  const options = {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  } as const;
  const format = (timeZone: string) => new Intl.DateTimeFormat('en-CA', { ...options, timeZone });
  let formatter: Intl.DateTimeFormat;
  try {
    formatter = format(zone);
  } catch {
    formatter = format('UTC');
  }
  const parts = new Map(formatter.formatToParts(at).map(({ type, value }) => [type, value]));
  const part = (type: Intl.DateTimeFormatPartTypes): string => parts.get(type) ?? '';
  return {
    date: `${part('year')}-${part('month')}-${part('day')}`,
    time: `${part('hour')}:${part('minute')}`,
  };
}
