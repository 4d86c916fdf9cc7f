import { AbilityBuilder, createMongoAbility, subject, type MongoAbility } from '@casl/ability';
import type { AbilityAction, AbilitySubject, Role } from '../contract/index.js';
import { offerKeys } from '../store/task-lists.js';

export type AppAbility = MongoAbility<[AbilityAction, AbilitySubject | object]>;

/** Whose rights are asked for. */
export interface AbilityPerson {
  readonly username: string;
  readonly organisationId: string;
  readonly roles: readonly Role[];
  readonly groups: readonly string[];
}

type Builder = AbilityBuilder<AppAbility>;
type Grant = (builder: Builder, person: AbilityPerson) => void;

/** Offers that the person may take up. */
export function offersTo(person: AbilityPerson): string[] {
  const isStaff = person.roles.some((role) => staffRoles.includes(role));
  return [
    offerKeys.user(person.username),
    ...person.groups.map((group) => offerKeys.group(group)),
    ...person.roles.map((role) => offerKeys.role(role)),
    ...(isStaff ? [offerKeys.staff] : []),
  ];
}

/** Who may take up what is offered to nobody in particular. */
const staffRoles: readonly Role[] = ['agent', 'service-delivery-manager'];

/** Tasks offered to the person, or claimed by them. */
function taskConditions(person: AbilityPerson): object[] {
  return [
    { assignee: person.username },
    { offeredTo: { $in: offersTo(person) } },
    { completedBy: person.username },
  ];
}

/** Everybody who may work on tasks offered to them. */
function grantOwnWork({ can }: Builder, person: AbilityPerson): void {
  for (const condition of taskConditions(person)) {
    can(['read', 'claim', 'complete'], 'UserTask', condition);
  }
  can('read', 'ProcessInstance', { participants: person.username });
  can('start', 'ProcessInstance');
  can('withdraw', 'ProcessInstance', { participants: person.username });
  can('read', 'Service');
  grantRecords(can, person);
}

/** Every record says which roles and which of its people may see and change it: its type declares that. */
function grantRecords(can: Builder['can'], { username, roles }: AbilityPerson): void {
  const held = { $in: [...roles] };
  can('create', 'Record', { createRoles: held });
  can('read', 'Record', { readRoles: held });
  can('read', 'Record', { readers: username });
  can('update', 'Record', { changeRoles: held });
  can('update', 'Record', { changers: username });
}

function grantOverview({ can }: Builder): void {
  can('read', ['ProcessDefinition', 'ProcessInstance', 'User']);
}

const grants: Record<Role, Grant> = {
  reporter: grantOwnWork,
  agent: (builder, person) => {
    grantOwnWork(builder, person);
    builder.can('read', ['ProcessDefinition', 'ProcessInstance']);
    builder.can('work', 'ProcessInstance');
  },
  'service-delivery-manager': (builder, person) => {
    grantOwnWork(builder, person);
    grantOverview(builder);
    builder.can(['read', 'assign'], 'UserTask');
    builder.can(['cancel', 'suspend', 'work'], 'ProcessInstance');
    builder.can('read', ['Incident', 'Job']);
    builder.can('publish', ['Message', 'Signal']);
  },
  'process-owner': (builder, person) => {
    grantOwnWork(builder, person);
    grantOverview(builder);
    builder.can(['create', 'read', 'update', 'delete'], 'Draft');
    builder.can('deploy', 'ProcessDefinition');
    builder.can('read', ['UserTask', 'AuditLog']);
    builder.can(['read', 'resolve'], 'Incident');
    builder.can('read', 'Job');
  },
  worker: ({ can }) => {
    can(['read', 'work'], 'Job');
  },
  admin: (builder) => {
    builder.can('manage', 'all');
  },
};

/** The one place that says who may do what: guard of REST and sockets, filter of queries, visibility of buttons. */
export function createAbility(person: AbilityPerson): AppAbility {
  const builder = new AbilityBuilder<AppAbility>(createMongoAbility);
  for (const role of person.roles) grants[role](builder, person);
  return builder.build();
}

/** Whether the person may see every task of the organisation, whoever it is offered to. */
export function seesEveryTask(ability: AppAbility): boolean {
  return ability
    .rulesFor('read', 'UserTask')
    .some(({ inverted, conditions }) => !inverted && conditions === undefined);
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
