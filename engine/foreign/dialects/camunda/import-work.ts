import type { Fact } from '../../element-facts.js';
import { readText } from '../../xml/xml-text.js';
import { childElements, localNameOf, type XmlElement } from '../../xml/xml-node.js';
import type { Place } from '../../place.js';
import { importDecision } from './import-decision.js';
import { importMappings } from './import-mappings.js';

/** Who does the work of a service, send or business rule task: an external worker, code, or something built in. */
export function importWork(place: Place): void {
  importDecision(place);
  importImplementation(place);
  importRetries(place);
  const result = place.facts.attribute('camunda', 'resultVariable', 'resultVariableName');
  if (result === undefined) return;
  if (place.plan.get('calledDecision', 'decisionId') !== undefined) {
    place.mapped(result, `the variable '${result.value}' for the result`);
    return;
  }
  place.mapped(result, `a variable that the worker answers: '${result.value}'`);
}

function importImplementation(place: Place): void {
  const { facts } = place;
  const type = facts.attribute('camunda', 'type');
  const topic = facts.attribute('camunda', 'topic');
  const isExternal = type !== undefined && /^external(-worker)?$/.test(type.value);
  if (isExternal) importExternal(place, type, topic);
  else if (type !== undefined) setJob(place, type, type.value);
  const code = facts.attribute('camunda', 'class', 'delegateExpression', 'expression');
  if (code !== undefined && type === undefined) setJob(place, code, nameOfCode(code));
  const [connector] = facts.extensions('camunda', 'connector');
  if (connector?.element !== undefined) importConnector(place, connector, connector.element);
}

function importExternal(place: Place, type: Fact, topic: Fact | undefined): void {
  place.plan.set('job', 'worker', 'external');
  place.mapped(type, 'a job for an external worker');
  if (topic === undefined) return;
  const value = place.value(topic, topic.value);
  if (value === undefined) return;
  place.plan.set('job', 'type', value);
  place.mapped(topic, `a job of type '${value}'`);
}

/** Code of the other engine cannot run: whoever writes it anew finds it under its name. */
function setJob(place: Place, fact: Fact, type: string): void {
  place.plan.set('job', 'type', type);
  place.plan.set('job', 'worker', 'external');
  place.mapped(
    fact,
    `a job of type '${type}': its code does not run here, so a worker has to be written`,
  );
}

/** `${invoiceService.book(invoice)}` → `invoiceService.book`; a class by its name without packages. */
function nameOfCode({ local, value }: Fact): string {
  if (local === 'class') return value.trim().split('.').at(-1) ?? value;
  return /^[$#]\{\s*([\w.]+)/.exec(value.trim())?.[1] ?? value.replace(/[=${}#]/g, '').trim();
}

function importConnector(place: Place, connector: Fact, element: XmlElement): void {
  const id = childElements(element).find(({ name }) => localNameOf(name) === 'connectorId');
  const type = id === undefined ? 'connector' : readText(id).trim();
  setJob(place, connector, type);
  const parameters = childElements(element).find(({ name }) => localNameOf(name) === 'inputOutput');
  if (parameters !== undefined) importMappings(place, connector.what, parameters);
}

const cycle = /^R(\d+)\/(P.+)$/;

/** `R3/PT10M`, or a list of waits. */
function importRetries(place: Place): void {
  for (const fact of place.facts.extensions('camunda', 'failedJobRetryTimeCycle')) {
    const text = fact.element === undefined ? '' : readText(fact.element).trim();
    const [, times, wait] = cycle.exec(text) ?? [];
    const waits = text.split(',').map((each) => each.trim());
    const isList = waits.every((each) => /^P/.test(each));
    if (times === undefined && !isList) {
      place.kept(fact, `'${text}' is no number of attempts with a duration`);
      continue;
    }
    const retries = times ?? String(waits.length + 1);
    const backoff = wait ?? waits[0] ?? '';
    place.plan.set('job', 'retries', retries);
    place.plan.set('job', 'retryBackoff', backoff);
    place.mapped(fact, `${retries} attempts, ${backoff} before the second one`);
  }
}
