import { z } from 'zod';

/** What a role lets a person do. The roles themselves are data of the organisation. */
export const rightsPresets = [
  'reporter',
  'agent',
  'service-delivery-manager',
  'process-owner',
  'admin',
  /** Programs that do jobs. */
  'worker',
] as const;
export const rightsPresetSchema = z.enum(rightsPresets);

/** A role of the organisation's catalogue; the rights presets are always among them. */
export const roleIdSchema = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,59}$/, 'Expected a role: lower-case letters, digits, dashes');

/** What a person may do; `manage` stands for all of them. */
export const abilityActions = [
  'manage',
  'read',
  'create',
  'update',
  'delete',
  'deploy',
  'start',
  'claim',
  'assign',
  'complete',
  'cancel',
  'suspend',
  'withdraw',
  'work',
  'resolve',
  'publish',
] as const;

/** What it is done to; `all` stands for all of them. */
export const abilitySubjects = [
  'all',
  'ProcessDefinition',
  'Draft',
  'ProcessInstance',
  'UserTask',
  'Incident',
  'Record',
  'Job',
  'Message',
  'Signal',
  'User',
  'Service',
  /** Roles, groups, units and customers. */
  'Organisation',
  /** Entries of the stakeholder register. */
  'RoleHolding',
  'Absence',
  'Calendar',
  'Agreement',
  'ApiToken',
  'Notification',
  'Delivery',
  'Secret',
  'Webhook',
  'AuditLog',
] as const;

export type RightsPreset = z.infer<typeof rightsPresetSchema>;
export type AbilityAction = (typeof abilityActions)[number];
export type AbilitySubject = (typeof abilitySubjects)[number];
