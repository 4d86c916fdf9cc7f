/** BPMN local names of the elements the machine executes; the process itself is the outermost scope. */
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
  | 'adHocSubProcess';

/** Event definitions the machine executes; an event without one is a none event. */
export type EventDefinitionType =
  | 'message'
  | 'timer'
  | 'conditional'
  | 'error'
  | 'escalation'
  | 'signal'
  | 'terminate'
  | 'compensate'
  | 'cancel';
