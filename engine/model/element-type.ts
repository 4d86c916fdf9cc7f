/**
 * BPMN local names of the elements the machine executes; the process itself is the outermost scope. What repeats an
 * activity (its loop characteristics) is an element of its own around it.
 */
export type ElementType =
  | 'process'
  | 'startEvent'
  | 'endEvent'
  | 'intermediateCatchEvent'
  | 'intermediateThrowEvent'
  | 'boundaryEvent'
  | 'exclusiveGateway'
  | 'parallelGateway'
  | 'inclusiveGateway'
  | 'complexGateway'
  | 'eventBasedGateway'
  | 'task'
  | 'manualTask'
  | 'userTask'
  | 'serviceTask'
  | 'sendTask'
  | 'receiveTask'
  | 'scriptTask'
  | 'businessRuleTask'
  | 'callActivity'
  | 'subProcess'
  | 'transaction'
  | 'eventSubProcess'
  | 'adHocSubProcess'
  | 'standardLoop'
  | 'multiInstance';

/** Event definitions the machine executes; an event without one is a none event. */
export type EventDefinitionType =
  | 'message'
  | 'timer'
  | 'conditional'
  | 'error'
  | 'escalation'
  | 'signal'
  | 'link'
  | 'terminate'
  | 'compensate'
  | 'cancel';
