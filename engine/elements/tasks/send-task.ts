import type { ElementBehavior } from '../../element-behavior.js';
import { runJob } from './service-task.js';

/** BPMN 2.0.2 section 13.3.3: send task; a worker sends, as the job it names. Waits until it has. */
export const sendTask: ElementBehavior = { activate: runJob };
