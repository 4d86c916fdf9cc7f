import type { Session } from './session.js';
import type { Refusal } from './stimulus.js';

interface Wanted {
  readonly id?: string;
  readonly element?: string;
  readonly type?: string;
  readonly nth?: number;
  readonly instance?: string;
}

interface Candidate {
  readonly id: string;
  readonly instanceId: string;
  readonly elementId: string;
  readonly jobType?: string;
}

const codes = {
  task: 'unknownTask',
  job: 'unknownJob',
  incident: 'unknownIncident',
  'ad-hoc sub-process': 'unknownElementInstance',
} as const;

/** The n-th candidate that a step means; a refusal that tells what there is instead. */
export function findWanted(
  { names }: Session,
  candidates: readonly Candidate[],
  wanted: Wanted,
  noun: keyof typeof codes,
): Candidate | Refusal {
  const { id, element, type, instance, nth = 1 } = wanted;
  const matches = candidates.filter(
    (each) =>
      (id === undefined || each.id === id) &&
      (element === undefined || each.elementId === element) &&
      (type === undefined || each.jobType === type) &&
      (instance === undefined || names.nameOf(each.instanceId) === instance),
  );
  const match = matches[nth - 1];
  if (match !== undefined) return match;
  const subject = `'${id ?? element ?? type ?? ''}'`;
  const open = [...new Set(candidates.map(({ elementId }) => `'${elementId}'`))].slice(0, 20);
  const there = open.length === 0 ? `there is no ${noun} at all` : `there are: ${open.join(', ')}`;
  const which = nth === 1 ? `an open ${noun}` : `open ${noun} number ${nth}`;
  return { code: codes[noun], message: `Expected ${which} of ${subject} but ${there}` };
}
