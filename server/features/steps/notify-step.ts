import { notifyDescriptor } from '../../contract/steps/notify-descriptor.js';
import type { Store } from '../../store/store.js';
import type { NotificationDocument } from '../../store/work-models.js';
import { defineStep, type StepInputs } from './step.js';

/** Tells people something inside the product; whoever was told by this job already is not told again. */
export const notifyStep = defineStep(
  notifyDescriptor,
  async ({ instance, jobId, inputs }, { store, now }) => {
    const usernames = await findRecipients(store, instance.organisationId, inputs);
    const rows = usernames.map((username): NotificationDocument => ({
      _id: `${jobId}:${username}`,
      organisationId: instance.organisationId,
      username,
      subject: inputs.subject,
      text: inputs.text,
      createdAt: now(),
      isRead: false,
      instanceId: instance.instanceId,
      ...(instance.businessKey === undefined ? {} : { businessKey: instance.businessKey }),
    }));
    if (rows.length === 0) return null;
    await store.notifications.collection.bulkWrite(
      rows.map((row) => ({
        updateOne: {
          filter: { _id: row._id as never },
          update: { $setOnInsert: row },
          upsert: true,
        },
      })),
      { ordered: false },
    );
    return null;
  },
);

async function findRecipients(
  store: Store,
  organisationId: string,
  { toUsers, toGroups, toRoles }: StepInputs<typeof notifyDescriptor>,
): Promise<string[]> {
  const named = { username: toUsers, groups: toGroups, roles: toRoles };
  const conditions = Object.entries(named).flatMap(([field, names]) =>
    names.length === 0 ? [] : [{ [field]: { $in: names } }],
  );
  if (conditions.length === 0) return [];
  const filter = { organisationId, isDisabled: false, $or: conditions };
  const people = await store.users.find(filter, { username: 1 }).lean().exec();
  return people.map((person) => person.username);
}
