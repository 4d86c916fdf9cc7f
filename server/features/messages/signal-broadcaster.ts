import type { Variables } from '../../../engine/index.js';
import { EngineRefusal } from '../../errors.js';
import type { SignalDocument } from '../../store/routing-models.js';
import { triggersOf } from './message-starts.js';
import {
  BATCH,
  insertOnce,
  KEPT_MS,
  type RoutingDependencies,
  type Sending,
} from './message-routing.js';

export interface Broadcast extends Sending {
  /** A signal with an id that was broadcast before is not broadcast again. */
  readonly signalId: string;
}

/** Brings signals to everybody who waits for them when they come, and starts what they start. */
export interface SignalBroadcaster {
  broadcast(signal: Broadcast): Promise<void>;
  /** Goes on where a broadcast was interrupted. */
  settlePending(olderThan: Date): Promise<number>;
}

/** So many instances are told at a time. */
const AT_ONCE = 20;

export function createSignalBroadcaster(deps: RoutingDependencies): SignalBroadcaster {
  const { store, now } = deps;
  return {
    broadcast: async (broadcast) => {
      const signal = await record(deps, broadcast, now());
      if (signal && !signal.isSpread) await spread(deps, signal);
    },
    settlePending: async (olderThan) => {
      const interrupted = await store.signals
        .find({ isSpread: false, broadcastAt: { $lt: olderThan } })
        .sort({ broadcastAt: 1 })
        .limit(BATCH)
        .lean()
        .exec();
      for (const signal of interrupted) await spread(deps, signal);
      return interrupted.length;
    },
  };
}

/** Who is reached is decided once, when the signal comes. */
async function record(
  deps: RoutingDependencies,
  { organisationId, signalId, name, variables, sentBy, scope }: Broadcast,
  at: Date,
): Promise<SignalDocument | null> {
  const { store } = deps;
  const _id = `${organisationId}/${signalId}`;
  const waiting = await store.subscriptions
    .distinct('instanceId', { organisationId, kind: 'signal', name, isOpen: true })
    .exec();
  const signal: SignalDocument = {
    _id,
    organisationId,
    signalId,
    name,
    variables,
    broadcastAt: at,
    broadcastBy: sentBy,
    scope,
    targets: waiting.sort(),
    starts: await startsOf(deps, { organisationId, name, scope }),
    isSpread: false,
    removeAt: new Date(at.getTime() + KEPT_MS),
  };
  const isNew = await insertOnce(store.signals.collection, signal);
  return isNew ? signal : store.signals.findById(_id).lean().exec();
}

async function startsOf(
  deps: RoutingDependencies,
  { organisationId, name, scope }: Pick<SignalDocument, 'organisationId' | 'name' | 'scope'>,
): Promise<SignalDocument['starts']> {
  const triggers = await deps.store.startTriggers
    .find({ organisationId, kind: 'signal', name })
    .lean()
    .exec();
  const starts: SignalDocument['starts'] = [];
  for (const processDefinitionId of new Set(triggers.map((one) => one.processDefinitionId))) {
    const signal = { organisationId, scope };
    const found = await triggersOf(deps, signal, processDefinitionId, triggers);
    starts.push(
      ...found.map(({ definition, elementId, startDefinition }) => ({
        processDefinitionKey: definition._id,
        elementId,
        ...(startDefinition === undefined ? {} : { definition: startDefinition }),
      })),
    );
  }
  return starts;
}

async function spread(deps: RoutingDependencies, signal: SignalDocument): Promise<void> {
  let isComplete = true;
  for (let first = 0; first < signal.targets.length; first += AT_ONCE) {
    const targets = signal.targets.slice(first, first + AT_ONCE);
    const told = await Promise.all(targets.map((target) => tell(deps, signal, target)));
    const reached = targets.filter((_target, index) => told[index]);
    isComplete &&= reached.length === targets.length;
    await deps.store.signals
      .updateOne({ _id: signal._id }, { $pullAll: { targets: reached } })
      .exec();
  }
  for (const one of signal.starts) await start(deps, signal, one);
  if (isComplete)
    await deps.store.signals.updateOne({ _id: signal._id }, { $set: { isSpread: true } }).exec();
}

/** The instance takes a signal once, whatever it is told. */
async function tell(
  { engine, logger }: RoutingDependencies,
  { signalId, name, variables }: SignalDocument,
  instanceId: string,
): Promise<boolean> {
  try {
    const delivery = { deliveryId: signalId, name, variables: variables as Variables };
    await engine.deliverSignal(instanceId, delivery);
    return true;
  } catch (error) {
    // It has ended, and waits no more.
    if (error instanceof EngineRefusal) return true;
    logger.warn({ err: error, instanceId, signalId }, 'signal is delivered later');
    return false;
  }
}

async function start(
  { store, starter }: RoutingDependencies,
  signal: SignalDocument,
  { processDefinitionKey, elementId, definition }: SignalDocument['starts'][number],
): Promise<void> {
  const served = await store.processDefinitions.findById(processDefinitionKey).lean().exec();
  if (!served) return;
  await starter.startTriggered({
    id: `${signal._id}/${processDefinitionKey}/${elementId}`,
    definition: served,
    scope: signal.scope,
    startElementId: elementId,
    startDefinition: definition,
    variables: signal.variables as Variables,
    actor: signal.broadcastBy,
  });
}
