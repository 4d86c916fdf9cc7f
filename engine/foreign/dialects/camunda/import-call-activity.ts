import type { Fact } from '../../element-facts.js';
import { isPlainName } from '../../juel/write-feel.js';
import { readAttribute, type XmlElement } from '../../xml/xml-node.js';
import type { Place } from '../../place.js';

/** Which version is called, and what goes in and comes back. */
export function importCallActivity(place: Place): void {
  const { facts, plan } = place;
  const binding = facts.attribute('camunda', 'calledElementBinding');
  const tag = facts.attribute('camunda', 'calledElementVersionTag');
  const same = facts.attribute('camunda', 'sameDeployment');
  if (binding !== undefined) importBinding(place, binding);
  if (tag !== undefined) {
    plan.set('call', 'versionTag', tag.value);
    place.mapped(tag, `the version tag '${tag.value}'`);
  }
  if (same !== undefined) {
    plan.set('call', 'binding', same.value === 'true' ? 'deployment' : 'latest');
    place.mapped(same, `the binding '${same.value === 'true' ? 'deployment' : 'latest'}'`);
  }
  importIns(place);
  importOuts(place);
}

function importBinding(place: Place, binding: Fact): void {
  if (binding.value === 'version')
    return place.blocks(binding, 'A process cannot be called by the number of its version');
  if (binding.value !== 'latest') place.plan.set('call', 'binding', binding.value);
  place.mapped(binding, `the binding '${binding.value}'`);
}

/** Without any, nothing goes in there; here that has to be said. */
function importIns(place: Place): void {
  const { facts, plan } = place;
  const inherits = facts.attribute('camunda', 'inheritVariables');
  if (inherits !== undefined) {
    const what = inherits.value === 'true' ? 'all variables go in' : 'only what is named goes in';
    place.mapped(inherits, what);
  }
  let isAll = inherits?.value === 'true';
  for (const fact of facts.extensions('camunda', 'in')) {
    if (fact.element === undefined) continue;
    if (readAttribute(fact.element, 'variables') === 'all') {
      isAll = true;
      place.mapped(fact, 'all variables go in');
    } else importIn(place, fact, fact.element);
  }
  plan.set('io', 'payload', isAll ? 'all' : 'inputs');
}

/** Of a call activity, or of a signal that is thrown. */
export function importIn(place: Place, fact: Fact, element: XmlElement): void {
  const mapping = readMapping(place, fact, element);
  if (mapping === undefined) return;
  place.plan.addInput(mapping.target, mapping.source);
  place.mapped(fact, `the input '${mapping.target}': ${mapping.source}`);
}

function importOuts(place: Place): void {
  const outs = place.facts.extensions('camunda', 'out');
  for (const fact of outs) {
    if (fact.element !== undefined) importOut(place, fact, fact.element);
  }
  const isAll = place.plan.get('call', 'propagateAllOutputs') !== undefined;
  const [first] = outs;
  if (isAll && place.plan.hasOutputs && first !== undefined)
    place.blocks(first, 'Either all variables come back, or those that are named; not both');
}

function importOut(place: Place, fact: Fact, element: XmlElement): void {
  if (readAttribute(element, 'variables') === 'all') {
    place.plan.set('call', 'propagateAllOutputs', 'true');
    return place.mapped(fact, 'all variables come back');
  }
  const mapping = readMapping(place, fact, element);
  if (mapping === undefined) return;
  place.plan.addOutput(mapping.target, mapping.source);
  place.mapped(fact, `the output '${mapping.target}': ${mapping.source}`);
}

function readMapping(
  place: Place,
  fact: Fact,
  element: XmlElement,
): { readonly target: string; readonly source: string } | undefined {
  const key = readAttribute(element, 'businessKey');
  if (key !== undefined) {
    place.kept(
      { ...fact, what: `${fact.what}@businessKey` },
      'A called process has the business key of its caller',
    );
    return undefined;
  }
  const target = readAttribute(element, 'target') ?? readAttribute(element, 'source') ?? '';
  const variable = readAttribute(element, 'source');
  const expression = readAttribute(element, 'sourceExpression') ?? '';
  if (!isPlainName(target) || (variable !== undefined && !isPlainName(variable))) {
    place.blocks(fact, `'${variable ?? target}' cannot be the name of a variable`);
    return undefined;
  }
  const source =
    variable === undefined
      ? place.value(fact, expression)
      : (place.plan.sourceOfInput(variable) ?? `=${variable}`);
  return source === undefined ? undefined : { target, source };
}
