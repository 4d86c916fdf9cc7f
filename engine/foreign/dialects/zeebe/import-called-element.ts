import type { Fact } from '../../element-facts.js';
import { readAttribute } from '../../xml/xml-node.js';
import { setAttribute } from '../../xml/edit-xml.js';
import type { Place } from '../../place.js';
import { read, setBinding } from './import-work.js';

/** The process that is called, and what goes in and comes back. */
export function importCalledElement(place: Place): void {
  for (const fact of place.facts.extensions('zeebe', 'calledElement')) importCall(place, fact);
}

function importCall(place: Place, fact: Fact): void {
  const { element, plan } = place;
  const expression = read(fact, 'processIdExpression');
  const text = expression === undefined ? read(fact, 'processId') : asExpression(expression);
  const called = text === undefined ? undefined : place.value(fact, text);
  if (called === undefined) return;
  if (readAttribute(element, 'calledElement') === undefined) {
    setAttribute(element, 'calledElement', called);
    plan.addOriginal({ property: '@calledElement', translation: called });
  }
  setBinding(place, fact, 'call');
  const comesBack = read(fact, 'propagateAllChildVariables') !== 'false';
  if (comesBack && !plan.hasOutputs) plan.set('call', 'propagateAllOutputs', 'true');
  const goesIn = read(fact, 'propagateAllParentVariables') !== 'false';
  plan.set('io', 'payload', goesIn ? 'all' : 'inputs');
  const what = goesIn ? 'all variables go in' : 'only inputs go in';
  place.mapped(
    fact,
    `a call of '${called}': ${what}, ${describe(comesBack, plan.hasOutputs)} back`,
  );
  if (read(fact, 'businessId') !== undefined)
    place.kept(
      { ...fact, what: 'zeebe:calledElement@businessId' },
      'A called process has the business key of its caller',
    );
}

function asExpression(text: string): string {
  return text.trim().startsWith('=') ? text : `=${text}`;
}

function describe(comesBack: boolean, hasOutputs: boolean): string {
  if (hasOutputs) return 'outputs come';
  return comesBack ? 'all come' : 'none comes';
}
