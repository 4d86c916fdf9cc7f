import type { Program } from './model/program.js';
import { readStartTriggers } from './start-triggers.js';

/** A start event that a message begins a process at. */
export interface MessageStart {
  readonly processId: string;
  readonly elementId: string;
  readonly name: string;
}

/** A message that begins several processes; told as a warning, as each such message begins but one instance. */
export interface SharedStart {
  readonly elementId: string;
  readonly rule: 'messageStartShared';
  readonly message: string;
  readonly params: { readonly name: string; readonly processIds: readonly string[] };
}

export function listMessageStarts(program: Program): readonly MessageStart[] {
  const { processId } = program;
  // Names do not depend on the time; one that cannot be computed is a problem of its own.
  const { triggers } = readStartTriggers(program, { at: 0, zone: 'UTC' });
  return triggers.flatMap((trigger) => {
    if (trigger.type !== 'message') return [];
    return [{ processId, elementId: trigger.elementId, name: trigger.name }];
  });
}

/** Those of the starts whose message also begins another process: one of theirs, or of the others. */
export function findSharedStarts(
  starts: readonly MessageStart[],
  others: readonly Omit<MessageStart, 'elementId'>[] = [],
): readonly SharedStart[] {
  return starts.flatMap(({ processId, elementId, name }) => {
    const sharing = [...starts, ...others].filter((each) => each.name === name);
    const processIds = [...new Set([processId, ...sharing.map((each) => each.processId)])];
    if (processIds.length === 1) return [];
    const list = processIds.map((id) => `'${id}'`).join(', ');
    const message = `Expected message '${name}' of '${elementId}' to begin one process but it begins ${list}: each message begins one instance, of the process that was deployed first`;
    return [{ elementId, rule: 'messageStartShared', message, params: { name, processIds } }];
  });
}
