import type { ElementBehavior } from '../../element-behavior.js';
import { throwEvents } from './intermediate-throw-event.js';

/** BPMN 2.0.2 section 13.5.3: end event; its results are thrown, then its token is gone. Waits only for compensation. */
export const endEvent: ElementBehavior = { activate: throwEvents };
