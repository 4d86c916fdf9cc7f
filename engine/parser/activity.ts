import type { ModdleElement } from '../tailoring/moddle-element.js';

/** Asks the model of BPMN itself, which knows what is a kind of what. */
export function isActivity(source: ModdleElement): boolean {
  const isInstanceOf: unknown = source['$instanceOf'];
  return typeof isInstanceOf === 'function' && isInstanceOf.call(source, 'bpmn:Activity') === true;
}
