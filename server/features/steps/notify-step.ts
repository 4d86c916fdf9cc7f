import { notifyDescriptor } from '../../contract/steps/notify-descriptor.js';
import { readValues } from './read-values.js';
import { defineStep } from './step.js';

/** Whoever was told by this job already is not told again. */
export const notifyStep = defineStep(
  notifyDescriptor,
  async ({ instance, jobId, elementId, inputs }, { notifyPeople }) => {
    const { organisationId, serviceId, customerId, instanceId, businessKey } = instance;
    const { toUsers, toGroups, toRoles, subject = '', text, template, values } = inputs;
    // The descriptor allows these kinds and no others.
    const kind = inputs.kind as 'processNotice';
    await notifyPeople({
      organisationId,
      dedupeKey: jobId,
      recipients: { users: toUsers, groups: toGroups, roles: toRoles },
      wording:
        template === undefined
          ? { kind, subject, text }
          : { templateId: template, values: readValues(values, elementId) },
      serviceId,
      customerId,
      instanceId,
      businessKey,
    });
    return null;
  },
);
