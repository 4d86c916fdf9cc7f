import type { JsonValue } from '../protocol/json.js';
import type { FormContext, FormExpressions } from './form-expressions.js';
import { isRecord, valueTypes, type FormComponent } from './form-schema.js';
import { readAt, type ValuePath } from './form-values.js';

/** A visible field with its value; a field of a repeated group has one instance per row. */
export interface FieldInstance {
  readonly field: FormComponent;
  readonly path: ValuePath;
  readonly value: JsonValue;
  /** What expressions of the field can see. */
  readonly context: FormContext;
}

interface Place {
  readonly path: ValuePath;
  readonly context: FormContext;
}

/** More rows than this nobody fills in by hand. */
export const maximumRows = 1_000;

/** Lists the visible fields that a person fills in, with what was sent for them or their default. */
export class InstanceLister {
  constructor(
    private readonly data: JsonValue,
    private readonly expressions: FormExpressions,
  ) {}

  list(components: readonly FormComponent[], context: FormContext): readonly FieldInstance[] {
    return this.listWithin(components, { path: [], context });
  }

  private listWithin(components: readonly FormComponent[], place: Place): readonly FieldInstance[] {
    return components.flatMap((component) => {
      if (this.isHidden(component, place.context)) return [];
      const path = [...place.path, ...component.path];
      if (component.type === 'dynamiclist') return this.listRows(component, { ...place, path });
      if (component.type === 'group') {
        return this.listWithin(component.components, { ...place, path });
      }
      if (!valueTypes.has(component.type) || component.path.length === 0) return [];
      if (this.isLocked(component, place.context)) return [];
      const value = this.readValue(component, path, place.context);
      return [{ field: component, path, value, context: place.context }];
    });
  }

  private listRows(list: FormComponent, place: Place): readonly FieldInstance[] {
    const sent = readAt(this.data, place.path);
    const rows: readonly JsonValue[] = Array.isArray(sent) ? sent.slice(0, maximumRows + 1) : [];
    const value = Array.isArray(sent) || sent === undefined || sent === null ? [] : sent;
    const isTooLong = rows.length > maximumRows;
    const whole: FieldInstance = {
      field: list,
      path: place.path,
      value: isTooLong ? rows : value,
      context: place.context,
    };
    if (isTooLong) return [whole];
    const inner = rows.flatMap((row, index) => {
      const context = {
        ...place.context,
        ...(isRecord(row) ? row : {}),
        this: row,
        parent: place.context,
        i: index + 1,
      };
      return this.listWithin(list.components, { path: [...place.path, index], context });
    });
    return [whole, ...inner];
  }

  private readValue(field: FormComponent, path: ValuePath, context: FormContext): JsonValue {
    if (field.type === 'expression') {
      const expression = field.source['expression'];
      return typeof expression === 'string' ? this.expressions.evaluate(expression, context) : null;
    }
    const sent = readAt(this.data, path);
    // Sent as null means cleared; a default is for what was not sent at all.
    return (sent === undefined ? field.defaultValue : sent) ?? emptyValueOf(field);
  }

  private isHidden(component: FormComponent, context: FormContext): boolean {
    return component.hide !== undefined && this.expressions.isTrue(component.hide, context);
  }

  /** Nobody can change what is only shown, whatever was sent. */
  private isLocked(component: FormComponent, context: FormContext): boolean {
    if (component.isDisabled) return true;
    return this.expressions.resolve(component.readonly, context) === true;
  }
}

function emptyValueOf({ type }: FormComponent): JsonValue {
  if (type === 'textfield' || type === 'textarea') return '';
  if (type === 'checkbox') return false;
  return type === 'checklist' || type === 'taglist' ? [] : null;
}
