import { z } from 'zod';

export const roles = [
  'reporter',
  'agent',
  'service-delivery-manager',
  'process-owner',
  'admin',
  /** Programs that do jobs. */
  'worker',
] as const;
export const roleSchema = z.enum(roles);

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
  'Notification',
  'AuditLog',
] as const;

export type Role = z.infer<typeof roleSchema>;
export type AbilityAction = (typeof abilityActions)[number];
export type AbilitySubject = (typeof abilitySubjects)[number];
