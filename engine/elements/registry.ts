import type { ElementBehavior } from '../element-behavior.js';
import type { ElementType } from '../model/element-type.js';
import { adHocSubProcess } from './containers/ad-hoc-sub-process.js';
import { callActivity } from './containers/call-activity.js';
import { eventSubProcess } from './containers/event-sub-process.js';
import { multiInstance } from './containers/multi-instance.js';
import { process } from './containers/process.js';
import { standardLoop } from './containers/standard-loop.js';
import { subProcess } from './containers/sub-process.js';
import { transaction } from './containers/transaction.js';
import { boundaryEvent } from './events/boundary-event.js';
import { endEvent } from './events/end-event.js';
import { intermediateCatchEvent } from './events/intermediate-catch-event.js';
import { intermediateThrowEvent } from './events/intermediate-throw-event.js';
import { startEvent } from './events/start-event.js';
import { complexGateway } from './gateways/complex-gateway.js';
import { eventBasedGateway } from './gateways/event-based-gateway.js';
import { exclusiveGateway } from './gateways/exclusive-gateway.js';
import { inclusiveGateway } from './gateways/inclusive-gateway.js';
import { parallelGateway } from './gateways/parallel-gateway.js';
import { businessRuleTask } from './tasks/business-rule-task.js';
import { manualTask } from './tasks/manual-task.js';
import { plainTask } from './tasks/plain-task.js';
import { receiveTask } from './tasks/receive-task.js';
import { scriptTask } from './tasks/script-task.js';
import { sendTask } from './tasks/send-task.js';
import { serviceTask } from './tasks/service-task.js';
import { userTask } from './tasks/user-task.js';

/** Every element the machine executes. What is not here is refused at deployment. */
export const elementBehaviors: Readonly<Record<ElementType, ElementBehavior>> = {
  process,
  startEvent,
  endEvent,
  intermediateCatchEvent,
  intermediateThrowEvent,
  boundaryEvent,
  exclusiveGateway,
  parallelGateway,
  inclusiveGateway,
  complexGateway,
  eventBasedGateway,
  task: plainTask,
  manualTask,
  userTask,
  serviceTask,
  sendTask,
  receiveTask,
  scriptTask,
  businessRuleTask,
  callActivity,
  subProcess,
  transaction,
  eventSubProcess,
  adHocSubProcess,
  standardLoop,
  multiInstance,
};
