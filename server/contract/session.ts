import { z } from 'zod';

export const colorSchemeSchema = z.enum(['light', 'dark', 'auto']);

export const personSchema = z.object({
  username: z.string(),
  displayName: z.string(),
  roles: z.array(z.string()),
  /** Roles held for one service, or one customer of it. */
  serviceRoles: z.array(
    z.object({ roleId: z.string(), serviceId: z.string(), customerId: z.string().optional() }),
  ),
  groups: z.array(z.string()),
  /** Who is absent now, so that this person is offered their tasks. */
  substitutesFor: z.array(
    z.object({ username: z.string(), displayName: z.string(), until: z.string() }),
  ),
  locale: z.string(),
  zone: z.string(),
  colorScheme: colorSchemeSchema.optional(),
  /** The password was set by an admin and shall be changed. */
  mustChangePassword: z.boolean().optional(),
});

export const loginSchema = z.object({
  username: z.string().min(1).max(100),
  password: z.string().min(1).max(200),
});

export const sessionSchema = z.object({
  person: personSchema,
  organisation: z.object({ id: z.string(), name: z.string() }),
  /** Names of the organisation's roles, by id. */
  roleNames: z.record(z.string(), z.string()),
  /** CASL's packed rules: `unpackRules` of `@casl/ability/extra` reads them. */
  abilities: z.array(z.array(z.unknown())),
  /** Send as header `x-csrf-token` with every request that changes something. */
  csrfToken: z.string(),
  /** The session ends then unless it is used; at `endsAt` it ends in any case. */
  idleEndsAt: z.string(),
  endsAt: z.string(),
  /** Only for admins: base address of Temporal's own UI. */
  temporalUiUrl: z.string().optional(),
});

export const preferencesSchema = z.object({
  locale: z.string().min(2).max(20).optional(),
  zone: z.string().min(1).max(60).optional(),
  colorScheme: colorSchemeSchema.optional(),
  displayName: z.string().min(1).max(100).optional(),
});

export const passwordSchema = z.string().min(10).max(200);

export const passwordChangeSchema = z.object({
  currentPassword: z.string().min(1).max(200),
  newPassword: passwordSchema,
});

export type ColorScheme = z.infer<typeof colorSchemeSchema>;
export type Session = z.infer<typeof sessionSchema>;
