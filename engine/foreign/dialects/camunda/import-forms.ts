import type { Fact } from '../../element-facts.js';
import { readAttribute } from '../../xml/xml-node.js';
import { processOf } from '../../model-import.js';
import type { Place } from '../../place.js';
import { type FieldKind, readFormData, readFormProperties } from './read-form-data.js';
import { writeForm } from './write-form.js';

/** The form that a person fills: one that is given beside the model, or one that is described inside it. */
export function importForm(place: Place): void {
  const { facts } = place;
  const reference = facts.attribute('camunda', 'formRef');
  const key = facts.attribute('camunda', 'formKey', 'formkey');
  const data = facts.extensions('camunda', 'formData');
  const properties = facts.extensions('camunda', 'formProperty');
  if (reference !== undefined) importReference(place, reference);
  if (key !== undefined) importKey(place, key);
  const fields = [
    ...data.flatMap((each) => readFormData(place, each)),
    ...readFormProperties(place, properties),
  ];
  const [described] = [...data, ...properties];
  if (described === undefined || fields.length === 0) return;
  if (place.plan.get('form', 'formId') !== undefined)
    return place.kept(described, 'The task has another form, which counts');
  describeForm(place, described, fields);
}

function importReference(place: Place, fact: Fact): void {
  const formId = place.value(fact, fact.value, 'kept');
  if (formId === undefined) return;
  if (formId.startsWith('=')) return place.kept(fact, 'A form cannot be chosen by an expression');
  place.plan.set('form', 'formId', formId);
  place.mapped(fact, `the form '${formId}'`);
}

/** `camunda-forms:deployment:forms/approve.form`, `camunda-forms:/approve.form`, or only a name. */
function importKey(place: Place, fact: Fact): void {
  const file =
    /^(?:camunda-forms:|deployment:|\/)*(?:deployment:)?\/?(.+)$/.exec(fact.value)?.[1] ?? '';
  const name = file.slice(file.lastIndexOf('/') + 1);
  const known = place.model.beside.forms.find(
    (form) =>
      form.formId === fact.value || form.file.slice(form.file.lastIndexOf('/') + 1) === name,
  );
  if (known === undefined) {
    const isForm = /\.form$/.test(fact.value);
    if (isForm)
      return place.blocks(
        fact,
        `Expected the form '${name}' beside the model but it was not given`,
      );
    return place.kept(
      fact,
      `'${fact.value}' is no form that is given beside the model: people see the variables instead`,
    );
  }
  place.plan.set('form', 'formId', known.formId);
  place.mapped(fact, `the form '${known.formId}'`);
}

function describeForm(place: Place, fact: Fact, fields: readonly FieldKind[]): void {
  const process = processOf(place.element);
  const ids = [process, place.element].map((each) =>
    each === undefined ? '' : (readAttribute(each, 'id') ?? ''),
  );
  const formId = ids.filter((id) => id !== '').join('-');
  place.plan.set('form', 'formId', formId);
  place.model.forms.push({ name: `${formId}.form`, text: writeForm(formId, fields) });
  place.mapped(
    fact,
    `the form '${formId}' with ${fields.length === 1 ? 'one field' : `${fields.length} fields`}, which is written beside the model`,
  );
}
