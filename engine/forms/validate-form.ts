import type { JsonValue, Variables } from '../protocol/json.js';
import { checkField } from './check-field.js';
import type { Finding } from './finding.js';
import { FormExpressions, type FormContext, type FormMoment } from './form-expressions.js';
import { InstanceLister, type FieldInstance } from './form-instances.js';
import { isRecord, readComponents, valueTypes, type FormComponent } from './form-schema.js';
import { formatPath, isEqualValue, writeAt } from './form-values.js';
import { formatFormMessage, type FormParams, type FormRule } from './messages.js';

export interface FormOptions extends FormMoment {
  /** Variables of the process that the form shows; conditions may name them. */
  readonly variables?: Readonly<Record<string, JsonValue>>;
}

export interface FormProblem {
  /** Where the value stands in the data: `contacts[0].name`. */
  readonly field: string;
  /** The component's id in the form. */
  readonly fieldId: string;
  readonly rule: FormRule;
  readonly message: string;
  readonly params: FormParams;
}

export interface FormResult {
  /** What was sent for visible fields that may be filled in, with defaults; nothing else. */
  readonly data: Variables;
  readonly problems: readonly FormProblem[];
}

/** Conditions may depend on fields that other conditions hide; a form settles in few rounds. */
const maximumRounds = 10;

/**
 * Checks the data of a form as form-js does in the browser, so that server and browser agree.
 *
 * Fields that are hidden, read-only or unknown are dropped, whatever was sent for them.
 */
export function validateForm(schema: unknown, data: unknown, options: FormOptions): FormResult {
  const components = readComponents(schema);
  const expressions = new FormExpressions(options);
  const sent = isRecord(data) ? data : {};
  const surroundings = withoutOwnFields(options.variables ?? {}, components);
  const instances = settle(components, sent, surroundings, expressions);
  const problems = instances.flatMap((instance) =>
    checkField(instance, expressions).map((finding) => describeProblem(instance, finding)),
  );
  return { data: collectValues(instances), problems };
}

function settle(
  components: readonly FormComponent[],
  sent: Readonly<Record<string, JsonValue>>,
  surroundings: FormContext,
  expressions: FormExpressions,
): readonly FieldInstance[] {
  const lister = new InstanceLister(sent, expressions);
  let values: Variables = sent;
  let instances: readonly FieldInstance[] = [];
  for (let round = 0; round < maximumRounds; round += 1) {
    instances = lister.list(components, { ...surroundings, ...values });
    const next = collectValues(instances);
    if (isEqualValue(next, values)) break;
    values = next;
  }
  return instances;
}

/** A field that is hidden now must not be seen with the value it had before. */
function withoutOwnFields(
  variables: Readonly<Record<string, JsonValue>>,
  components: readonly FormComponent[],
): FormContext {
  const own = new Set(
    components
      .filter(({ type, readonly, isDisabled }) => {
        return valueTypes.has(type) && readonly === false && !isDisabled;
      })
      .map(({ path }) => path.join('.')),
  );
  return Object.fromEntries(Object.entries(variables).filter(([name]) => !own.has(name)));
}

function collectValues(instances: readonly FieldInstance[]): Variables {
  const data: Variables = {};
  for (const { field, path, value } of instances) {
    // A group that repeats is a list even without rows; a list at the top has no name to store it.
    if (path.length > 0) writeAt(data, path, field.type === 'dynamiclist' ? [] : value);
  }
  return data;
}

function describeProblem({ field, path }: FieldInstance, finding: Finding): FormProblem {
  const params = { label: field.label, ...finding.params };
  return {
    field: formatPath(path),
    fieldId: field.id,
    rule: finding.rule,
    message: finding.message ?? formatFormMessage(finding.rule, params),
    params,
  };
}
