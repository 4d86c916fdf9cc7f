import type { StepDescriptor } from './step-descriptor.js';

export const httpDescriptor = {
  type: 'http',
  name: 'Call over HTTP',
  description: 'Calls another system and takes its answer.',
  inputs: [
    {
      name: 'method',
      type: 'text',
      values: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD'],
      default: 'GET',
      description: 'What is done.',
    },
    { name: 'url', type: 'text', isRequired: true, description: 'The address, http or https.' },
    {
      name: 'headers',
      type: 'any',
      description: 'A context; in its values secret:NAME stands for a secret.',
    },
    { name: 'body', type: 'any', isLong: true, description: 'Text, or anything else as JSON.' },
    { name: 'auth', type: 'text', description: 'The secret that is shown, as secret:NAME.' },
    {
      name: 'authScheme',
      type: 'text',
      values: ['Bearer', 'Basic'],
      default: 'Bearer',
      description: 'How it is shown; of Basic the secret is name:password.',
    },
    {
      name: 'timeout',
      type: 'duration',
      default: 'PT10S',
      description: 'How long an answer is waited for.',
    },
    {
      name: 'onStatus',
      type: 'text',
      values: ['fail', 'bpmnError', 'value'],
      default: 'fail',
      description: 'What a status from 400 is.',
    },
  ],
  outputs: [
    { name: 'httpStatus', type: 'number', description: 'Status of the answer.' },
    { name: 'httpBody', type: 'any', description: 'The answer: JSON is read, else text.' },
  ],
} as const satisfies StepDescriptor;
