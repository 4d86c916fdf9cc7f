import type { StepDescriptor, StepInput, StepOutput } from './step-descriptor.js';

const record = {
  name: 'record',
  type: 'text',
  isRequired: true,
  description: 'Number of the record.',
} as const satisfies StepInput;
const fields = {
  name: 'fields',
  type: 'any',
  description: 'Values by the names of the fields; null empties one.',
} as const satisfies StepInput;
const reason = {
  name: 'reason',
  type: 'text',
  description: 'Why; kept with the version.',
} as const satisfies StepInput;
const expectedVersion = {
  name: 'expectedVersion',
  type: 'number',
  description: 'The version that the change is made on; left out, the newest.',
} as const satisfies StepInput;
const outputs = [
  { name: 'recordId', type: 'text', description: 'Number of the record.' },
  { name: 'recordVersion', type: 'number', description: 'The version that stands now.' },
  { name: 'recordStatus', type: 'text', description: 'Its status.' },
] as const satisfies readonly StepOutput[];

export const createRecordDescriptor = {
  type: 'record.create',
  name: 'Create a record',
  description: 'Creates a record, linked to the instance; the first takes its business key.',
  inputs: [
    { name: 'recordType', type: 'text', isRequired: true, description: 'Id of its type.' },
    { ...fields, isRequired: true },
    {
      name: 'status',
      type: 'text',
      description: 'Left out, the first status of its life cycle.',
    },
    reason,
  ],
  outputs,
} as const satisfies StepDescriptor;

export const updateRecordDescriptor = {
  type: 'record.update',
  name: 'Change a record',
  description: 'Changes fields of a record; those that are not named stay.',
  inputs: [record, { ...fields, isRequired: true }, expectedVersion, reason],
  outputs,
} as const satisfies StepDescriptor;

export const transitionRecordDescriptor = {
  type: 'record.transition',
  name: 'Bring a record to a status',
  description: 'Carries out a transition of the life cycle, if the record is complete for it.',
  inputs: [
    record,
    {
      name: 'to',
      type: 'text',
      isRequired: true,
      description: 'The status, or the id of a transition.',
    },
    fields,
    expectedVersion,
    reason,
  ],
  outputs,
} as const satisfies StepDescriptor;

export const linkRecordDescriptor = {
  type: 'record.link',
  name: 'Link a record',
  description: 'Links a record to others, or to an instance.',
  inputs: [
    record,
    { name: 'relation', type: 'text', isRequired: true, description: 'Id of the relation.' },
    { name: 'toRecords', type: 'textList', description: 'Numbers of the other records.' },
    { name: 'toInstance', type: 'text', description: 'Id of an instance.' },
    reason,
  ],
  oneOf: [['toRecords', 'toInstance']],
  outputs,
} as const satisfies StepDescriptor;
