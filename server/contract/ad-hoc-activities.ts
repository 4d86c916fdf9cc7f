import { z } from 'zod';
import { variablesSchema } from './json.js';

/** An ad-hoc sub-process in which people may start something. */
export const adHocSubProcessSchema = z.object({
  elementInstanceKey: z.string(),
  elementId: z.string(),
  elementName: z.string().optional(),
  /** One activity at a time. */
  isSequential: z.boolean(),
  /** No condition says when it is done: a person does. */
  isCompletable: z.boolean(),
  /** What may be started, each any number of times. */
  activities: z.array(z.object({ elementId: z.string(), name: z.string() })),
  /** What is under way in it. */
  activeElements: z.array(z.object({ elementId: z.string(), elementInstanceKey: z.string() })),
});
export const adHocSubProcessListSchema = z.object({ items: z.array(adHocSubProcessSchema) });

export const activateActivitiesSchema = z.object({
  elements: z
    .array(
      z.object({
        elementId: z.string().min(1).max(200),
        /** Variables of this one activity. */
        variables: variablesSchema.default({}),
      }),
    )
    .min(1)
    .max(100),
  commandId: z.string().min(8).max(100).optional(),
});
export const completeAdHocSchema = z.object({
  commandId: z.string().min(8).max(100).optional(),
});

export type AdHocSubProcess = z.infer<typeof adHocSubProcessSchema>;
