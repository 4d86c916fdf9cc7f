import { describeOnTemporal } from './temporal-suite.js';

/** Each time an instance comes to rest, it goes on in a new run. */
describeOnTemporal({ name: 'continued', mode: 'restarted', limits: { historyEvents: 1 } });
