import type { ElementBehavior } from '../../element-behavior.js';
import { runJob } from './service-task.js';

/**
 * BPMN 2.0.2 section 13.3.3: business rule task; a worker, as the job it names, asks a business rule engine and answers
 * with what that decided. Waits until it has.
 */
export const businessRuleTask: ElementBehavior = { activate: runJob };
