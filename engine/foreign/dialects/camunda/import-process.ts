import type { Place } from '../../place.js';

/** What Camunda 7, Flowable and Activiti say of a process and of how it starts. */
export function importProcess(place: Place): void {
  const { facts, plan } = place;
  const tag = facts.attribute('camunda', 'versionTag');
  if (tag !== undefined) {
    plan.set('versionTag', 'value', tag.value);
    place.mapped(tag, `the version tag '${tag.value}'`);
  }
  const groups = facts.attribute('camunda', 'candidateStarterGroups');
  if (groups !== undefined) {
    plan.set('start', 'roles', groups.value);
    place.mapped(groups, `the roles that may start the process: ${groups.value}`);
  }
}

export function importStart(place: Place): void {
  const initiator = place.facts.attribute('camunda', 'initiator');
  if (initiator === undefined) return;
  place.mapped(initiator, `'initiator': expressions that name '${initiator.value}' say so`);
}

/** Attributes of event definitions that say where what was caught is stored. */
export function importCaught(place: Place): void {
  const { facts, plan } = place;
  const code = facts.attribute('camunda', 'errorCodeVariable', 'escalationCodeVariable');
  if (code !== undefined) {
    plan.set('errorOutput', 'codeVariable', code.value);
    place.mapped(code, `the variable '${code.value}' for the code`);
  }
  const message = facts.attribute('camunda', 'errorMessageVariable');
  if (message !== undefined) {
    plan.set('errorOutput', 'messageVariable', message.value);
    place.mapped(message, `the variable '${message.value}' for the message`);
  }
}
