import type { StepDescriptor } from './step-descriptor.js';

export const notifyDescriptor = {
  type: 'notify',
  name: 'Notify people',
  description: 'Tells people of the organisation something, once each.',
  inputs: [
    { name: 'toUsers', type: 'textList', description: 'User names of who is told.' },
    { name: 'toGroups', type: 'textList', description: 'Groups whose members are told.' },
    { name: 'toRoles', type: 'textList', description: 'Roles whose holders are told.' },
    { name: 'subject', type: 'text', isRequired: true, description: 'What it is about.' },
    { name: 'text', type: 'text', isLong: true, default: '', description: 'What is told.' },
  ],
  oneOf: [['toUsers', 'toGroups', 'toRoles']],
  outputs: [],
} as const satisfies StepDescriptor;
