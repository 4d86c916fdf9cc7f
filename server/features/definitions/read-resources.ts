import { formSchemaSchema } from '../../contract/deployments.js';
import type { DeploymentRequest, NamedDecisions, NamedForm } from '../../contract/index.js';
import { Unprocessable } from '../../errors.js';

export interface Resources {
  readonly models: readonly { readonly name: string; readonly xml: string }[];
  readonly decisions: readonly NamedDecisions[];
  readonly forms: readonly NamedForm[];
}

/** Sorts deployed files into models, decisions and forms. */
export function readResources(request: Pick<DeploymentRequest, 'resources'>): Resources {
  const models: { name: string; xml: string }[] = [];
  const decisions: NamedDecisions[] = [];
  const forms: NamedForm[] = [];
  for (const { name, content } of request.resources) {
    if (/\.bpmn(20\.xml)?$/i.test(name)) models.push({ name, xml: content });
    else if (/\.dmn(\.xml)?$/i.test(name)) decisions.push({ name, xml: content });
    else if (/\.(form|json)$/i.test(name)) forms.push(readForm(name, content));
    else {
      throw new Unprocessable(
        'unknownResource',
        `Expected files that end in '.bpmn', '.dmn' or '.form.json', but got '${name}'.`,
        { params: { name } },
      );
    }
  }
  if (models.length + decisions.length === 0) {
    throw new Unprocessable(
      'noModel',
      'Expected at least one model, but the deployment holds none.',
    );
  }
  return { models, decisions, forms };
}

function readForm(name: string, content: string): NamedForm {
  const parsed = formSchemaSchema.safeParse(parseJson(name, content));
  if (!parsed.success) {
    throw new Unprocessable(
      'invalidForm',
      `Expected a form-js schema in '${name}', but it is none.`,
      {
        params: { name },
      },
    );
  }
  const schema = parsed.data;
  return { formId: schema.id ?? name.replace(/\.form(\.json)?$|\.json$/i, ''), schema };
}

function parseJson(name: string, content: string): unknown {
  try {
    return JSON.parse(content);
  } catch (cause) {
    throw new Unprocessable('invalidForm', `Expected JSON in '${name}', but it is none.`, {
      params: { name },
      cause,
    });
  }
}
