import type { ElementType } from '../../model/element-type.js';
import type { ProgramAttributes } from '../../model/program.js';
import type { DraftElement } from '../draft-model.js';
import type { ModelReader } from '../model-reader.js';
import { readCallActivity } from './call-activity.js';
import { readJob } from './job.js';
import { readReceiveTask } from './receive-task.js';
import { readScope } from './scope.js';
import { readScriptTask } from './script-task.js';
import { readTransaction } from './transaction.js';
import { readUserTask } from './user-task.js';

type AttributeReader = (element: DraftElement, reader: ModelReader) => ProgramAttributes;

/** Elements that have attributes of their own; their behaviors know the shape. */
const attributeReaders: { readonly [Type in ElementType]?: AttributeReader } = {
  userTask: readUserTask,
  serviceTask: readJob,
  sendTask: readJob,
  receiveTask: readReceiveTask,
  scriptTask: readScriptTask,
  callActivity: readCallActivity,
  process: readScope,
  subProcess: readScope,
  transaction: readTransaction,
};

const none: ProgramAttributes = {};

export function readAttributes(element: DraftElement, reader: ModelReader): ProgramAttributes {
  if (element.type === undefined) return none;
  return attributeReaders[element.type]?.(element, reader) ?? none;
}
