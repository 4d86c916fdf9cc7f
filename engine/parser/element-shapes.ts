import type { BpmnModdle } from 'bpmn-moddle';

/**
 * Lets the elements that a reader makes share their layout in memory. The library gives each of them two getters of its
 * own, so that no two are alike to the machine below: reading takes longer then, and whatever looks at them afterwards.
 */
export function shareShapes(moddle: BpmnModdle): BpmnModdle {
  moddle.properties.define = (target, name, property) => {
    Object.defineProperty(target, name, property);
  };
  return moddle;
}
