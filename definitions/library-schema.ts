import { z } from 'zod';

const id = z.string().regex(/^[a-z][a-z0-9-]*$/);

const listedProcessSchema = z.strictObject({
  id,
  name: z.string().min(1),
  /** Relative to the library. */
  folder: z.string().min(1),
  /** Names of the tailored examples in `tailored/`. */
  tailored: z.array(id).default([]),
});

/** What a role lets a person do in the product. */
const rights = z.enum([
  'reporter',
  'agent',
  'service-delivery-manager',
  'process-owner',
  'admin',
  'worker',
]);

export const catalogueSchema = z.strictObject({
  formatVersion: z.literal(1),
  roles: z.array(
    z.strictObject({ id, name: z.string().min(1), description: z.string().min(1), rights }),
  ),
  calendars: z.array(z.string()),
  agreements: z.array(z.string()).default([]),
  levels: z.array(
    z.strictObject({
      level: z.int().min(1).max(5),
      name: z.string(),
      keyProcessAreas: z.array(
        z.strictObject({ id, name: z.string(), processes: z.array(listedProcessSchema) }),
      ),
    }),
  ),
});

const timeOfDay = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/);
const localDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

const weeklyHours = z.strictObject({
  weekday: z.int().min(1).max(7),
  from: timeOfDay,
  to: timeOfDay,
});

export const calendarSchema = z.strictObject({
  id,
  name: z.string().min(1),
  version: z.string().min(1),
  zone: z.string().min(1),
  hours: z.array(weeklyHours),
  holidays: z.array(localDate),
  exceptions: z.array(z.strictObject({ date: localDate, from: timeOfDay, to: timeOfDay })),
  periods: z
    .array(
      z.strictObject({
        name: z.string().min(1),
        from: localDate,
        to: localDate,
        hours: z.array(weeklyHours),
      }),
    )
    .exactOptional(),
});

export const agreementSchema = z.strictObject({
  id,
  name: z.string().min(1),
  version: z.string().min(1),
  serviceId: id.exactOptional(),
  customerId: id.exactOptional(),
  validFrom: localDate.exactOptional(),
  validTo: localDate.exactOptional(),
  calendarId: id,
  targets: z.array(
    z.strictObject({
      commitment: z.string().min(1),
      priority: z.string().min(1).exactOptional(),
      target: z.string(),
      calendarId: id.exactOptional(),
    }),
  ),
  atRiskShare: z.number().exactOptional(),
});

export const formFileSchema = z.looseObject({
  id,
  type: z.literal('default'),
  schemaVersion: z.int().min(1),
  components: z.array(z.looseObject({ type: z.string() })),
});

export const tailoringSchema = z.strictObject({
  formatVersion: z.literal(1),
  baseProcessId: id,
  scope: z.strictObject({
    serviceId: id.optional(),
    customerId: id.optional(),
    unitId: id.optional(),
  }),
  /** Why the copy differs, by difference id. */
  reasons: z.record(z.string(), z.string().min(1)),
});

const valueName = z.string().regex(/^[A-Za-z]\w{0,59}$/);

/** What a notification says, with places for values: `{{title}}`. */
export const notificationTemplateSchema = z.strictObject({
  id,
  kind: z.enum(['taskAssigned', 'mention', 'deadline', 'processNotice']),
  subject: z.string().min(1).max(200),
  text: z.string().max(5_000),
  /** Values that must be given. */
  values: z.array(valueName),
  /** Values that may be left out: nothing stands there then. */
  optionalValues: z.array(valueName),
});

export const peopleSchema = z.array(
  z.strictObject({
    username: z.string().min(1),
    password: z.string().min(8),
    displayName: z.string().min(1),
    email: z.email(),
    roles: z.array(id),
    groups: z.array(id),
    locale: z.string(),
    zone: z.string(),
  }),
);

/** Records as an import takes them, in the order in which they refer to each other. */
export const demoRecordsSchema = z.array(
  z.strictObject({
    recordTypeId: id,
    rows: z.array(
      z.strictObject({
        externalKey: id,
        status: id.optional(),
        scope: tailoringSchema.shape.scope.default({}),
        fields: z.record(z.string(), z.json()),
        links: z.array(z.strictObject({ relation: z.string(), to: id })).default([]),
      }),
    ),
  }),
);

const named = z.strictObject({ id, name: z.string().min(1) });

export const organisationSchema = z.strictObject({
  id,
  name: z.string().min(1),
  zone: z.string(),
  locale: z.string(),
  services: z.array(named.extend({ description: z.string(), customerIds: z.array(id) })),
  customers: z.array(named),
  units: z.array(named.extend({ parentUnitId: id.optional() })),
  groups: z.array(named.extend({ unitId: id.optional() })),
  /** Who holds which role for a service. */
  register: z.array(
    z.strictObject({ roleId: id, serviceId: id, customerId: id.optional(), username: z.string() }),
  ),
});

export type Catalogue = z.infer<typeof catalogueSchema>;
export type CatalogueProcess = z.infer<typeof listedProcessSchema>;
export type FormFile = z.infer<typeof formFileSchema>;
export type Tailoring = z.infer<typeof tailoringSchema>;
export type NotificationTemplate = z.infer<typeof notificationTemplateSchema>;
export type DemoPerson = z.infer<typeof peopleSchema>[number];
export type DemoRecords = z.infer<typeof demoRecordsSchema>;
export type DemoOrganisation = z.infer<typeof organisationSchema>;
