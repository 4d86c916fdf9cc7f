import { ApplicationFailure } from '@temporalio/common';
import type { JobRequest, JobResult } from '../../workflows/activities/ports.js';
import type { NotificationDocument } from '../store/work-models.js';
import type { Store } from '../store/store.js';

/** Inputs of the built-in job `notify`. Recipients may be one name or a list. */
const RECIPIENTS = { toUsers: 'username', toGroups: 'groups', toRoles: 'roles' } as const;

/** Tells people something inside the product; whoever was told by this job already is not told again. */
export function createNotifyJob(store: Store, now: () => Date) {
  return async (request: JobRequest): Promise<JobResult> => {
    const { instance, jobId, variables } = request;
    const subject = readText(variables['subject'], 'subject');
    const text =
      variables['text'] === undefined || variables['text'] === null
        ? ''
        : readText(variables['text'], 'text');
    const usernames = await findRecipients(store, request);
    const rows = usernames.map((username): NotificationDocument => ({
      _id: `${jobId}:${username}`,
      organisationId: instance.organisationId,
      username,
      subject,
      text,
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
  };
}

async function findRecipients(
  store: Store,
  { instance, variables }: JobRequest,
): Promise<string[]> {
  const conditions = Object.entries(RECIPIENTS).flatMap(([input, field]) => {
    const names = readNames(variables[input], input);
    return names.length === 0 ? [] : [{ [field]: { $in: names } }];
  });
  if (conditions.length === 0) {
    throw ApplicationFailure.nonRetryable(
      `Expected a recipient in 'toUsers', 'toGroups' or 'toRoles', but there is none.`,
      'NoRecipient',
    );
  }
  const filter = { organisationId: instance.organisationId, isDisabled: false, $or: conditions };
  const people = await store.users.find(filter, { username: 1 }).lean().exec();
  return people.map((person) => person.username);
}

function readNames(value: unknown, input: string): string[] {
  if (value === undefined || value === null) return [];
  const list: readonly unknown[] = Array.isArray(value) ? value : readText(value, input).split(',');
  return list.map((one) => readText(one, input).trim()).filter((name) => name !== '');
}

function readText(value: unknown, input: string): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  throw ApplicationFailure.nonRetryable(
    `Expected text in '${input}', but got ${typeof value}.`,
    'InvalidInput',
  );
}
