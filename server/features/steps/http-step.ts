import type { JsonValue } from '../../../engine/index.js';
import { httpDescriptor } from '../../contract/steps/http-descriptor.js';
import { AddressForbidden, CallFailed } from '../outgoing/errors.js';
import type { CallAnswer } from '../outgoing/guarded-fetch.js';
import { SecretUnavailable } from '../secrets/errors.js';
import { StepErrorThrown, StepRefused } from './errors.js';
import { readHeaders, withoutSecrets, writeBody } from './http-request.js';
import { defineStep } from './step.js';

/** Calls another system. A repeated call carries the same `Idempotency-Key`. */
export const httpStep = defineStep(
  httpDescriptor,
  async ({ instance, jobId, elementId, inputs }, { callOut, secrets }) => {
    const { method, url, timeout, onStatus } = inputs;
    const place = `Step 'http' at element '${elementId}'`;
    try {
      const open = (name: string) => secrets.open(instance.organisationId, name);
      const parts = await readHeaders(inputs, open);
      const body = writeBody(inputs.body);
      const answer = await callOut({
        method,
        url,
        headers: { 'idempotency-key': jobId, ...body.headers, ...parts.headers },
        body: body.text,
        timeoutMs: timeout,
        secretHeaders: parts.secretHeaders,
      });
      const httpBody = readBody(answer, parts.secrets);
      const variables = { httpStatus: answer.status, httpBody };
      if (answer.status < 400 || onStatus === 'value') return variables;
      const told = `${place}: expected a status below 400, but got ${String(answer.status)}.`;
      if (onStatus === 'bpmnError') throw new StepErrorThrown('httpStatus', told, variables);
      throw canHeal(answer.status) ? new CallFailed(told) : new StepRefused('HttpStatus', told);
    } catch (error) {
      throw placed(error, place);
    }
  },
);

/** Timeouts, haste and troubles of the other side pass; what is wrong with the request stays wrong. */
function canHeal(status: number): boolean {
  return status >= 500 || [408, 425, 429].includes(status);
}

function readBody({ contentType, text }: CallAnswer, secrets: readonly string[]): JsonValue {
  const clean = withoutSecrets(text, secrets);
  if (clean === '' || !/[/+]json\b/i.test(contentType)) return clean === '' ? null : clean;
  try {
    return JSON.parse(clean) as JsonValue;
  } catch {
    throw new CallFailed('Expected JSON, as the answer says it is, but it is none.');
  }
}

/** What no retry can mend, and what may pass, both with the element. */
function placed(error: unknown, place: string): unknown {
  if (!(error instanceof Error) || error.message.startsWith(place)) return error;
  const message = `${place}: ${error.message}`;
  if (error instanceof AddressForbidden || error instanceof SecretUnavailable)
    return new StepRefused(error.code, message);
  if (error instanceof StepRefused) return new StepRefused(error.code, message);
  return error instanceof CallFailed ? new CallFailed(message) : error;
}
