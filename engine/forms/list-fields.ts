import { readComponents, valueTypes, type FormComponent } from './form-schema.js';

/** A field of a form, for overviews and for checks of what a process does with its value. */
export interface FormField {
  /** Where its value goes: `contact.phone`, `items[].name`. */
  readonly field: string;
  readonly fieldId: string;
  readonly type: string;
  readonly label: string;
  readonly isRequired: boolean;
  /** Shown only; its value is never taken over. */
  readonly isReadOnly: boolean;
  /** It may be hidden, and then has no value. */
  readonly isConditional: boolean;
}

/** All fields of a form in their order, those of groups included. */
export function listFields(schema: unknown): readonly FormField[] {
  return listWithin(readComponents(schema), '', false);
}

function listWithin(
  components: readonly FormComponent[],
  prefix: string,
  isConditional: boolean,
): readonly FormField[] {
  return components.flatMap((component) => {
    const field = [prefix, ...component.path].filter((step) => step !== '').join('.');
    const mayHide = isConditional || component.hide !== undefined;
    if (component.components.length > 0) {
      const inner = component.type === 'dynamiclist' ? `${field}[]` : field;
      return listWithin(component.components, inner, mayHide);
    }
    if (!valueTypes.has(component.type)) return [];
    return [
      {
        field,
        fieldId: component.id,
        type: component.type,
        label: component.label,
        isRequired: component.validate['required'] === true,
        isReadOnly: component.readonly === true || component.isDisabled,
        isConditional: mayHide,
      },
    ];
  });
}
