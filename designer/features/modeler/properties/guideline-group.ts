import { isSelectEntryEdited, isTextFieldEntryEdited, ListGroup } from '@bpmn-io/properties-panel';
import type { BpmnFactory, ModelElement, Modeling } from '../modeler-services.js';
import { addExtension, findExtensions, readText, removeExtension } from './extension-values.js';
import type { PanelGroup } from './lock-groups.js';
import { ObjectEntry } from './panel-entries.js';
import type { PanelWords } from './panel-words.js';

interface Writer {
  readonly modeling: Modeling;
  readonly bpmnFactory: BpmnFactory;
}

const kinds = ['mandatory', 'configurable', 'optional', 'extensible', 'replaceable'];
const attributes = ['id', 'kind', 'property', 'min', 'max', 'values', 'text'] as const;

/** What a tailored process may do with an element of this standard, as a list. */
export function toGuidelineGroup(
  element: ModelElement,
  writer: Writer,
  words: PanelWords,
): PanelGroup {
  const guidelines = findExtensions(element, 'lemniscate:Guideline');
  const items = guidelines.map((guideline, index) => ({
    id: `guideline-${index}`,
    label: [readText(guideline, 'kind'), readText(guideline, 'property')]
      .filter((part) => part !== undefined)
      .join(' · '),
    entries: attributes.map((attribute) => ({
      id: `guideline-${index}-${attribute}`,
      element,
      object: guideline,
      attribute,
      label: attribute === 'id' ? 'guidelineId' : attribute,
      property: 'documentation',
      component: ObjectEntry,
      ...(attribute === 'kind' ? { options: kinds } : {}),
      isEdited: attribute === 'kind' ? isSelectEntryEdited : isTextFieldEntryEdited,
    })),
    remove: (event: Event) => {
      event.stopPropagation();
      removeExtension(writer, element, guideline);
    },
  }));
  const add = (event: Event): void => {
    event.stopPropagation();
    const id = `${element.id}-${guidelines.length + 1}`;
    addExtension(
      writer,
      element,
      writer.bpmnFactory.create('lemniscate:Guideline', { id, kind: 'mandatory' }),
    );
  };
  return {
    id: 'lemniscate-guidelines',
    label: words.label('guidelineGroup'),
    component: ListGroup,
    items,
    add,
  };
}
