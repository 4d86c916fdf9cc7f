import type { Fact } from '../../element-facts.js';
import type { Place } from '../../place.js';
import { hasJuel } from '../../juel/translate-juel.js';

const assignments = ['assignee', 'candidateUsers', 'candidateGroups'];
const dates = ['dueDate', 'followUpDate'];

/** Who does a task, and when. */
export function importUserTask(place: Place): void {
  const { facts } = place;
  for (const name of assignments) {
    const fact = facts.attribute('camunda', name);
    if (fact !== undefined) importAssignment(place, fact);
  }
  for (const name of dates) {
    const fact = facts.attribute('camunda', name);
    if (fact !== undefined) importDate(place, fact);
  }
  const priority = facts.attribute('camunda', 'priority');
  if (priority !== undefined) importPriority(place, priority);
}

function importAssignment(place: Place, fact: Fact): void {
  const { local, value: text } = fact;
  // Flowable's own word for who has started the process.
  if (text === '$INITIATOR') {
    place.plan.set('assignment', local, '=initiator');
    return place.mapped(fact, `${local} of the assignment: =initiator`);
  }
  const value =
    local === 'assignee' ? place.value(fact, text) : readNames(place, fact, splitNames(text));
  if (value === undefined) return;
  place.plan.set('assignment', local, value);
  place.mapped(fact, `${local} of the assignment: ${value}`);
}

/** Names are separated by commas; those inside an expression separate something else. */
function splitNames(text: string): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let part = '';
  for (const character of text) {
    if (character === '{') depth += 1;
    if (character === '}') depth -= 1;
    if (character === ',' && depth <= 0) {
      parts.push(part.trim());
      part = '';
    } else part += character;
  }
  return [...parts, part.trim()].filter((each) => each !== '');
}

function readNames(place: Place, fact: Fact, names: readonly string[]): string | undefined {
  const [only] = names;
  if (names.length === 1 && only !== undefined) return place.value(fact, only);
  if (!names.some(hasJuel)) return names.join(',');
  const items: string[] = [];
  for (const name of names) {
    const value = hasJuel(name) ? place.value(fact, name) : `=${JSON.stringify(name)}`;
    if (value === undefined) return undefined;
    items.push(value.slice(1));
  }
  return `=flatten([${items.join(', ')}])`;
}

const dateLike = /^(\d{4}-|-?P)/;

/** A due date that cannot be told is missed by people, not by the process. */
function importDate(place: Place, fact: Fact): void {
  const { local, value: text } = fact;
  if (!hasJuel(text) && !dateLike.test(text))
    return place.kept(fact, `'${text}' is no date and no duration of ISO 8601`);
  const value = place.value(fact, text, 'kept');
  if (value === undefined) return;
  place.plan.set('schedule', local, value);
  place.mapped(fact, `${local} of the schedule: ${value}`);
}

function importPriority(place: Place, fact: Fact): void {
  const text = fact.value.trim();
  const isNumber = /^\d{1,3}$/.test(text) && Number(text) <= 100;
  if (!isNumber && !hasJuel(text)) {
    return place.kept(fact, `Expected a priority from 0 to 100 but got '${text}'`);
  }
  const value = place.value(fact, text, 'kept');
  if (value === undefined) return;
  place.plan.set('schedule', 'priority', value);
  place.mapped(fact, `the priority ${value}`);
}
