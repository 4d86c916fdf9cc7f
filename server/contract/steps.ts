import { z } from 'zod';
import { emailDescriptor } from './steps/email-descriptor.js';
import { httpDescriptor } from './steps/http-descriptor.js';
import { notifyDescriptor } from './steps/notify-descriptor.js';
import {
  createRecordDescriptor,
  linkRecordDescriptor,
  transitionRecordDescriptor,
  updateRecordDescriptor,
} from './steps/record-descriptors.js';
import { stepDescriptorSchema, type StepDescriptor } from './steps/step-descriptor.js';

/** The catalogue of steps: every job type that the product's own worker serves. */
export const stepDescriptors: readonly StepDescriptor[] = [
  notifyDescriptor,
  createRecordDescriptor,
  updateRecordDescriptor,
  transitionRecordDescriptor,
  linkRecordDescriptor,
  emailDescriptor,
  httpDescriptor,
];

export const stepListSchema = z.object({ items: z.array(stepDescriptorSchema) });
