import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { SecretDocument } from '../../store/secret-models.js';
import type { Store } from '../../store/store.js';
import { SecretUnavailable } from './errors.js';

export interface SecretStore {
  put(secret: NewSecret): Promise<void>;
  remove(organisationId: string, name: string): Promise<boolean>;
  /** The value itself, for the one call that needs it; throws `SecretUnavailable`. */
  open(organisationId: string, name: string): Promise<string>;
}

export interface NewSecret {
  readonly organisationId: string;
  readonly name: string;
  readonly value: string;
  readonly description: string;
  readonly by: string;
}

const ALGORITHM = 'aes-256-gcm';
const NONCE_BYTES = 12;

/** Values that nobody can read again, sealed at rest. */
export function createSecretStore(
  store: Store,
  readKey: () => Promise<Buffer>,
  now: () => Date,
): SecretStore {
  let reading: Promise<Buffer> | undefined;
  const key = (): Promise<Buffer> => (reading ??= readKey());
  return {
    put: async ({ organisationId, name, value, description, by }) => {
      const _id = keyOf(organisationId, name);
      const sealed = seal(await key(), _id, value);
      const fields = {
        organisationId,
        name,
        description,
        ...sealed,
        updatedAt: now(),
        updatedBy: by,
      };
      await store.secrets.updateOne({ _id }, { $set: fields }, { upsert: true }).exec();
    },
    remove: async (organisationId, name) => {
      const result = await store.secrets.deleteOne({ _id: keyOf(organisationId, name) }).exec();
      return result.deletedCount > 0;
    },
    open: async (organisationId, name) => {
      const _id = keyOf(organisationId, name);
      const row = await store.secrets.findById(_id).lean().exec();
      if (!row) throw new SecretUnavailable(`Expected a secret '${name}', but there is none.`);
      return unseal(await key(), row);
    },
  };
}

const keyOf = (organisationId: string, name: string): string => `${organisationId}:${name}`;

type Sealed = Pick<SecretDocument, 'nonce' | 'sealed' | 'tag'>;

/** Bound to its name: a sealed value that is moved to another does not open. */
function seal(key: Buffer, secretKey: string, value: string): Sealed {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(ALGORITHM, key, nonce).setAAD(Buffer.from(secretKey));
  const sealed = Buffer.concat([cipher.update(value, 'utf8'), cipher.final()]);
  return {
    nonce: nonce.toString('base64'),
    sealed: sealed.toString('base64'),
    tag: cipher.getAuthTag().toString('base64'),
  };
}

function unseal(key: Buffer, { _id, name, nonce, sealed, tag }: SecretDocument): string {
  try {
    const decipher = createDecipheriv(ALGORITHM, key, Buffer.from(nonce, 'base64'))
      .setAAD(Buffer.from(_id))
      .setAuthTag(Buffer.from(tag, 'base64'));
    const opened = [decipher.update(Buffer.from(sealed, 'base64')), decipher.final()];
    return Buffer.concat(opened).toString('utf8');
  } catch {
    throw new SecretUnavailable(
      `Expected the key that secret '${name}' was sealed with, but it is another: set the secret anew.`,
    );
  }
}
