import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isPublicAddress } from '../../../../server/features/outgoing/public-addresses.js';
import { readSecretKey } from '../../../../server/features/secrets/secret-key.js';
import { createSecretStore } from '../../../../server/features/secrets/secret-store.js';
import { withoutSecrets } from '../../../../server/features/steps/http-request.js';
import type { SecretDocument } from '../../../../server/store/secret-models.js';
import type { Store } from '../../../../server/store/store.js';

/** The one collection that secrets are kept in. */
function memoryStore() {
  const rows = new Map<string, SecretDocument>();
  const secrets = {
    updateOne: ({ _id }: { _id: string }, { $set }: { $set: SecretDocument }) => ({
      exec: () => Promise.resolve(rows.set(_id, { ...$set, _id })),
    }),
    findById: (_id: string) => ({
      lean: () => ({ exec: () => Promise.resolve(rows.get(_id) ?? null) }),
    }),
  };
  return { rows, store: { secrets } as unknown as Store };
}

const secret = {
  organisationId: 'o',
  name: 'TOKEN',
  value: 'not to be seen',
  description: '',
  by: 'x',
};
const now = () => new Date(0);
const keyOf = (byte: number) => () => Promise.resolve(Buffer.alloc(32, byte));

describe('secrets', () => {
  it('are sealed at rest and open with their key', async () => {
    // given
    const { rows, store } = memoryStore();
    const secrets = createSecretStore(store, keyOf(1), now);

    // when
    await secrets.put(secret);
    const kept = JSON.stringify([...rows.values()]);

    // then
    expect(kept).not.toContain(secret.value);
    expect(kept).not.toContain(Buffer.from(secret.value).toString('base64'));
    expect(await secrets.open('o', 'TOKEN')).toBe(secret.value);
    await expect(secrets.open('o', 'OTHER')).rejects.toThrow("Expected a secret 'OTHER'");
    await expect(createSecretStore(store, keyOf(2), now).open('o', 'TOKEN')).rejects.toThrow(
      'set the secret anew',
    );
  });

  it('do not open under another name', async () => {
    // given
    const { rows, store } = memoryStore();
    const secrets = createSecretStore(store, keyOf(1), now);
    await secrets.put(secret);

    // when
    const [row] = rows.values();
    rows.set('o:MOVED', { ...(row as SecretDocument), _id: 'o:MOVED', name: 'MOVED' });

    // then
    await expect(secrets.open('o', 'MOVED')).rejects.toThrow("secret 'MOVED'");
  });

  it('have a key that only the product can read, made once', async () => {
    // given
    const folder = mkdtempSync(path.join(tmpdir(), 'secrets-'));

    // when
    const keys = await Promise.all([1, 2, 3].map(() => readSecretKey(undefined, folder)));

    // then
    expect(new Set(keys.map((key) => key.toString('hex'))).size).toBe(1);
    expect(statSync(path.join(folder, 'secrets.key')).mode & 0o777).toBe(0o600);
    await expect(readSecretKey('c2hvcnQ=', folder)).rejects.toThrow('LEMNISCATE_SECRET_KEY');
    rmSync(folder, { recursive: true });
  });

  it('are taken out of an answer that repeats them, also as JSON writes them', () => {
    // given
    const value = 'quo"ted';

    // when
    const clean = withoutSecrets(`plain ${value}, ${JSON.stringify({ value })}`, [value]);

    // then
    expect(clean).toBe('plain [secret], {"value":"[secret]"}');
  });
});

describe('addresses of public hosts', () => {
  it.each(['93.184.215.14', '8.8.8.8', '2606:2800:21f:cb07:6820:80da:af6b:8b2c'])(
    'are such as %s',
    (address) => {
      expect(isPublicAddress(address)).toBe(true);
    },
  );

  it.each([
    ...['0.0.0.0', '10.0.0.1', '100.127.0.1', '127.8.8.8', '169.254.169.254', '172.16.0.1'],
    ...['192.168.1.1', '198.18.0.1', '224.0.0.1', '255.255.255.255', '::', '::1', '::ffff:8.8.8.8'],
    ...['64:ff9b::7f00:1', 'fe80::1', 'fd12::1', 'ff02::1', '2002:7f00:1::', '2001:db8::1', 'x'],
  ])('are not such as %s', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
});
