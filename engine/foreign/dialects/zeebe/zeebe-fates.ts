import { blocks, type FateTable, kept, mapped } from '../../fate.js';
import { forModelers, inOrder, listeners, newest, ofCaller, onChange } from '../fate-reasons.js';

const bindings = ['@bindingType', '@versionTag'];

/** What becomes of all that the descriptor of Camunda 8 knows. */
export const zeebeFates: FateTable = {
  '@retryCounter': kept(forModelers),
  '@modelerTemplate': kept(forModelers),
  '@modelerTemplateVersion': kept(forModelers),
  '@modelerTemplateIcon': kept(forModelers),
  ioMapping: mapped('`lemniscate:io`', ['ioMapping', 'inputParameters', 'outputParameters']),
  input: mapped('an input of `lemniscate:io`', ['@source', '@target']),
  'input@modelerConfigurationTemplate': kept(forModelers),
  'input@modelerConfigurationName': kept(forModelers),
  output: mapped('an output of `lemniscate:io`', ['@source', '@target']),
  subscription: mapped('`lemniscate:correlation` of the message', ['@correlationKey']),
  taskHeaders: kept('Workers get variables, no headers', ['values']),
  header: kept('Workers get variables, no headers', ['@id', '@key', '@value']),
  taskDefinition: mapped('`lemniscate:job` for an external worker; at an event it blocks', [
    '@type',
    '@retries',
  ]),
  loopCharacteristics: mapped('`lemniscate:loop`', [
    '@inputCollection',
    '@inputElement',
    '@outputCollection',
    '@outputElement',
  ]),
  calledElement: mapped('`calledElement` of BPMN, and `lemniscate:call`', [
    '@processId',
    '@processIdExpression',
    '@propagateAllChildVariables',
    '@propagateAllParentVariables',
    ...bindings,
  ]),
  'calledElement@businessId': kept(ofCaller),
  userTaskForm: mapped('a form that is written beside the model', ['@id', 'body']),
  formDefinition: mapped('`lemniscate:form`', ['@formKey', '@formId']),
  'formDefinition@externalReference': kept('Forms of other applications are not shown'),
  'formDefinition@bindingType': kept(newest),
  'formDefinition@versionTag': kept(newest),
  linkedResource: kept('Resources are the affair of the worker', [
    '@resourceId',
    '@resourceType',
    '@linkName',
    ...bindings,
  ]),
  linkedResources: kept('Resources are the affair of the worker', ['values']),
  userTask: mapped('every user task is a task of the engine'),
  calledDecision: mapped('`lemniscate:calledDecision`', [
    '@decisionId',
    '@resultVariable',
    ...bindings,
  ]),
  assignmentDefinition: mapped('`lemniscate:assignment`', [
    '@assignee',
    '@candidateGroups',
    '@candidateUsers',
  ]),
  priorityDefinition: mapped('priority of `lemniscate:schedule`, if it is from 0 to 100', [
    '@priority',
  ]),
  jobPriorityDefinition: kept(inOrder, ['@priority']),
  taskSchedule: mapped('`lemniscate:schedule`', ['@dueDate', '@followUpDate']),
  properties: kept('Of use to tools', ['properties']),
  property: kept('Of use to tools', ['@name', '@value']),
  'property@modelerConfigurationTemplate': kept(forModelers),
  'property@modelerConfigurationName': kept(forModelers),
  script: mapped('the script of the task, in FEEL, and `lemniscate:result`', [
    '@expression',
    '@resultVariable',
  ]),
  executionListeners: kept(listeners, ['listeners']),
  executionListener: kept(listeners, ['@eventType', '@retries', '@type', 'headers']),
  taskListeners: kept(listeners, ['listeners']),
  taskListener: kept(listeners, ['@eventType', '@retries', '@type']),
  versionTag: mapped('`lemniscate:versionTag`', ['@value']),
  adHoc: mapped('activeElements of `lemniscate:adHoc`', ['@activeElementsCollection']),
  'adHoc@outputCollection': blocks(
    'What its activities give is not collected; let them write a variable',
  ),
  'adHoc@outputElement': blocks(
    'What its activities give is not collected; let them write a variable',
  ),
  conditionalFilter: kept(onChange, ['@variableNames', '@variableEvents']),
  agentDefinition: kept('Of use to the worker', ['@agentType']),
};
