import { groupsAndCustomers } from './groups-and-customers.js';
import { taskOffers } from './task-offers.js';
import type { Migration } from './migration.js';

/** Marks data of the first version: a server that does not know a mark it finds refuses to start. */
const baseline: Migration = { id: '0001-baseline', run: () => Promise.resolve() };

/** In the order in which they run. */
export const migrations: readonly Migration[] = [baseline, taskOffers, groupsAndCustomers];
