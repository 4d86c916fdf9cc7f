import { readChild, readList, readText } from '../../tailoring/moddle-element.js';
import type { DraftElement } from '../draft-model.js';
import { linkCatchesOf, linkNameOf, linkThrowsOf } from '../link-ends.js';
import { describe, type Problem, problemAt } from '../problem.js';
import type { Rule } from './registry.js';

/** BPMN 2.0.2 section 10.5.6: a link leads from one or more throwing events to one catching event of its name. */
export const linkEvents: Rule = ({ elements }) =>
  elements.flatMap((element) => {
    const name = linkNameOf(element);
    if (name === undefined) return [];
    if (name === '') return [nameMissing(element)];
    return [...checkFlows(element), ...checkOtherEnd(element, name), ...checkNamed(element)];
  });

function nameMissing(element: DraftElement): Problem {
  const message = `Expected a name of the link at ${describe(element)} but got none`;
  return problemAt(element, 'error', 'linkNameMissing', message);
}

function checkFlows(element: DraftElement): readonly Problem[] {
  const { type, incoming, outgoing } = element;
  if (type === 'intermediateCatchEvent' && incoming.length > 0) {
    const message = `Expected no flow into ${describe(element)}, which a link leads to, but got ${incoming.length}`;
    return [problemAt(element, 'error', 'incomingForbidden', message)];
  }
  if (type === 'intermediateThrowEvent' && outgoing.length > 0) {
    const message = `Expected no flow out of ${describe(element)}, which a link leads from, but got ${outgoing.length}`;
    return [problemAt(element, 'error', 'outgoingForbidden', message)];
  }
  return [];
}

function checkOtherEnd(element: DraftElement, name: string): readonly Problem[] {
  const params = { name };
  if (element.type === 'intermediateThrowEvent') {
    if (linkCatchesOf(element).length > 0) return [];
    const message = `Expected a catching event for link '${name}' in the scope of ${describe(element)} but found none`;
    return [problemAt(element, 'error', 'linkUnpaired', message, params)];
  }
  if (element.type !== 'intermediateCatchEvent') return [];
  const throwing = linkThrowsOf(element);
  const [first] = throwing.flatMap(linkCatchesOf);
  if (first !== undefined && first !== element) {
    const message = `Expected one catching event for link '${name}' but ${describe(first)} and ${describe(element)} are two`;
    return [problemAt(element, 'error', 'linkAmbiguous', message, params)];
  }
  if (throwing.length > 0) return [];
  const message = `Expected a throwing event for link '${name}' in the scope of ${describe(element)} but found none`;
  return [problemAt(element, 'error', 'linkUnpaired', message, params)];
}

/** A link may name the definitions at its other end besides being of their name; then it must be one of them. */
function checkNamed(element: DraftElement): readonly Problem[] {
  const isThrown = element.type === 'intermediateThrowEvent';
  const others = isThrown ? linkCatchesOf(element) : linkThrowsOf(element);
  const ends = others.flatMap(({ definitions }) => definitions);
  return element.definitions
    .flatMap((link) =>
      isThrown ? [readChild(link, 'target') ?? []].flat() : readList(link, 'source'),
    )
    .filter((end) => !ends.includes(end))
    .map((end) => {
      const id = readText(end, 'id') ?? '';
      const message = `Expected ${describe(element)} to be linked with an event of the same link in its scope but it names '${id}'`;
      return problemAt(element, 'error', 'linkEndInvalid', message, { link: id });
    });
}
