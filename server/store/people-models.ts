import { Schema, type Connection } from 'mongoose';
import type { ColorScheme } from '../contract/index.js';

export interface OrganisationDocument {
  _id: string;
  name: string;
}

export interface UserDocument {
  _id: string;
  organisationId: string;
  username: string;
  displayName: string;
  email?: string;
  /** Held for the whole organisation. */
  roles: string[];
  groups: string[];
  locale: string;
  zone: string;
  colorScheme?: ColorScheme;
  passwordHash: string;
  mustChangePassword?: boolean;
  isDisabled: boolean;
  /** Raised whenever every session of the person must end. */
  sessionEpoch: number;
  createdAt: Date;
  lastLoginAt?: Date;
}

export interface ServiceDocument {
  _id: string;
  organisationId: string;
  serviceId: string;
  name: string;
  description?: string;
  /** Who it is delivered to. */
  customerIds?: string[];
}

const options = { versionKey: false, autoIndex: false, minimize: false } as const;

const organisationSchema = new Schema<OrganisationDocument>(
  { _id: String, name: { type: String, required: true } },
  { ...options, collection: 'organisations' },
);

const userSchema = new Schema<UserDocument>(
  {
    _id: String,
    organisationId: { type: String, required: true },
    username: { type: String, required: true },
    displayName: { type: String, required: true },
    email: String,
    roles: { type: [String], required: true },
    groups: { type: [String], required: true },
    locale: { type: String, required: true },
    zone: { type: String, required: true },
    colorScheme: String,
    passwordHash: { type: String, required: true },
    mustChangePassword: Boolean,
    isDisabled: { type: Boolean, required: true },
    sessionEpoch: { type: Number, required: true },
    createdAt: { type: Date, required: true },
    lastLoginAt: Date,
  },
  { ...options, collection: 'users' },
);
userSchema.index({ username: 1 }, { unique: true });
userSchema.index({ organisationId: 1, groups: 1 });
userSchema.index({ organisationId: 1, roles: 1 });

const serviceSchema = new Schema<ServiceDocument>(
  {
    _id: String,
    organisationId: { type: String, required: true },
    serviceId: { type: String, required: true },
    name: { type: String, required: true },
    description: String,
    customerIds: { type: [String], default: undefined },
  },
  { ...options, collection: 'services' },
);
serviceSchema.index({ organisationId: 1, serviceId: 1 }, { unique: true });

export function createPeopleModels(connection: Connection) {
  return {
    organisations: connection.model<OrganisationDocument>('Organisation', organisationSchema),
    users: connection.model<UserDocument>('User', userSchema),
    services: connection.model<ServiceDocument>('Service', serviceSchema),
  };
}
