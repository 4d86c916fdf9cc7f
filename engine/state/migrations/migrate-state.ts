import { UnexpectedStateError } from '../../errors.js';
import type { InstanceState } from '../instance-state.js';

/** A state of any version: all that is known of it is which. */
export interface VersionedState {
  readonly version: number;
}

/** Brings a state of version n (its place in the list, counted from 1) to version n + 1. Each lives in a file of its own. */
export type StateMigration = (state: VersionedState) => VersionedState;

/** Version 1 is the first: nothing leads to it. */
const stateMigrations: readonly StateMigration[] = [];

/** Brings a stored state up to the version that `step` works with. */
export function migrateState(
  stored: VersionedState,
  migrations: readonly StateMigration[] = stateMigrations,
): InstanceState {
  const current = migrations.length + 1;
  if (stored.version < 1 || stored.version > current) {
    const wanted = `Expected a state of version 1 to ${current}`;
    throw new UnexpectedStateError(`${wanted} but got version ${stored.version}`);
  }
  const migrated = migrations
    .slice(stored.version - 1)
    .reduce((state, migration) => migration(state), stored);
  // The last migration gives the present version, whose shape is InstanceState.
  return migrated as unknown as InstanceState;
}
