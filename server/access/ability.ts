import { AbilityBuilder, createMongoAbility, subject, type MongoAbility } from '@casl/ability';
import type { AbilityAction, AbilitySubject, RightsPreset } from '../contract/index.js';
import { offersTo } from './offered-tasks.js';
import type { HeldRole, RoleScope, Standing } from './standing.js';

export type AppAbility = MongoAbility<[AbilityAction, AbilitySubject | object]>;

/** Whose rights are asked for. */
export interface AbilityPerson {
  readonly username: string;
  readonly organisationId: string;
  readonly groups: readonly string[];
}

type Builder = AbilityBuilder<AppAbility>;
/** Grants what a role gives: for the whole organisation, or within one service. */
type Grant = (builder: Builder, within?: RoleScope) => void;

/** Tasks offered to the person, or to somebody absent whose place they take. */
function taskConditions(person: AbilityPerson, standing: Standing): object[] {
  const absent = standing.substitutesFor.map(({ username }) => username);
  return [
    { assignee: { $in: [person.username, ...absent] } },
    { offeredTo: { $in: offersTo(person, standing) } },
    { completedBy: person.username },
  ];
}

/** Everybody who may work on tasks offered to them. */
function grantOwnWork({ can }: Builder, person: AbilityPerson, standing: Standing): void {
  for (const condition of taskConditions(person, standing)) {
    can(['read', 'claim', 'complete'], 'UserTask', condition);
  }
  can('read', 'ProcessInstance', { participants: person.username });
  can('start', 'ProcessInstance');
  can('withdraw', 'ProcessInstance', { participants: person.username });
  can('read', 'Service');
  grantRecords(can, person, standing);
}

/** Every record says which roles and which of its people may see and change it: its type declares that. */
function grantRecords(
  can: Builder['can'],
  { username }: AbilityPerson,
  { roles, serviceRoles }: Standing,
): void {
  const held = { $in: roleNames(roles) };
  can('create', 'Record', { createRoles: held });
  can('read', 'Record', { readRoles: held });
  can('read', 'Record', { readers: username });
  can('update', 'Record', { changeRoles: held });
  can('update', 'Record', { changers: username });
  for (const role of serviceRoles) {
    const here = { $in: roleNames([role]) };
    can('read', 'Record', { readRoles: here, serviceId: role.serviceId });
    can('update', 'Record', { changeRoles: here, serviceId: role.serviceId });
  }
}

/** Tokens are made by people who are logged in, for themselves. */
function grantOwnTokens({ can }: Builder, { username }: AbilityPerson): void {
  can(['create', 'read', 'delete'], 'ApiToken', { username });
}

/** A role counts as the role that its rights are named after, too. */
function roleNames(held: readonly HeldRole[]): string[] {
  return [...new Set(held.flatMap(({ roleId, rights }) => [roleId, rights]))];
}

/** Whoever works here may be absent, and may stand in for others. */
function grantOwnAbsence({ can }: Builder, { username }: AbilityPerson): void {
  can('read', 'Absence', { username });
  can('read', 'Absence', { substitute: username });
  can(['create', 'delete'], 'Absence', { username });
}

function isStaff(rights: RightsPreset): boolean {
  return rights !== 'reporter' && rights !== 'worker';
}

function grantOverview({ can }: Builder, within?: RoleScope): void {
  can('read', ['ProcessDefinition', 'User', 'Organisation', 'RoleHolding']);
  grantWithin({ can }, ['read'], 'ProcessInstance', instancesOf(within));
}

function instancesOf(within: RoleScope | undefined): object | undefined {
  if (within === undefined) return undefined;
  const { serviceId, customerId } = within;
  return {
    'scope.serviceId': serviceId,
    ...(customerId === undefined ? {} : { 'scope.customerId': customerId }),
  };
}

function grantWithin(
  { can }: Pick<Builder, 'can'>,
  actions: AbilityAction[],
  type: AbilitySubject,
  conditions: object | undefined,
): void {
  if (conditions === undefined) can(actions, type);
  else can(actions, type, conditions);
}

const grants: Record<RightsPreset, Grant> = {
  reporter: () => undefined,
  agent: (builder, within) => {
    builder.can('read', ['ProcessDefinition', 'User', 'Organisation', 'RoleHolding']);
    grantWithin(builder, ['read', 'work'], 'ProcessInstance', instancesOf(within));
  },
  'service-delivery-manager': (builder, within) => {
    grantOverview(builder, within);
    grantWithin(builder, ['read', 'assign'], 'UserTask', within);
    grantWithin(builder, ['cancel', 'suspend', 'work'], 'ProcessInstance', instancesOf(within));
    grantWithin(builder, ['create', 'delete'], 'RoleHolding', within);
    builder.can('read', ['Calendar', 'Agreement']);
    grantWithin(builder, ['create', 'update'], 'Agreement', within);
    if (within !== undefined) return;
    builder.can(['read', 'create', 'delete'], 'Absence');
    builder.can('read', ['Incident', 'Job']);
    builder.can('publish', ['Message', 'Signal']);
  },
  'process-owner': (builder, within) => {
    grantOverview(builder, within);
    grantWithin(builder, ['read'], 'UserTask', within);
    if (within !== undefined) return;
    builder.can(['create', 'read', 'update', 'delete'], 'Draft');
    builder.can('deploy', 'ProcessDefinition');
    builder.can('read', ['AuditLog', 'Calendar', 'Agreement']);
    builder.can(['read', 'resolve'], 'Incident');
    builder.can('read', 'Job');
  },
  worker: ({ can }, within) => {
    if (within === undefined) can(['read', 'work'], 'Job');
  },
  admin: ({ can }, within) => {
    if (within === undefined) can('manage', 'all');
  },
};

/** The one place that says who may do what: guard of REST and sockets, filter of queries, visibility of buttons. */
export function createAbility(person: AbilityPerson, standing: Standing): AppAbility {
  const builder = new AbilityBuilder<AppAbility>(createMongoAbility);
  const held = [...standing.roles, ...standing.serviceRoles];
  if (held.some(({ rights }) => rights !== 'worker')) grantOwnWork(builder, person, standing);
  if (held.length > 0) grantOwnTokens(builder, person);
  if (held.some(({ rights }) => isStaff(rights))) grantOwnAbsence(builder, person);
  for (const { rights } of standing.roles) grants[rights](builder);
  for (const { rights, serviceId, customerId } of standing.serviceRoles) {
    grants[rights](builder, {
      serviceId,
      ...(customerId === undefined ? {} : { customerId }),
    });
  }
  // Whatever their roles: the process says that somebody else must do it.
  if (held.length > 0)
    builder.cannot(['claim', 'complete'], 'UserTask', { excludedUsers: person.username });
  return builder.build();
}

/** Whether the person may see every task of the organisation, or of the service, whoever it is offered to. */
export function seesEveryTask(ability: AppAbility, serviceId?: string): boolean {
  return ability.rulesFor('read', 'UserTask').some(({ inverted, conditions }) => {
    if (inverted) return false;
    if (conditions === undefined) return true;
    const isOfService = serviceId !== undefined && conditions['serviceId'] === serviceId;
    return isOfService && Object.keys(conditions).length === 1;
  });
}

/** Asks about one document; the document itself stays untouched. */
export function isAllowed(
  ability: AppAbility,
  action: AbilityAction,
  type: AbilitySubject,
  document: object,
): boolean {
  return ability.can(action, subject(type as string, { ...document }));
}
