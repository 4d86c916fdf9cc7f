import { adHocEndpoints } from './ad-hoc-endpoints.js';
import { decisionEndpoints } from './decision-endpoints.js';
import { definitionEndpoints } from './definition-endpoints.js';
import { jobEndpoints } from './job-endpoints.js';
import { organisationEndpoints } from './organisation-endpoints.js';
import { notificationEndpoints } from './notification-endpoints.js';
import { peopleEndpoints } from './people-endpoints.js';
import { secretEndpoints } from './secret-endpoints.js';
import { stepEndpoints } from './step-endpoints.js';
import { recordEndpoints } from './record-endpoints.js';
import { termsEndpoints } from './terms-endpoints.js';
import { taskEndpoints } from './task-endpoints.js';
import { webhookEndpoints } from './webhook-endpoints.js';
import { tokenEndpoints } from './token-endpoints.js';
import { workEndpoints } from './work-endpoints.js';

/** Every operation under `/v2`, by name. */
export const endpoints = {
  ...peopleEndpoints,
  ...organisationEndpoints,
  ...tokenEndpoints,
  ...definitionEndpoints,
  ...decisionEndpoints,
  ...workEndpoints,
  ...taskEndpoints,
  ...adHocEndpoints,
  ...jobEndpoints,
  ...termsEndpoints,
  ...stepEndpoints,
  ...recordEndpoints,
  ...secretEndpoints,
  ...webhookEndpoints,
  ...notificationEndpoints,
} as const;

export type Endpoints = typeof endpoints;
export type EndpointName = keyof Endpoints;
