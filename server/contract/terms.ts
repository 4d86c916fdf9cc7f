import { z } from 'zod';

/** Shapes only: what the values mean is checked by the engine, field by field. */
const text = z.string().max(200);
const termsId = z
  .string()
  .max(100)
  .regex(/^[a-z][a-z0-9-]*$/, { message: 'is no id such as business-hours' });

const weeklyHoursSchema = z.object({
  /** 1 is Monday. */
  weekday: z.int().min(1).max(7),
  from: text,
  to: text,
});

const calendarContentSchema = z.object({
  name: z.string().min(1).max(200),
  zone: text,
  hours: z.array(weeklyHoursSchema).max(200),
  holidays: z.array(text).max(2_000),
  exceptions: z.array(z.object({ date: text, from: text, to: text })).max(2_000),
  periods: z
    .array(
      z.object({
        name: z.string().min(1).max(200),
        from: text,
        to: text,
        hours: z.array(weeklyHoursSchema).max(200),
      }),
    )
    .max(200)
    .default([]),
});

const targetSchema = z.object({
  commitment: z.string().min(1).max(200),
  priority: z.string().min(1).max(100).optional(),
  /** ISO duration of service time. */
  target: text,
  calendarId: z.string().min(1).max(100).optional(),
});

const agreementContentSchema = z.object({
  name: z.string().min(1).max(200),
  serviceId: z.string().min(1).max(100).optional(),
  customerId: z.string().min(1).max(100).optional(),
  validFrom: text.optional(),
  validTo: text.optional(),
  calendarId: z.string().min(1).max(100),
  targets: z.array(targetSchema).max(500),
  atRiskShare: z.number().optional(),
});

const savedSchema = {
  version: z.int(),
  savedAt: z.string().optional(),
  savedBy: z.string().optional(),
};

export const calendarSchema = calendarContentSchema.extend({
  calendarId: z.string(),
  ...savedSchema,
});
export const agreementSchema = agreementContentSchema.extend({
  agreementId: z.string(),
  ...savedSchema,
});
export const calendarListSchema = z.object({ items: z.array(calendarSchema) });
export const agreementListSchema = z.object({ items: z.array(agreementSchema) });

export const newCalendarSchema = calendarContentSchema.extend({ calendarId: termsId });
export const calendarUpdateSchema = calendarContentSchema;
export const newAgreementSchema = agreementContentSchema.extend({ agreementId: termsId });
export const agreementUpdateSchema = agreementContentSchema;

export const calendarCheckRequestSchema = z.object({
  calendar: calendarContentSchema,
  /** Asks when so much service time is used up after an instant. */
  sample: z
    .object({
      startedAt: z.iso.datetime({ offset: true }),
      serviceMs: z.int().min(1).max(31_536_000_000),
    })
    .optional(),
});
export const agreementCheckRequestSchema = z.object({ agreement: agreementContentSchema });

const termsProblemSchema = z.object({
  /** A path such as `hours.2`. */
  path: z.string(),
  message: z.string(),
});

export const termsCheckSchema = z.object({
  problems: z.array(termsProblemSchema),
  /** Open clocks whose deadlines saving it derives again. */
  openClocks: z.int(),
  /** Of the sample. */
  dueAt: z.string().optional(),
});

export type Calendar = z.infer<typeof calendarSchema>;
export type CalendarContent = z.infer<typeof calendarContentSchema>;
export type Agreement = z.infer<typeof agreementSchema>;
export type AgreementContent = z.infer<typeof agreementContentSchema>;
export type TermsCheck = z.infer<typeof termsCheckSchema>;
