import { randomBytes } from 'node:crypto';
import type { Demo } from '../../definitions/index.js';
import { hashPassword } from '../features/people/passwords.js';
import type { UserDocument } from '../store/people-models.js';
import type { Store } from '../store/store.js';
import { seedStructure } from './seed-organisation.js';
import { seedAgreements } from './seed-terms.js';

/** Organisation, services and people to try the product with. Who exists is left as they are. */
export async function seedDemo(store: Store, demo: Demo, now: Date): Promise<void> {
  const { organisation, people, agreements } = demo;
  await seedOrganisation(store, organisation.id, organisation.name);
  await seedStructure(store, organisation);
  await seedAgreements(store, agreements, organisation.id, now);
  for (const person of people) {
    if (await store.users.exists({ username: person.username })) continue;
    const { password, username, displayName, email, groups, locale, zone } = person;
    const { roles } = person;
    const fields = { username, displayName, email, roles, groups, locale, zone };
    await store.users.create(await newPerson(organisation.id, fields, password, now));
  }
}

/** The very first person of an organisation; gives the secret to log in with once, or nothing if there is somebody. */
export async function seedFirstAdmin(
  store: Store,
  organisationId: string,
  now: Date,
): Promise<string | undefined> {
  await seedOrganisation(store, organisationId, organisationId);
  if (await store.users.exists({ organisationId })) return undefined;
  const password = randomBytes(12).toString('base64url');
  const admin = {
    username: 'admin',
    displayName: 'Administrator',
    roles: ['admin'],
    groups: [],
    locale: 'en',
    zone: 'UTC',
  };
  await store.users.create({
    ...(await newPerson(organisationId, admin, password, now)),
    mustChangePassword: true,
  });
  return password;
}

async function seedOrganisation(store: Store, _id: string, name: string): Promise<void> {
  await store.organisations.updateOne({ _id }, { $setOnInsert: { name } }, { upsert: true }).exec();
}

type PersonFields = Pick<
  UserDocument,
  'username' | 'displayName' | 'roles' | 'groups' | 'locale' | 'zone'
> & {
  readonly email?: string;
};

async function newPerson(
  organisationId: string,
  fields: PersonFields,
  password: string,
  now: Date,
): Promise<UserDocument> {
  return {
    _id: fields.username,
    organisationId,
    ...fields,
    passwordHash: await hashPassword(password),
    isDisabled: false,
    sessionEpoch: 1,
    createdAt: now,
  };
}
