import { createMongoAbility, type MongoAbility, type RawRuleOf } from '@casl/ability';
import { unpackRules, type PackRule } from '@casl/ability/extra';
import { createContext, useContext } from 'react';
import type { AbilityAction, AbilitySubject, Session } from '../../server/contract/index.js';
import { MissingProviderError } from '../components/errors.js';

export type Ability = MongoAbility<[AbilityAction, AbilitySubject]>;

export interface SessionValue {
  readonly session: Session;
  readonly ability: Ability;
  readonly setSession: (session: Session) => void;
  readonly logOut: () => Promise<void>;
}

/** Rights as the server packed them; an unknown shape gives no right. */
export function toAbility(session: Session): Ability {
  const rules = unpackRules(session.abilities as PackRule<RawRuleOf<Ability>>[]);
  return createMongoAbility<Ability>(rules);
}

const SessionContext = createContext<SessionValue | undefined>(undefined);

export const SessionProvider = SessionContext.Provider;

export function useSession(): SessionValue {
  const value = useContext(SessionContext);
  if (value === undefined) throw new MissingProviderError('SessionProvider');
  return value;
}

export function useCan(action: AbilityAction, subject: AbilitySubject): boolean {
  return useSession().ability.can(action, subject);
}
