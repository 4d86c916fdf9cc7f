import { emailStep } from './email-step.js';
import { httpStep } from './http-step.js';
import { notifyStep } from './notify-step.js';
import {
  createRecordStep,
  linkRecordStep,
  transitionRecordStep,
  updateRecordStep,
} from './record-steps.js';
import type { Step } from './step.js';

/** Every step of the catalogue; a test compares it with the descriptors. */
export const steps: readonly Step[] = [
  notifyStep,
  createRecordStep,
  updateRecordStep,
  transitionRecordStep,
  linkRecordStep,
  emailStep,
  httpStep,
];
