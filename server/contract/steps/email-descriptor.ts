import type { StepDescriptor } from './step-descriptor.js';

export const emailDescriptor = {
  type: 'email',
  name: 'Send e-mail',
  description: 'Sends a mail to each address, also to people who have no account.',
  inputs: [
    { name: 'to', type: 'textList', isRequired: true, description: 'Addresses; a mail for each.' },
    { name: 'subject', type: 'text', description: 'What it is about.' },
    { name: 'text', type: 'text', isLong: true, default: '', description: 'What it says.' },
    {
      name: 'template',
      type: 'text',
      description: 'Id of a template, instead of subject and text.',
    },
    { name: 'values', type: 'any', description: 'A context with the values of the template.' },
  ],
  oneOf: [['subject', 'template']],
  outputs: [],
} as const satisfies StepDescriptor;
