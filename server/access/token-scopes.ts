import { AbilityBuilder, createMongoAbility } from '@casl/ability';
import {
  abilitySubjects,
  type AbilityAction,
  type AbilitySubject,
  type TokenScope,
} from '../contract/index.js';
import type { AppAbility } from './ability.js';

interface ScopePart {
  readonly actions: readonly AbilityAction[];
  readonly subjects: readonly AbilitySubject[];
}

/** No scope gives the right to make tokens: that takes a person who is logged in. */
const everything = abilitySubjects.filter((subject) => subject !== 'all' && subject !== 'ApiToken');
const change = ['read', 'create', 'update', 'delete'] as const;

const scopeParts: Record<TokenScope, readonly ScopePart[]> = {
  read: [{ actions: ['read'], subjects: everything }],
  tasks: [{ actions: ['read', 'claim', 'complete', 'assign'], subjects: ['UserTask'] }],
  instances: [
    {
      actions: ['read', 'start', 'cancel', 'suspend', 'withdraw', 'work', 'update'],
      subjects: ['ProcessInstance'],
    },
    { actions: ['read', 'resolve'], subjects: ['Incident'] },
  ],
  messages: [{ actions: ['publish'], subjects: ['Message', 'Signal'] }],
  jobs: [{ actions: ['read', 'work'], subjects: ['Job'] }],
  records: [{ actions: change, subjects: ['Record'] }],
  definitions: [
    { actions: change, subjects: ['Draft'] },
    { actions: ['read', 'deploy'], subjects: ['ProcessDefinition'] },
  ],
  administration: [
    { actions: change, subjects: ['User', 'Service', 'Organisation', 'RoleHolding', 'Absence'] },
    { actions: change, subjects: ['Calendar', 'Agreement'] },
    { actions: ['read'], subjects: ['AuditLog'] },
  ],
};

/** The part of its owner's rights that a token carries: never more than the owner has at the time. */
export function restrictAbility(owner: AppAbility, scopes: readonly TokenScope[]): AppAbility {
  const builder = new AbilityBuilder<AppAbility>(createMongoAbility);
  for (const { actions, subjects } of scopes.flatMap((scope) => scopeParts[scope])) {
    for (const subject of subjects) {
      for (const action of actions) {
        for (const { inverted, conditions } of owner.rulesFor(action, subject)) {
          if (inverted) continue;
          if (conditions === undefined) builder.can(action, subject);
          else builder.can(action, subject, conditions);
        }
      }
    }
  }
  return builder.build();
}
