import { describeOnTemporal } from './temporal-suite.js';

/** No instance stays in memory: each workflow task replays its whole history. */
describeOnTemporal({ name: 'restarted', mode: 'restarted', worker: { maxCachedInstances: 0 } });
