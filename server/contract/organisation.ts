import { z } from 'zod';
import { rightsPresetSchema, roleIdSchema } from './ability.js';
import { searchRequest, searchResult } from './search.js';

/** Ids of groups, units, customers and services, as models name them. */
export const organisationIdSchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,59}$/, 'Expected lower-case letters, digits, dashes');
const name = z.string().trim().min(1).max(100);
const description = z.string().max(1_000).optional();
const textFilter = z.object({ text: z.string().max(200).optional() });

export const organisationRoleSchema = z.object({
  roleId: z.string(),
  name: z.string(),
  description: z.string().optional(),
  /** What holding it lets a person do. */
  rights: rightsPresetSchema,
});
export const roleContentSchema = z.object({ name, description, rights: rightsPresetSchema });
export const roleSearchRequestSchema = searchRequest(textFilter, ['name', 'roleId']);
export const roleSearchResultSchema = searchResult(organisationRoleSchema);

export const groupSchema = z.object({
  groupId: z.string(),
  name: z.string(),
  description: z.string().optional(),
  unitId: z.string().optional(),
  /** How many people are in it. */
  members: z.int(),
});
export const groupContentSchema = z.object({
  name,
  description,
  unitId: organisationIdSchema.optional(),
});
export const groupSearchRequestSchema = searchRequest(textFilter, ['name', 'groupId']);
export const groupSearchResultSchema = searchResult(groupSchema);

export const unitSchema = z.object({
  unitId: z.string(),
  name: z.string(),
  parentUnitId: z.string().optional(),
});
export const unitContentSchema = z.object({ name, parentUnitId: organisationIdSchema.optional() });
export const unitSearchRequestSchema = searchRequest(textFilter, ['name', 'unitId']);
export const unitSearchResultSchema = searchResult(unitSchema);

export const customerSchema = z.object({ customerId: z.string(), name: z.string() });
export const customerContentSchema = z.object({ name });
export const customerSearchRequestSchema = searchRequest(textFilter, ['name', 'customerId']);
export const customerSearchResultSchema = searchResult(customerSchema);

const holder = {
  /** One of the two. */
  username: z.string().min(1).max(100).optional(),
  groupId: z.string().min(1).max(60).optional(),
};
export const roleHoldingSchema = z.object({
  roleHoldingKey: z.string(),
  roleId: z.string(),
  serviceId: z.string(),
  customerId: z.string().optional(),
  username: z.string().optional(),
  displayName: z.string().optional(),
  groupId: z.string().optional(),
});
export const newRoleHoldingSchema = z
  .object({
    roleId: roleIdSchema,
    serviceId: organisationIdSchema,
    /** Left out: for every customer of the service. */
    customerId: organisationIdSchema.optional(),
    ...holder,
  })
  .refine(({ username, groupId }) => (username === undefined) !== (groupId === undefined), {
    message: 'Expected either a person or a group',
    path: ['username'],
  });
export const roleHoldingSearchRequestSchema = searchRequest(
  z.object({
    serviceId: z.string().max(60).optional(),
    roleId: z.string().max(60).optional(),
    username: z.string().max(100).optional(),
    groupId: z.string().max(60).optional(),
  }),
  ['serviceId', 'roleId'],
);
export const roleHoldingSearchResultSchema = searchResult(roleHoldingSchema);

export type OrganisationRole = z.infer<typeof organisationRoleSchema>;
export type Group = z.infer<typeof groupSchema>;
export type Unit = z.infer<typeof unitSchema>;
export type Customer = z.infer<typeof customerSchema>;
export type RoleHolding = z.infer<typeof roleHoldingSchema>;
