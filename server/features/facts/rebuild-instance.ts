import type { ClientSession } from 'mongoose';
import type { InstanceIdentity, RecordedFact } from '../../../workflows/activities/ports.js';
import type { Store } from '../../store/store.js';
import { writeTask } from '../../store/task-lists.js';
import { unpackFact } from './fact-envelope.js';
import { emptyHead } from './projections/instance-projection.js';
import { projectFacts, projectionNames } from './projections/project-facts.js';
import type { InstanceHead } from './projections/projection.js';

/** Computes every projection of one instance anew from its facts; claims are taken over from `taskWork`. */
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
  await restoreClaims(store, identity.instanceId, session);
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

/** Claims are a truth of their own; the inbox row only holds a copy. */
async function restoreClaims(
  store: Store,
  instanceId: string,
  session: ClientSession,
): Promise<void> {
  const claims = await store.taskWork.find({ instanceId }, null, { session }).lean().exec();
  if (claims.length === 0) return;
  const writes = claims
    .filter((claim) => claim.claimVersion > 0)
    .map(({ _id, assignee, claimVersion }) => ({
      updateOne: { filter: { _id: _id as never }, update: writeTask({ assignee, claimVersion }) },
    }));
  if (writes.length > 0) await store.userTasks.collection.bulkWrite(writes, { session });
}
