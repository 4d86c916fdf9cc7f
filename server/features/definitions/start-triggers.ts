import { createHash } from 'node:crypto';
import type { ClientSession } from 'mongoose';
import { readStartTriggers, type Program, type StartTrigger } from '../../../engine/index.js';
import type { ProcessDefinitionDocument } from '../../store/definition-models.js';
import type { StartTriggerDocument, TimerStartDocument } from '../../store/routing-models.js';
import type { Store } from '../../store/store.js';

type TimerTrigger = Extract<StartTrigger, { type: 'timer' }>;

/**
 * What begins instances of a version takes the place of what began those of the version before, in the transaction
 * that stores the version: there is no moment without, and none with both.
 */
export async function writeStartTriggers(
  store: Store,
  definition: ProcessDefinitionDocument,
  /** Left out of a process that is only drawn: nothing begins it. */
  program: Program | undefined,
  session: ClientSession,
): Promise<void> {
  const { organisationId, processDefinitionId, scopeKey, deployedAt, zone = 'UTC' } = definition;
  const triggers =
    program === undefined
      ? []
      : readStartTriggers(program, { at: deployedAt.getTime(), zone }).triggers;
  const variant = { organisationId, processDefinitionId, scopeKey };
  const events = triggers.flatMap((trigger, index) =>
    trigger.type === 'timer' ? [] : [eventRow(definition, trigger, index)],
  );
  await store.startTriggers.deleteMany(variant, { session }).exec();
  if (events.length > 0)
    await store.startTriggers.collection.insertMany(events as never[], { session });
  const timers = triggers
    .filter((trigger): trigger is TimerTrigger => trigger.type === 'timer')
    .map((trigger, index) => timerRow(definition, trigger, index));
  for (const timer of timers) {
    const options = { session, upsert: true };
    await store.timerStarts.collection.replaceOne({ _id: timer._id as never }, timer, options);
  }
  const others = { ...variant, _id: { $nin: timers.map(({ _id }) => _id) }, order: { $ne: null } };
  const { version } = definition;
  const retirement = { $set: { version, deployedAt, order: null, isTold: false } };
  await store.timerStarts.updateMany(others, retirement, { session }).exec();
}

function eventRow(
  version: ProcessDefinitionDocument,
  trigger: Exclude<StartTrigger, TimerTrigger>,
  index: number,
): StartTriggerDocument {
  const { type, elementId, definition, name } = trigger;
  const conversation = type === 'message' ? trigger.conversation : undefined;
  const { _id, organisationId, processDefinitionId, scopeKey } = version;
  return {
    _id: `${_id}/${String(index)}`,
    organisationId,
    kind: type,
    name,
    processDefinitionId,
    scopeKey,
    processDefinitionKey: _id,
    elementId,
    ...(definition === undefined ? {} : { definition }),
    ...(conversation === undefined ? {} : { conversation }),
    isOffered: type === 'signal',
  };
}

function timerRow(
  served: ProcessDefinitionDocument,
  { elementId, definition, timer }: TimerTrigger,
  index: number,
): TimerStartDocument {
  const { organisationId, processDefinitionId, scopeKey, version, deployedAt, zone } = served;
  const place = [organisationId, processDefinitionId, scopeKey, elementId, String(index)];
  // Temporal bounds the length of ids, models do not.
  const digest = createHash('sha256').update(JSON.stringify(place)).digest('hex').slice(0, 32);
  return {
    _id: `timer-start/${processDefinitionId.slice(0, 60)}/${elementId.slice(0, 60)}/${digest}`,
    organisationId,
    processDefinitionId,
    scopeKey,
    version,
    deployedAt,
    order: {
      version,
      processDefinitionKey: served._id,
      elementId,
      ...(definition === undefined ? {} : { definition }),
      timer,
      zone: zone ?? 'UTC',
      deployedAt: deployedAt.getTime(),
    },
    isTold: false,
  };
}
