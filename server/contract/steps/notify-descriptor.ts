import type { StepDescriptor } from './step-descriptor.js';

export const notifyDescriptor = {
  type: 'notify',
  name: 'Notify people',
  description: 'Tells people of the organisation something, once each, as they prefer to be told.',
  inputs: [
    { name: 'toUsers', type: 'textList', description: 'User names of who is told.' },
    { name: 'toGroups', type: 'textList', description: 'Groups whose members are told.' },
    {
      name: 'toRoles',
      type: 'textList',
      description: 'Roles; their holders, also for the service only.',
    },
    { name: 'subject', type: 'text', description: 'What it is about.' },
    { name: 'text', type: 'text', isLong: true, default: '', description: 'What is told.' },
    {
      name: 'template',
      type: 'text',
      description: 'Id of a template, instead of subject and text.',
    },
    { name: 'values', type: 'any', description: 'A context with the values of the template.' },
    {
      name: 'kind',
      type: 'text',
      values: ['taskAssigned', 'mention', 'deadline', 'processNotice'],
      default: 'processNotice',
      description: 'Which preference counts, if no template says it.',
    },
  ],
  oneOf: [
    ['toUsers', 'toGroups', 'toRoles'],
    ['subject', 'template'],
  ],
  outputs: [],
} as const satisfies StepDescriptor;
