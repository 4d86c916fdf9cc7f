import { isSelectEntryEdited, isTextFieldEntryEdited, ListGroup } from '@bpmn-io/properties-panel';
import type { ModelElement, ModelObject } from '../modeler-services.js';
import type { PanelGroup } from './lock-groups.js';
import { ObjectEntry } from './panel-entries.js';

/** One attribute of an object in a list. */
export interface ObjectField {
  readonly attribute: string;
  /** Key of its label in the catalogue. */
  readonly label: string;
  /** Name of the property in guidelines. */
  readonly property: string;
  readonly options?: readonly string[];
}

export interface ListedObject {
  readonly object: ModelObject;
  readonly label: string;
  readonly fields: readonly ObjectField[];
  /** Objects inside it whose fields follow its own. */
  readonly parts?: readonly {
    readonly object: ModelObject;
    readonly fields: readonly ObjectField[];
  }[];
  /** Left out: it cannot be removed. */
  readonly remove?: () => void;
}

interface ObjectList {
  readonly id: string;
  readonly label: string;
  readonly objects: readonly ListedObject[];
  /** Left out: nothing can be added. */
  readonly add?: () => void;
}

const quietly =
  (act: () => void) =>
  (event: Event): void => {
    event.stopPropagation();
    act();
  };

function toObjectEntries(
  element: ModelElement,
  idPrefix: string,
  object: ModelObject,
  fields: readonly ObjectField[],
): { readonly id: string }[] {
  return fields.map((field, index) => ({
    id: `${idPrefix}-${index}-${field.attribute}`,
    element,
    object,
    ...field,
    component: ObjectEntry,
    isEdited: field.options === undefined ? isTextFieldEntryEdited : isSelectEntryEdited,
  }));
}

/** A list of objects that belong to an element, each with its fields. */
export function toObjectListGroup(
  element: ModelElement,
  { id, label, objects, add }: ObjectList,
): PanelGroup {
  return {
    id: `lemniscate-${id}`,
    label,
    component: ListGroup,
    items: objects.map(({ object, label: itemLabel, fields, parts = [], remove }, index) => ({
      id: `${id}-${index}`,
      label: itemLabel,
      autoOpen: true,
      entries: [{ object, fields }, ...parts].flatMap((part, place) =>
        toObjectEntries(element, `${id}-${index}-${place}`, part.object, part.fields),
      ),
      ...(remove === undefined ? {} : { remove: quietly(remove) }),
    })),
    ...(add === undefined ? {} : { add: quietly(add) }),
  };
}
