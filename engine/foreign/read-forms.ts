import { checkForm } from '../forms/check-form.js';
import { isRecord } from '../forms/form-schema.js';
import type { KnownForm } from './model-import.js';
import type { ForeignFile, ImportEntry, ImportProblem } from './report.js';

export interface FormsRead {
  readonly forms: readonly KnownForm[];
  readonly entries: readonly ImportEntry[];
  readonly problems: readonly ImportProblem[];
}

const largest = 10 * 1024 * 1024;

/** Forms of form-js, as Camunda's tools write them. */
export function readForms(files: readonly ForeignFile[]): FormsRead {
  const forms: KnownForm[] = [];
  const entries: ImportEntry[] = [];
  const problems: ImportProblem[] = [];
  for (const file of files) {
    const schema = parse(file);
    if (typeof schema === 'string') {
      problems.push({
        file: file.name,
        rule: 'formUnreadable',
        severity: 'error',
        message: schema,
        params: {},
        isUnreadable: true,
      });
      continue;
    }
    const formId = idOf(schema, file.name);
    forms.push({ formId, file: file.name });
    entries.push(...describeForm(file.name, formId, schema));
  }
  return { forms, entries, problems };
}

function parse({ name, text }: ForeignFile): Readonly<Record<string, unknown>> | string {
  if (text.length > largest)
    return `Expected at most ${largest} characters in form '${name}' but got ${text.length}`;
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value)
      ? value
      : `Expected an object of JSON in form '${name}' but got something else`;
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    return `Expected JSON in form '${name}' but got: ${cause}`;
  }
}

function idOf(schema: Readonly<Record<string, unknown>>, name: string): string {
  const { id } = schema;
  const base = name.slice(name.lastIndexOf('/') + 1).replace(/\.form(\.json)?$/i, '');
  return typeof id === 'string' && id !== '' ? id : base;
}

function describeForm(
  file: string,
  formId: string,
  schema: Readonly<Record<string, unknown>>,
): readonly ImportEntry[] {
  const about = { file, elementId: formId, elementName: '' };
  const wrong = checkForm(schema).map(({ message }): ImportEntry => ({
    ...about,
    what: 'form-js:component',
    fate: 'blocks',
    message: `Blocks deployment: ${message}`,
  }));
  const platform = schema['executionPlatform'];
  const version = schema['executionPlatformVersion'];
  const made =
    typeof platform === 'string'
      ? ` for ${platform} ${typeof version === 'string' ? version : ''}`.trimEnd()
      : '';
  return [
    ...wrong,
    {
      ...about,
      what: 'form-js:form',
      fate: 'mapped',
      message: `Becomes the form '${formId}'${made === '' ? '' : `, made${made}`}.`,
    },
  ];
}
