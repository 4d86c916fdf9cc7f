import { z } from 'zod';
import { emailDescriptor } from '../../contract/steps/email-descriptor.js';
import { StepRefused } from './errors.js';
import { readValues } from './read-values.js';
import { defineStep } from './step.js';

const addressSchema = z.email().max(254);

/** Puts a mail for each address into the box of deliveries, once per job. */
export const emailStep = defineStep(
  emailDescriptor,
  async ({ instance, jobId, elementId, inputs }, { templates, deliveryBox, isMailOn }) => {
    requireMail(isMailOn, elementId);
    for (const address of inputs.to) requireAddress(address, elementId);
    const { organisationId, instanceId, businessKey } = instance;
    const { to, subject = '', text, template } = inputs;
    const values = { businessKey, ...readValues(inputs.values, elementId) };
    const wording =
      template === undefined ? { subject, text } : await templates.write(template, values);
    await deliveryBox.add(
      to.map((address) => ({
        _id: `email:${organisationId}:${jobId}:${address}`,
        organisationId,
        channel: 'email',
        mail: { to: address, subject: wording.subject, text: wording.text },
        instanceId,
      })),
    );
    return null;
  },
);

function requireMail(isMailOn: boolean, elementId: string): void {
  if (isMailOn) return;
  throw new StepRefused(
    'MailOff',
    `Step 'email' at element '${elementId}': expected settings for mail (LEMNISCATE_SMTP_HOST), but this installation sends none.`,
  );
}

function requireAddress(address: string, elementId: string): void {
  if (addressSchema.safeParse(address).success) return;
  throw new StepRefused(
    'InvalidInput',
    `Step 'email' at element '${elementId}': expected e-mail addresses for input 'to', but one is none.`,
  );
}
