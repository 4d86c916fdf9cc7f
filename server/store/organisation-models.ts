import { Schema, type Connection } from 'mongoose';
import type { RightsPreset } from '../contract/index.js';

/** A role that people may hold, for the whole organisation or for a service. */
export interface RoleDocument {
  _id: string;
  organisationId: string;
  roleId: string;
  name: string;
  description?: string;
  rights: RightsPreset;
}

/** Its members are the people that name it. */
export interface GroupDocument {
  _id: string;
  organisationId: string;
  groupId: string;
  name: string;
  description?: string;
  unitId?: string;
}

export interface UnitDocument {
  _id: string;
  organisationId: string;
  unitId: string;
  name: string;
  parentUnitId?: string;
}

export interface CustomerDocument {
  _id: string;
  organisationId: string;
  customerId: string;
  name: string;
}

/** One line of the stakeholder register: a person or a group holds a role for a service. */
export interface RoleHoldingDocument {
  _id: string;
  organisationId: string;
  roleId: string;
  serviceId: string;
  /** Left out: for every customer of the service. */
  customerId?: string;
  username?: string;
  groupId?: string;
}

export interface AbsenceDocument {
  _id: string;
  organisationId: string;
  username: string;
  substitute: string;
  from: Date;
  to: Date;
  reason?: string;
}

const options = { versionKey: false, autoIndex: false, minimize: false, strict: false } as const;

function organisationSchema<Document>(collection: string): Schema<Document> {
  const base = { _id: String, organisationId: { type: String, required: true } } as never;
  return new Schema<Document>(base, { ...options, collection });
}

export function createOrganisationModels(connection: Connection) {
  const roles = organisationSchema<RoleDocument>('roles');
  roles.index({ organisationId: 1, name: 1 });
  const groups = organisationSchema<GroupDocument>('groups');
  groups.index({ organisationId: 1, name: 1 });
  groups.index({ organisationId: 1, unitId: 1 });
  const units = organisationSchema<UnitDocument>('units');
  units.index({ organisationId: 1, parentUnitId: 1 });
  const customers = organisationSchema<CustomerDocument>('customers');
  customers.index({ organisationId: 1, name: 1 });
  const roleHoldings = organisationSchema<RoleHoldingDocument>('roleHoldings');
  roleHoldings.index({ organisationId: 1, serviceId: 1, roleId: 1 });
  roleHoldings.index({ organisationId: 1, username: 1 });
  roleHoldings.index({ organisationId: 1, groupId: 1 });
  const absences = organisationSchema<AbsenceDocument>('absences');
  absences.index({ organisationId: 1, substitute: 1, to: 1 });
  absences.index({ organisationId: 1, username: 1, to: 1 });
  return {
    roles: connection.model<RoleDocument>('Role', roles),
    groups: connection.model<GroupDocument>('Group', groups),
    units: connection.model<UnitDocument>('Unit', units),
    customers: connection.model<CustomerDocument>('Customer', customers),
    roleHoldings: connection.model<RoleHoldingDocument>('RoleHolding', roleHoldings),
    absences: connection.model<AbsenceDocument>('Absence', absences),
  };
}
