import type { ClientSession } from 'mongoose';
import type { InstanceIdentity, RecordedFact } from '../../../workflows/activities/ports.js';
import type { Store } from '../../store/store.js';
import { copyWork, type WorkCopy } from '../../store/task-lists.js';
import { unpackFact } from './fact-envelope.js';
import { emptyHead } from './projections/instance-projection.js';
import { projectFacts, projectionNames } from './projections/project-facts.js';
import type { InstanceHead } from './projections/projection.js';

/** Computes every projection of one instance anew from its facts; what people do with tasks is taken over from `taskWork`. */
export async function rebuildInstance(
  store: Store,
  identity: InstanceIdentity,
  definitionName: string,
  session: ClientSession,
): Promise<InstanceHead> {
  const facts = await readFacts(store, identity, session);
  const { head, writes } = projectFacts(
    emptyHead(identity, definitionName, new Date(facts[0]?.occurredAt ?? 0)),
    facts,
  );
  for (const name of projectionNames) {
    await store[name].collection.deleteMany({ instanceId: identity.instanceId }, { session });
    const rows = writes.get(name);
    if (rows) await store[name].collection.bulkWrite(rows as never[], { session, ordered: true });
  }
  await restoreWork(store, identity.instanceId, session);
  await store.instances.collection.replaceOne({ _id: identity.instanceId as never }, head, {
    session,
    upsert: true,
  });
  return head;
}

export async function readFacts(
  store: Store,
  { organisationId, instanceId }: InstanceIdentity,
  session: ClientSession | null,
): Promise<RecordedFact[]> {
  const stream = { organisationId, streamId: instanceId };
  const facts = await store.facts.find(stream, null, { session }).sort({ seq: 1 }).lean().exec();
  const values = await store.factValues.find(stream, null, { session }).lean().exec();
  const variables = new Map(values.map((value) => [value._id, value.variables]));
  return facts.map((fact) => unpackFact(fact, variables.get(fact.valueRef ?? '')));
}

/** What people do with tasks is a truth of its own; the inbox row only holds a copy. */
async function restoreWork(
  store: Store,
  instanceId: string,
  session: ClientSession,
): Promise<void> {
  const works = await store.taskWork.find({ instanceId }, null, { session }).lean().exec();
  const writes = works
    .filter((work) => work.claimVersion > 0)
    .map(({ _id, ...work }) => ({
      updateOne: { filter: { _id: _id as never }, update: copyWork(pickCopy(work)) },
    }));
  if (writes.length > 0) await store.userTasks.collection.bulkWrite(writes, { session });
  await restoreComments(store, instanceId, session);
}

function pickCopy(work: WorkCopy): WorkCopy {
  const { assignee, claimVersion, delegatedBy, deferredUntil, offers, escalatedAt, priority } =
    work;
  return { assignee, claimVersion, delegatedBy, deferredUntil, offers, escalatedAt, priority };
}

async function restoreComments(
  store: Store,
  instanceId: string,
  session: ClientSession,
): Promise<void> {
  const comments = await store.taskComments.find({ instanceId }, null, { session }).lean().exec();
  for (const taskId of new Set(comments.map((comment) => comment.taskId))) {
    const ofTask = comments.filter((comment) => comment.taskId === taskId);
    const commentCount = ofTask.filter(({ deletedAt }) => deletedAt === undefined).length;
    const changes = ofTask.map(
      ({ earlier, deletedAt }) => 1 + earlier.length + (deletedAt ? 1 : 0),
    );
    const commentVersion = changes.reduce((sum, count) => sum + count, 0);
    const update = { $set: { commentCount, commentVersion } };
    await store.userTasks.updateOne({ _id: taskId }, update, { session }).exec();
  }
}
