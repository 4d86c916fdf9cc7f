import type { BpmnFactory, ModelElement, Modeling } from '../modeler-services.js';
import { addExtension, findExtensions, readText, removeExtension } from './extension-values.js';
import { findOwner } from './field-values.js';
import type { PanelGroup } from './lock-groups.js';
import { toObjectListGroup } from './object-list-group.js';
import type { PanelWords } from './panel-words.js';

interface GuidelineContext {
  readonly writer: { readonly modeling: Modeling; readonly bpmnFactory: BpmnFactory };
  readonly words: PanelWords;
}

const kinds = ['mandatory', 'configurable', 'optional', 'extensible', 'replaceable'];
const attributes = ['id', 'kind', 'property', 'min', 'max', 'values', 'text'] as const;

/** What a tailored process may do with an element of this standard, as a list. */
export function toGuidelineGroup(
  element: ModelElement,
  { writer, words }: GuidelineContext,
): PanelGroup | undefined {
  const owner = findOwner(element);
  if (owner === undefined) return undefined;
  const guidelines = findExtensions(owner, 'lemniscate:Guideline');
  const objects = guidelines.map((object) => ({
    object,
    label: [readText(object, 'kind'), readText(object, 'property')]
      .filter((part) => part !== undefined)
      .join(' · '),
    fields: attributes.map((attribute) => ({
      attribute,
      label: attribute === 'id' ? 'guidelineId' : attribute,
      property: 'documentation',
      ...(attribute === 'kind' ? { options: kinds } : {}),
    })),
    remove: () => removeExtension(writer, element, owner, object),
  }));
  const add = (): void => {
    const id = `${owner.id ?? element.id}-${guidelines.length + 1}`;
    const created = writer.bpmnFactory.create('lemniscate:Guideline', { id, kind: 'mandatory' });
    addExtension(writer, element, owner, created);
  };
  return toObjectListGroup(element, {
    id: 'guidelines',
    label: words.label('guidelineGroup'),
    objects,
    add,
  });
}
