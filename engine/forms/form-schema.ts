import type { JsonValue } from '../protocol/json.js';

/** One component of a form as form-js (schema version 19) stores it, with what is missing filled in. */
export interface FormComponent {
  readonly type: string;
  readonly id: string;
  /** Where the value stands, within the surrounding path; empty for components without a value. */
  readonly path: readonly string[];
  readonly label: string;
  /** FEEL; the component is hidden while it is true. */
  readonly hide: string | undefined;
  /** Shown, but not filled in: true, false, or FEEL. */
  readonly readonly: boolean | string;
  readonly isDisabled: boolean;
  readonly defaultValue: JsonValue | undefined;
  readonly validate: Readonly<Record<string, JsonValue>>;
  /** Everything as it was written. */
  readonly source: Readonly<Record<string, JsonValue>>;
  readonly components: readonly FormComponent[];
}

/** Components that hold a value of their own. */
export const valueTypes: ReadonlySet<string> = new Set([
  'textfield',
  'textarea',
  'number',
  'checkbox',
  'checklist',
  'taglist',
  'radio',
  'select',
  'datetime',
  'expression',
]);

/** Components that hold others. */
export const containerTypes: ReadonlySet<string> = new Set(['group', 'dynamiclist']);

/** Components that only show something. */
export const displayTypes: ReadonlySet<string> = new Set([
  'text',
  'html',
  'image',
  'button',
  'separator',
  'spacer',
  'table',
]);

/** Reads the components of a stored form; whatever has no type is left out. */
export function readComponents(schema: unknown): readonly FormComponent[] {
  const list = isRecord(schema) ? schema['components'] : undefined;
  return Array.isArray(list) ? (list as readonly JsonValue[]).flatMap(readComponent) : [];
}

function readComponent(source: JsonValue): readonly FormComponent[] {
  if (!isRecord(source) || typeof source['type'] !== 'string') return [];
  const type = source['type'];
  const conditional = source['conditional'];
  const hide = isRecord(conditional) ? conditional['hide'] : undefined;
  const readonly = source['readonly'];
  const validate = source['validate'];
  const path = splitPath(source[containerTypes.has(type) ? 'path' : 'key']);
  return [
    {
      type,
      id: typeof source['id'] === 'string' ? source['id'] : path.join('.'),
      path: displayTypes.has(type) ? [] : path,
      label: typeof source['label'] === 'string' ? source['label'] : path.join('.'),
      hide: typeof hide === 'string' && hide.trim() !== '' ? hide : undefined,
      readonly: typeof readonly === 'string' ? readonly : readonly === true,
      isDisabled: source['disabled'] === true,
      defaultValue: source['defaultValue'],
      validate: isRecord(validate) ? validate : {},
      source,
      components: readComponents(source),
    },
  ];
}

function splitPath(path: JsonValue | undefined): readonly string[] {
  return typeof path === 'string' && path !== '' ? path.split('.') : [];
}

export function isRecord(value: unknown): value is Readonly<Record<string, JsonValue>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
