import {
  activateActivitiesSchema,
  adHocSubProcessListSchema,
  completeAdHocSchema,
} from '../ad-hoc-activities.js';
import type { Endpoint } from '../endpoint.js';

export const adHocEndpoints = {
  listAdHocSubProcesses: {
    method: 'get',
    path: '/v2/process-instances/{processInstanceKey}/ad-hoc-sub-processes',
    tag: 'Ad-hoc activities',
    summary: 'List what may be started in an instance',
    access: ['read', 'ProcessInstance'],
    status: 200,
    response: adHocSubProcessListSchema,
  },
  activateAdHocActivities: {
    method: 'post',
    path: '/v2/element-instances/ad-hoc-activities/{adHocSubProcessInstanceKey}/activation',
    tag: 'Ad-hoc activities',
    summary: 'Start activities of an ad-hoc sub-process',
    access: ['work', 'ProcessInstance'],
    status: 204,
    body: activateActivitiesSchema,
  },
  completeAdHocSubProcess: {
    method: 'post',
    path: '/v2/element-instances/ad-hoc-activities/{adHocSubProcessInstanceKey}/completion',
    tag: 'Ad-hoc activities',
    summary: 'Say that an ad-hoc sub-process is done',
    access: ['work', 'ProcessInstance'],
    status: 204,
    body: completeAdHocSchema,
  },
} as const satisfies Record<string, Endpoint>;
