import { isDeepStrictEqual } from 'node:util';
import type { InstanceIdentity } from '../../../workflows/activities/ports.js';
import type { Store } from '../../store/store.js';
import { readFacts, rebuildInstance } from './rebuild-instance.js';
import { emptyHead } from './projections/instance-projection.js';
import { projectFacts } from './projections/project-facts.js';
import type { InstanceHead } from './projections/projection.js';

export interface ProjectionReport {
  readonly instances: number;
  /** Instances whose stored projection is not what their facts say. */
  readonly differing: readonly string[];
}

/** Reads the identity of every instance from its first fact. */
async function* identities(store: Store): AsyncGenerator<InstanceIdentity> {
  const firsts = store.facts.find({ seq: 1 }).sort({ _id: 1 }).lean().cursor();
  for await (const fact of firsts) yield fact.data['instance'] as InstanceIdentity;
}

async function definitionNames(store: Store): Promise<Map<string, string>> {
  const all = await store.processDefinitions.find({}, { name: 1 }).lean().exec();
  return new Map(all.map((definition) => [definition._id, definition.name]));
}

/** Computes all projections anew, one instance at a time, so that it can run beside live work. */
export async function rebuildProjections(store: Store): Promise<ProjectionReport> {
  const names = await definitionNames(store);
  let instances = 0;
  for await (const identity of identities(store)) {
    const name = names.get(identity.processDefinitionKey) ?? identity.processId;
    await store.connection.transaction((session) =>
      rebuildInstance(store, identity, name, session),
    );
    instances += 1;
  }
  return { instances, differing: [] };
}

/** Compares the instance projections with what the facts say, and changes nothing. */
export async function checkProjections(store: Store): Promise<ProjectionReport> {
  const names = await definitionNames(store);
  const differing: string[] = [];
  let instances = 0;
  for await (const identity of identities(store)) {
    instances += 1;
    const facts = await readFacts(store, identity, null);
    const name = names.get(identity.processDefinitionKey) ?? identity.processId;
    const start = emptyHead(identity, name, new Date(facts[0]?.occurredAt ?? 0));
    const expected = projectFacts(start, facts).head;
    const stored = await store.instances.findById(identity.instanceId).lean<InstanceHead>().exec();
    if (!isDeepStrictEqual(asData(expected), asData(stored))) differing.push(identity.instanceId);
  }
  return { instances, differing };
}

function asData(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
