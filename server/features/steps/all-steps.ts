import { notifyStep } from './notify-step.js';
import type { Step } from './step.js';

/** Every step of the catalogue; a test compares it with the descriptors. */
export const steps: readonly Step[] = [notifyStep];
