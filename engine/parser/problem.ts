import type { JsonValue } from '../protocol/json.js';

/** Something wrong with a model, told to whoever draws it. Texts of other languages are made from `rule` and `params`. */
export interface Problem {
  readonly elementId?: string;
  readonly elementName?: string;
  readonly rule: string;
  /** With an error the model cannot be deployed. */
  readonly severity: 'error' | 'warning';
  readonly message: string;
  readonly params: Readonly<Record<string, JsonValue>>;
}

/** Names the element in messages: by its id, and its name if it has one. */
interface Named {
  readonly id: string;
  readonly name: string;
}

export function problemAt(
  element: Named,
  severity: Problem['severity'],
  rule: string,
  message: string,
  params: Problem['params'] = {},
): Problem {
  return {
    elementId: element.id,
    ...(element.name === '' ? {} : { elementName: element.name }),
    rule,
    severity,
    message,
    params,
  };
}

/** `'id' (Name)`, for messages. */
export function describe({ id, name }: Named): string {
  return name === '' ? `'${id}'` : `'${id}' (${name})`;
}
