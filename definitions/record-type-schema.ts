import { z } from 'zod';

const id = z.string().regex(/^[a-z][a-z0-9-]*$/);
const fieldId = z.string().regex(/^[a-z][a-zA-Z0-9]*$/);
const words = z.string().min(1).max(200);

/** One field: JSON Schema (draft 2020-12) with a label, and what a form makes of it. */
const fieldSchema = z.looseObject({
  /** The label. */
  title: words,
  description: words.optional(),
  type: z.enum(['string', 'integer', 'number', 'boolean', 'array']),
  enum: z.array(z.string()).optional(),
  /** Words for the values of `enum`. */
  'x-labels': z.record(z.string(), words).optional(),
  'x-control': z.enum(['multiline', 'person', 'group', 'service']).optional(),
});

const fieldsSchema = z.looseObject({
  type: z.literal('object'),
  properties: z.record(fieldId, fieldSchema),
  required: z.array(fieldId),
  additionalProperties: z.literal(false),
});

const stateSchema = z.strictObject({
  id,
  name: words,
  /** Nothing follows it: the record is closed. */
  isTerminal: z.boolean().default(false),
});

const transitionSchema = z.strictObject({
  id: fieldId,
  name: words,
  from: z.array(id).min(1),
  to: id,
  /** Fields that must be filled before. */
  requires: z.array(fieldId),
  /** Who may do it by hand; left out, whoever may change the record. An empty list: processes only. */
  roles: z.array(id).optional(),
});

/** `reporter` and `participants` are people of the record itself. */
const audienceSchema = z.strictObject({
  roles: z.array(id),
  people: z.array(z.enum(['reporter', 'participants'])).default([]),
});

const relationSchema = z.strictObject({
  id: fieldId,
  name: words,
  /** How the other end calls it. */
  inverse: words,
  /** Types of the other end. */
  to: z.array(id).min(1),
});

export const recordTypeSchema = z.strictObject({
  formatVersion: z.literal(1),
  id,
  name: words,
  plural: words,
  description: words,
  /** How records are numbered; the prefix is shared with the business keys of instances. */
  idPattern: z.string().regex(/^[A-Z][A-Z0-9]{0,9}-\{seq\}$/),
  titleField: fieldId,
  searchFields: z.array(fieldId).min(1),
  /** Shown in lists, besides id, title and status. */
  summaryFields: z.array(fieldId).max(4),
  /** A date-time: until when something must be done. */
  dueField: fieldId.optional(),
  /** Which fields name people of the record. */
  people: z.strictObject({
    reporter: fieldId.optional(),
    participants: z.array(fieldId).default([]),
  }),
  schema: fieldsSchema,
  lifeCycle: z.strictObject({
    initial: id,
    states: z.array(stateSchema).min(1),
    transitions: z.array(transitionSchema),
  }),
  audience: z.strictObject({
    read: audienceSchema,
    create: audienceSchema.pick({ roles: true }),
    change: audienceSchema,
  }),
  /** Kept for this long after the record has closed. */
  retention: z.string().regex(/^P(?=.)(\d+Y)?(\d+M)?(\d+D)?$/),
  relations: z.array(relationSchema),
});

export type RecordType = z.infer<typeof recordTypeSchema>;
