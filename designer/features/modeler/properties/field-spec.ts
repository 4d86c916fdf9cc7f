/** One attribute of one of our extension elements, as a field of the panel. */
export interface FieldSpec {
  readonly id: string;
  /** Key of its label in the catalogue. */
  readonly label: string;
  /** Type of the extension element. */
  readonly type: string;
  readonly attribute: string;
  /** Name of the property in guidelines. */
  readonly property: string;
  readonly kind?: 'text' | 'form' | 'binding';
}

const field = (
  type: string,
  attribute: string,
  property: string,
  kind: FieldSpec['kind'] = 'text',
): FieldSpec => ({
  id: `${type}-${attribute}`.replace('lemniscate:', 'lemniscate-').toLowerCase(),
  label: attribute,
  type,
  attribute,
  property,
  kind,
});

export const assignmentFields = [
  'assignee',
  'candidateUsers',
  'candidateGroups',
  'candidateRoles',
].map((attribute) => field('lemniscate:Assignment', attribute, `assignment.${attribute}`));

export const scheduleFields = ['priority', 'dueDate', 'followUpDate'].map((attribute) =>
  field('lemniscate:Schedule', attribute, `schedule.${attribute}`),
);

export const formFields = [field('lemniscate:Form', 'formId', 'form', 'form')];

export const jobFields = ['type', 'taskQueue', 'retries', 'retryBackoff', 'timeout'].map(
  (attribute) => field('lemniscate:Job', attribute, `job.${attribute}`),
);

export const resultFields = [field('lemniscate:Result', 'variable', 'script')];

export const callFields = [
  field('lemniscate:Call', 'binding', 'call', 'binding'),
  field('lemniscate:Call', 'versionTag', 'call'),
];

export const startFields = ['roles', 'businessKey', 'instanceName'].map((attribute) =>
  field('lemniscate:Start', attribute, `start.${attribute}`),
);
