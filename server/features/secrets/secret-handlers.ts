import { secretNamePattern } from '../../contract/secrets.js';
import { InvalidRequest, NotFound } from '../../errors.js';
import type { Handlers } from '../../http/endpoint-router.js';
import type { RequestContext } from '../../http/request-context.js';
import type { Store } from '../../store/store.js';
import type { SecretStore } from './secret-store.js';

export interface SecretDependencies {
  readonly store: Store;
  readonly secrets: SecretStore;
  readonly audit: (context: RequestContext, action: string, subjectKey: string) => Promise<void>;
}

/** Secrets can be set and removed; no answer ever holds a value. */
export function createSecretHandlers({
  store,
  secrets,
  audit,
}: SecretDependencies): Handlers<'listSecrets' | 'putSecret' | 'deleteSecret'> {
  return {
    listSecrets: async ({ context: { organisationId } }) => {
      const rows = await store.secrets
        .find(
          { organisationId, name: secretNamePattern },
          { name: 1, description: 1, updatedAt: 1, updatedBy: 1 },
        )
        .sort({ name: 1 })
        .lean()
        .exec();
      const items = rows.map(({ name, description, updatedAt, updatedBy }) => ({
        name,
        description,
        updatedAt: updatedAt.toISOString(),
        updatedBy,
      }));
      return { items };
    },
    putSecret: async ({ context, params: { secretName: name }, body }) => {
      requireName(name);
      const { organisationId, username: by } = context;
      await secrets.put({ organisationId, name, by, ...body });
      await audit(context, 'secretSet', name);
      return undefined;
    },
    deleteSecret: async ({ context, params: { secretName: name } }) => {
      if (!(await secrets.remove(context.organisationId, name))) throw new NotFound('secret', name);
      await audit(context, 'secretRemoved', name);
      return undefined;
    },
  };
}

function requireName(name: string): void {
  if (secretNamePattern.test(name)) return;
  throw new InvalidRequest(
    'invalidSecretName',
    'Expected a name of letters, digits, dashes and underscores, but got another.',
  );
}
