import { validateForm } from '../../../engine/forms/index.js';
import type { JsonValue, Variables } from '../../../engine/index.js';
import type { FormSchema } from '../../contract/index.js';
import { Unprocessable } from '../../errors.js';

/** Checks and cleans what was typed into a form. */
export type ReadForm = (
  schema: FormSchema,
  data: Variables,
  circumstances: { readonly zone: string; readonly variables?: Readonly<Record<string, unknown>> },
) => Variables;

export function createFormReader(now: () => Date): ReadForm {
  return (schema, data, { zone, variables }) => {
    const result = validateForm(schema, data, {
      now: now().getTime(),
      zone,
      // Variables of the projection came from the engine as JSON.
      ...(variables === undefined ? {} : { variables: variables as Record<string, JsonValue> }),
    });
    if (result.problems.length === 0) return result.data;
    throw new Unprocessable(
      'formInvalid',
      `Expected a valid form, but ${String(result.problems.length)} field(s) are wrong.`,
      {
        errors: result.problems.map(({ field, rule, message, params }) => ({
          path: field,
          rule,
          message,
          params: { ...params },
        })),
      },
    );
  };
}
