import { describeOnTemporal } from './temporal-suite.js';

describeOnTemporal({ name: 'plain', mode: 'plain' });
