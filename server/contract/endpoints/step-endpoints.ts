import type { Endpoint } from '../endpoint.js';
import { stepListSchema } from '../steps.js';

export const stepEndpoints = {
  listSteps: {
    method: 'get',
    path: '/v2/steps',
    tag: 'Steps',
    summary: 'List the steps that service tasks can use, with their inputs and outputs',
    access: 'session',
    status: 200,
    response: stepListSchema,
  },
} as const satisfies Record<string, Endpoint>;
