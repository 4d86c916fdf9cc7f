import { z } from 'zod';

/** `text` and `textList` may also be written as constants; a list then has commas between its items. */
export const stepValueTypes = ['text', 'textList', 'number', 'boolean', 'duration', 'any'] as const;
export type StepValueType = (typeof stepValueTypes)[number];

const jsonDefaultSchema = z.union([z.string(), z.number(), z.boolean()]);

export const stepInputSchema = z.object({
  name: z.string(),
  type: z.enum(stepValueTypes),
  description: z.string(),
  isRequired: z.literal(true).optional(),
  /** Nothing else is allowed. */
  values: z.array(z.string()).readonly().optional(),
  /** Taken where nothing is given. */
  default: jsonDefaultSchema.optional(),
  /** Shown as a field of several lines. */
  isLong: z.literal(true).optional(),
});

export const stepOutputSchema = z.object({
  name: z.string(),
  type: z.enum(stepValueTypes),
  description: z.string(),
});

/** A job type that the product serves itself: what it needs and what it gives. No code. */
export const stepDescriptorSchema = z.object({
  /** The type of the job. */
  type: z.string(),
  name: z.string(),
  description: z.string(),
  inputs: z.array(stepInputSchema).readonly(),
  /** Of each of these lists at least one input must be given. */
  oneOf: z.array(z.array(z.string()).readonly()).readonly().optional(),
  outputs: z.array(stepOutputSchema).readonly(),
});

export type StepInput = z.infer<typeof stepInputSchema>;
export type StepOutput = z.infer<typeof stepOutputSchema>;
export type StepDescriptor = z.infer<typeof stepDescriptorSchema>;
