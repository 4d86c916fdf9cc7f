import { isActivity } from '../activity.js';
import type { DraftElement } from '../draft-model.js';
import { describe, type Problem, problemAt } from '../problem.js';
import type { Rule } from './registry.js';

/** A boundary event stands on an activity of its own scope. */
export const boundaryHost: Rule = ({ elements }) =>
  elements.filter(({ type }) => type === 'boundaryEvent').flatMap(check);

function check(event: DraftElement): readonly Problem[] {
  const { host } = event;
  if (host !== undefined && canHost(host) && host.scope === event.scope) return [];
  const got = host === undefined ? 'nothing' : describe(host);
  const message = `Expected ${describe(event)} to be attached to an activity beside it but got ${got}`;
  return [problemAt(event, 'error', 'boundaryHostInvalid', message)];
}

function canHost({ source, type }: DraftElement): boolean {
  return type !== 'eventSubProcess' && isActivity(source);
}
