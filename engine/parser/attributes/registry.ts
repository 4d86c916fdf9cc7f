import type { ElementType } from '../../model/element-type.js';
import type { ProgramAttributes } from '../../model/program.js';
import type { DraftElement } from '../draft-model.js';
import type { ModelReader } from '../model-reader.js';
import { readAdHocSubProcess } from './ad-hoc-sub-process.js';
import { readBusinessRuleTask } from './business-rule-task.js';
import { readCallActivity } from './call-activity.js';
import { readComplexGateway } from './complex-gateway.js';
import { readEventBasedGateway } from './event-based-gateway.js';
import { readJob } from './job.js';
import { readReceiveTask } from './receive-task.js';
import { readScope } from './scope.js';
import { readScriptTask } from './script-task.js';
import { readSendTask } from './send-task.js';
import { readTransaction } from './transaction.js';
import { readTriggers } from './triggers.js';
import { readUpstream } from './upstream.js';
import { readUserTask } from './user-task.js';

type AttributeReader = (element: DraftElement, reader: ModelReader) => ProgramAttributes;

/** Elements that have attributes of their own; their behaviors know the shape. */
const attributeReaders: { readonly [Type in ElementType]?: AttributeReader } = {
  inclusiveGateway: readUpstream,
  complexGateway: readComplexGateway,
  eventBasedGateway: readEventBasedGateway,
  userTask: readUserTask,
  serviceTask: readJob,
  sendTask: readSendTask,
  receiveTask: readReceiveTask,
  scriptTask: readScriptTask,
  businessRuleTask: readBusinessRuleTask,
  callActivity: readCallActivity,
  process: readScope,
  subProcess: readScope,
  transaction: readTransaction,
  adHocSubProcess: readAdHocSubProcess,
  startEvent: readTriggers,
  intermediateCatchEvent: readTriggers,
  boundaryEvent: readTriggers,
};

const none: ProgramAttributes = {};

export function readAttributes(element: DraftElement, reader: ModelReader): ProgramAttributes {
  if (element.type === undefined) return none;
  return attributeReaders[element.type]?.(element, reader) ?? none;
}
