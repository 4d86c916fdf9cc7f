import type { JobRequest, JobResult } from '../../../workflows/activities/ports.js';
import {
  createRecordDescriptor,
  linkRecordDescriptor,
  transitionRecordDescriptor,
  updateRecordDescriptor,
} from '../../contract/steps/record-descriptors.js';
import { UserError } from '../../errors.js';
import { StepErrorThrown, StepRefused } from './errors.js';
import { defineStep } from './step.js';
import type { StepRecord } from './step-records.js';

export const createRecordStep = defineStep(
  createRecordDescriptor,
  ({ inputs, ...request }, { records }) => {
    const { serviceId, customerId, unitId, instanceId, businessKey } = request.instance;
    const { recordType, status, reason } = inputs;
    return answer(
      records.create(commandOf(request, reason), {
        typeId: recordType,
        fields: readFields(inputs.fields),
        status,
        scope: { serviceId, customerId, unitId },
        links: [{ relation: 'handledIn', kind: 'instance', targetId: instanceId }],
        wantedId: businessKey,
      }),
    );
  },
);

export const updateRecordStep = defineStep(
  updateRecordDescriptor,
  ({ inputs, ...request }, { records }) => {
    const { record, expectedVersion, reason } = inputs;
    const update = { fields: readFields(inputs.fields), expectedVersion };
    return answer(records.update(commandOf(request, reason), record, update));
  },
);

export const transitionRecordStep = defineStep(
  transitionRecordDescriptor,
  ({ inputs, ...request }, { records }) => {
    const { record, to, expectedVersion, reason } = inputs;
    const move = { transition: to, fields: readFields(inputs.fields ?? {}), expectedVersion };
    return answer(records.transition(commandOf(request, reason), record, move));
  },
);

export const linkRecordStep = defineStep(
  linkRecordDescriptor,
  async ({ inputs, ...request }, { records }) => {
    const { record, relation, toRecords, toInstance, reason } = inputs;
    const targets = [
      ...toRecords.map((targetId) => ({ relation, kind: 'record' as const, targetId })),
      ...(toInstance === undefined
        ? []
        : [{ relation, kind: 'instance' as const, targetId: toInstance }]),
    ];
    let result: JobResult = null;
    for (const target of targets) {
      const command = commandOf(request, reason, target.targetId);
      result = await answer(records.link(command, record, target));
    }
    return result;
  },
);

/** The job is the command: tried again, it finds what it has done. */
function commandOf(
  { instance, jobId, elementId }: Omit<JobRequest, 'variables'>,
  reason: string | undefined,
  part = '',
) {
  const { organisationId, instanceId, businessKey } = instance;
  return {
    organisationId,
    actor: { type: 'system' as const, id: businessKey ?? instanceId },
    reason,
    source: {
      instanceId,
      ...(businessKey === undefined ? {} : { businessKey }),
      elementId,
      jobId,
    },
    commandId: `job:${jobId}${part === '' ? '' : `:${part}`}`,
  };
}

/** What a person would be told becomes an error of the model, with the fields that are wrong; if nothing catches it, an incident. */
async function answer(change: Promise<StepRecord>): Promise<JobResult> {
  try {
    const { recordId, version, status } = await change;
    return { recordId, recordVersion: version, recordStatus: status };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const errors = (error.errors ?? []).map(({ path, rule, message }) => ({ path, rule, message }));
    const listed = errors.map(({ path, message }) => `'${path}': ${message}`).join(' ');
    const message = listed === '' ? error.message : `${error.message} ${listed}`;
    const code = ERROR_CODES[error.code] ?? error.code;
    throw new StepErrorThrown(code, message, { recordErrors: errors });
  }
}

/** One word for whatever somebody else was faster with. */
const ERROR_CODES: Readonly<Record<string, string>> = {
  staleVersion: 'recordConflict',
  notFound: 'recordNotFound',
};

function readFields(value: unknown): Record<string, unknown> {
  const plain = toPlain(value);
  if (typeof plain === 'object' && plain !== null && !Array.isArray(plain)) {
    return plain as Record<string, unknown>;
  }
  throw new StepRefused(
    'InvalidInput',
    `Expected a context of values by field for input 'fields', but got ${typeof value}.`,
  );
}

/** Values that JSON has no notation for come with their kind; a record keeps dates as text and numbers as numbers. */
function toPlain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toPlain);
  if (typeof value !== 'object' || value === null) return value;
  if ('@feel' in value && 'value' in value) {
    return value['@feel'] === 'number' ? Number(value.value) : value.value;
  }
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, toPlain(part)]));
}
