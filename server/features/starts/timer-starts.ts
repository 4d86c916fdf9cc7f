import type { Logger } from 'pino';
import type { Actor } from '../../../engine/index.js';
import type { TimerFiring, TimerFiringAnswer } from '../../../workflows/activities/ports.js';
import type { ProcessDefinitionDocument } from '../../store/definition-models.js';
import type { TimerStartDocument } from '../../store/routing-models.js';
import type { Store } from '../../store/store.js';
import type { ProcessEngine } from '../../temporal/process-engine.js';
import type { TriggeredStart } from '../instances/start-instance.js';

export interface TimerStartsDependencies {
  readonly store: Store;
  readonly engine: ProcessEngine;
  readonly definition: (organisationId: string, key: string) => Promise<ProcessDefinitionDocument>;
  readonly start: (start: TriggeredStart) => Promise<unknown>;
  readonly logger: Logger;
}

/** Timer starts of deployed processes: the engine keeps the time, the store says which version is served. */
export interface TimerStarts {
  /** Tells the engine what was deployed; what it does not hear now it hears later. */
  tell(definition: ProcessDefinitionDocument): Promise<void>;
  /** An instant has come: one instance per starter and instant, whatever is repeated. */
  fire(firing: TimerFiring): Promise<TimerFiringAnswer>;
  settlePending(olderThan: Date): Promise<number>;
}

const TIMER: Actor = { type: 'system', id: 'timer' };
const BATCH = 200;

export function createTimerStarts(deps: TimerStartsDependencies): TimerStarts {
  const { store, logger } = deps;
  return {
    tell: async ({ organisationId, processDefinitionId, scopeKey }) => {
      const variant = { organisationId, processDefinitionId, scopeKey };
      const untold = await store.timerStarts
        .find({ ...variant, isTold: false })
        .lean()
        .exec();
      for (const row of untold) {
        await tell(deps, row).catch((error: unknown) => {
          logger.warn({ err: error, starterId: row._id }, 'timer start is set up later');
        });
      }
    },
    fire: (firing) => fire(deps, firing),
    settlePending: async (olderThan) => {
      const untold = await store.timerStarts
        .find({ isTold: false, deployedAt: { $lt: olderThan } })
        .sort({ deployedAt: 1 })
        .limit(BATCH)
        .lean()
        .exec();
      for (const row of untold) await tell(deps, row);
      return untold.length;
    },
  };
}

async function tell(
  { store, engine }: TimerStartsDependencies,
  { _id, organisationId, version, deployedAt, order }: TimerStartDocument,
): Promise<void> {
  const change = { version, deployedAt: deployedAt.getTime(), order };
  await engine.changeTimerStart(organisationId, _id, change);
  await store.timerStarts.updateOne({ _id, version }, { $set: { isTold: true } }).exec();
}

async function fire(
  { store, definition, start }: TimerStartsDependencies,
  firing: TimerFiring,
): Promise<TimerFiringAnswer> {
  const { organisationId, starterId, processDefinitionKey, elementId, version, dueAt } = firing;
  const row = await store.timerStarts.findById(starterId).lean().exec();
  if (!row) return 'retired';
  const isServedByNewer = row.version > version && row.deployedAt.getTime() <= dueAt;
  if (isServedByNewer) return row.order === null ? 'retired' : 'moved';
  const served = await definition(organisationId, processDefinitionKey);
  await start({
    id: `${organisationId}/${starterId}/${String(dueAt)}`,
    definition: served,
    scope: served.scope,
    startElementId: elementId,
    startDefinition: firing.definition,
    variables: {},
    actor: TIMER,
  });
  return 'started';
}
