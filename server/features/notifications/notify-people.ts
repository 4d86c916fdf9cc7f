import type { NotificationKind } from '../../contract/index.js';
import type { NotificationDocument } from '../../store/notification-models.js';
import type { UserDocument } from '../../store/people-models.js';
import type { Store } from '../../store/store.js';
import type { DeliveryBox, NewDelivery } from './delivery-box.js';
import { readPreferences, usualPreferences } from './preferences.js';
import type { TemplateReader, TemplateValues, Wording } from './template-reader.js';

/** Whom to tell; everybody who is in any of these. */
export interface Recipients {
  readonly users?: readonly string[];
  readonly groups?: readonly string[];
  readonly roles?: readonly string[];
}

export interface Notice {
  readonly organisationId: string;
  /** Who was told by the same key already is not told again. */
  readonly dedupeKey: string;
  readonly recipients: Recipients;
  readonly wording:
    | { readonly kind: NotificationKind; readonly subject: string; readonly text: string }
    | { readonly templateId: string; readonly values: TemplateValues };
  /** What the notice is about: who holds one of the roles for it is told as well. */
  readonly serviceId?: string | undefined;
  readonly customerId?: string | undefined;
  readonly instanceId?: string | undefined;
  readonly businessKey?: string | undefined;
  readonly recordId?: string | undefined;
  readonly taskId?: string | undefined;
}

/** Tells people something by the channels they prefer, once each; gives the names of whom. */
export type NotifyPeople = (notice: Notice) => Promise<readonly string[]>;

export interface NotifyDependencies {
  readonly store: Store;
  readonly templates: TemplateReader;
  readonly box: DeliveryBox;
  readonly isMailOn: boolean;
  readonly now: () => Date;
}

type Recipient = Pick<UserDocument, 'username' | 'email'>;

interface Told {
  readonly row: NotificationDocument;
  readonly mail?: NewDelivery;
}

export function createNotifyPeople(deps: NotifyDependencies): NotifyPeople {
  return async (notice) => {
    const { organisationId } = notice;
    const wording = await write(deps.templates, notice);
    const people = await findRecipients(deps.store, notice);
    if (people.length === 0) return [];
    const usernames = people.map(({ username }) => username);
    const preferences = await readPreferences(deps.store, organisationId, usernames);
    const told = people.map((person) =>
      tell(deps, notice, wording, person, preferences.get(person.username) ?? usualPreferences),
    );
    await storeOnce(
      deps.store,
      told.map(({ row }) => row),
    );
    await deps.box.add(told.flatMap(({ mail }) => (mail ? [mail] : [])));
    return usernames;
  };
}

function write(templates: TemplateReader, { wording, businessKey }: Notice): Promise<Wording> {
  if (!('templateId' in wording)) return Promise.resolve(wording);
  return templates.write(wording.templateId, { businessKey, ...wording.values });
}

async function findRecipients(store: Store, notice: Notice): Promise<Recipient[]> {
  const { organisationId, recipients } = notice;
  const { users = [], groups = [], roles = [] } = recipients;
  const held = await findHolders(store, notice, roles);
  const named = {
    username: [...users, ...held.usernames],
    groups: [...groups, ...held.groups],
    roles,
  };
  const conditions = Object.entries(named).flatMap(([field, names]) =>
    names.length === 0 ? [] : [{ [field]: { $in: [...names] } }],
  );
  if (conditions.length === 0) return [];
  const filter = { organisationId, isDisabled: false, $or: conditions };
  return store.users.find(filter, { username: 1, email: 1 }).lean().exec();
}

/** Who holds one of the roles for the service, by the stakeholder register. */
async function findHolders(
  store: Store,
  { organisationId, serviceId, customerId }: Notice,
  roles: readonly string[],
): Promise<{ readonly usernames: readonly string[]; readonly groups: readonly string[] }> {
  if (serviceId === undefined || roles.length === 0) return { usernames: [], groups: [] };
  const holdings = await store.roleHoldings
    .find({ organisationId, serviceId, roleId: { $in: [...roles] } })
    .lean()
    .exec();
  const valid = holdings.filter((one) => [undefined, customerId].includes(one.customerId));
  return {
    usernames: valid.flatMap(({ username }) => username ?? []),
    groups: valid.flatMap(({ groupId }) => groupId ?? []),
  };
}

function tell(
  { isMailOn, now }: NotifyDependencies,
  notice: Notice,
  { kind, subject, text }: Wording,
  { username, email }: Recipient,
  { kinds }: typeof usualPreferences,
): Told {
  const { organisationId, dedupeKey, instanceId, businessKey, recordId, taskId } = notice;
  const notificationId = `${organisationId}:${dedupeKey}:${username}`;
  const mailing = isMailOn && email !== undefined ? kinds[kind].email : 'off';
  const row: NotificationDocument = {
    _id: notificationId,
    organisationId,
    username,
    kind,
    subject,
    text,
    createdAt: now(),
    isRead: false,
    ...(kinds[kind].app ? {} : { isHidden: true }),
    ...(mailing === 'digest' ? { digest: 'due' } : {}),
    ...(instanceId === undefined ? {} : { instanceId }),
    ...(businessKey === undefined ? {} : { businessKey }),
    ...(recordId === undefined ? {} : { recordId }),
    ...(taskId === undefined ? {} : { taskId }),
  };
  if (mailing !== 'immediately' || email === undefined) return { row };
  const mail = { to: email, subject, text };
  const _id = `email:${notificationId}`;
  return { row, mail: { _id, organisationId, channel: 'email', mail, instanceId } };
}

async function storeOnce(store: Store, rows: readonly NotificationDocument[]): Promise<void> {
  await store.notifications.collection.bulkWrite(
    rows.map((row) => ({
      updateOne: {
        filter: { _id: row._id as never },
        update: { $setOnInsert: row },
        upsert: true,
      },
    })),
    { ordered: false },
  );
}
