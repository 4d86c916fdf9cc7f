import type { Fact } from '../../element-facts.js';
import { isPlainName } from '../../juel/write-feel.js';
import { addScript } from '../../standard-expressions.js';
import { ownChild } from '../../xml/edit-xml.js';
import { readAttribute } from '../../xml/xml-node.js';
import type { Place } from '../../place.js';

export function read(fact: Fact, name: string): string | undefined {
  return fact.element === undefined ? undefined : readAttribute(fact.element, name);
}

const jobHosts = new Set(['serviceTask', 'sendTask', 'businessRuleTask']);

/** The job of a task. */
export function importTask(place: Place): void {
  for (const fact of place.facts.extensions('zeebe', 'taskDefinition')) {
    const type = read(fact, 'type') ?? '';
    if (!jobHosts.has(place.local)) {
      tellMisplaced(place, fact, type);
      continue;
    }
    const value = place.value(fact, type);
    if (value === undefined) continue;
    place.plan.set('job', 'type', value);
    place.plan.set('job', 'worker', 'external');
    const retries = read(fact, 'retries');
    const isNumber = retries !== undefined && /^[1-9]\d*$/.test(retries);
    if (isNumber) place.plan.set('job', 'retries', retries);
    place.mapped(fact, `a job of type '${value}'${isNumber ? ` with ${retries} attempts` : ''}`);
    if (retries !== undefined && !isNumber)
      place.kept(
        { ...fact, what: 'zeebe:taskDefinition@retries' },
        `Expected a number of attempts from 1 but got '${retries}': there are 3`,
      );
  }
}

/** There a worker sends the message of an event; here the engine itself does, if the event names one. */
function tellMisplaced(place: Place, fact: Fact, type: string): void {
  const definition = ownChild(place.element, 'messageEventDefinition');
  if (definition === undefined)
    return place.blocks(
      fact,
      `Only service, send and business rule tasks are done by workers; here the job '${type}' is not`,
    );
  if (readAttribute(definition, 'messageRef') !== undefined)
    return place.kept(
      fact,
      `The engine itself sends the message of the event; the job '${type}' is not needed`,
    );
  place.blocks(
    fact,
    `The event names no message that could be sent; the job '${type}' is drawn as a send task`,
    { isCaught: true },
  );
}

export function importScript(place: Place): void {
  for (const fact of place.facts.extensions('zeebe', 'script')) {
    const expression = read(fact, 'expression') ?? '';
    const value = place.value(
      fact,
      expression.trim().startsWith('=') ? expression : `=${expression}`,
    );
    const variable = read(fact, 'resultVariable');
    if (value === undefined) continue;
    addScript(place, value.slice(1));
    if (variable !== undefined) place.plan.set('result', 'variable', variable);
    place.mapped(
      fact,
      `a script in FEEL${variable === undefined ? '' : ` for the variable '${variable}'`}`,
    );
  }
}

export function importCalledDecision(place: Place): void {
  for (const fact of place.facts.extensions('zeebe', 'calledDecision')) {
    const decisionId = place.value(fact, read(fact, 'decisionId') ?? '');
    if (decisionId === undefined) continue;
    place.plan.set('calledDecision', 'decisionId', decisionId);
    const variable = read(fact, 'resultVariable');
    if (variable !== undefined) place.plan.set('calledDecision', 'resultVariable', variable);
    setBinding(place, fact, 'calledDecision');
    place.mapped(
      fact,
      `the decision '${decisionId}'${variable === undefined ? '' : ` for the variable '${variable}'`}`,
    );
  }
}

export function setBinding(place: Place, fact: Fact, extension: string): void {
  const binding = read(fact, 'bindingType') ?? 'latest';
  if (binding !== 'latest') place.plan.set(extension, 'binding', binding);
  const tag = read(fact, 'versionTag');
  if (tag !== undefined) place.plan.set(extension, 'versionTag', tag);
}

export function importLoop(place: Place): void {
  for (const fact of place.facts.extensions('zeebe', 'loopCharacteristics')) {
    const collection = place.value(fact, read(fact, 'inputCollection') ?? '');
    if (collection === undefined) continue;
    place.plan.set('loop', 'collection', collection);
    const item = read(fact, 'inputElement');
    if (item !== undefined) place.plan.set('loop', 'item', item);
    const results = read(fact, 'outputCollection');
    const result = read(fact, 'outputElement');
    if (results !== undefined) place.plan.set('loop', 'outputCollection', results);
    const output = result === undefined ? undefined : place.value(fact, result);
    if (output !== undefined) place.plan.set('loop', 'outputItem', output);
    place.mapped(
      fact,
      `a repetition for ${collection}${results === undefined ? '' : ` whose results go to '${results}'`}`,
    );
  }
}

export function importAdHoc(place: Place): void {
  for (const fact of place.facts.extensions('zeebe', 'adHoc')) {
    const elements = read(fact, 'activeElementsCollection');
    const value = elements === undefined ? undefined : place.value(fact, elements);
    if (value !== undefined) {
      place.plan.set('adHoc', 'activeElements', value);
      place.mapped(fact, `the rule that starts its activities: ${value}`);
    }
    if (read(fact, 'outputCollection') !== undefined)
      place.blocks(
        { ...fact, what: 'zeebe:adHoc@outputCollection' },
        'What its activities give is not collected; let them write a variable',
      );
  }
}

/** The key by which a message finds its instance. */
export function importSubscription(place: Place): void {
  for (const fact of place.facts.extensions('zeebe', 'subscription')) {
    const text = read(fact, 'correlationKey') ?? '';
    const key = place.value(fact, isPlainName(text) ? `=${text}` : text);
    if (key === undefined) continue;
    place.plan.set('correlation', 'key', key);
    place.mapped(fact, `the correlation key ${key}`);
  }
}
