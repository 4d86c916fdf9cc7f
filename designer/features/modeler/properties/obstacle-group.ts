import type { BpmnFactory, ModelElement, Modeling, ModelObject } from '../modeler-services.js';
import {
  findExtensions,
  readObject,
  readObjects,
  readText,
  removeExtension,
} from './extension-values.js';
import { findOwner } from './field-values.js';
import type { PanelGroup } from './lock-groups.js';
import { toObjectListGroup } from './object-list-group.js';
import type { PanelWords } from './panel-words.js';

interface ObstacleContext {
  readonly writer: { readonly modeling: Modeling; readonly bpmnFactory: BpmnFactory };
  readonly words: PanelWords;
}

/** The element, and its parts that have no properties panel of their own. */
function listHolders(element: ModelElement): readonly ModelObject[] {
  const owner = findOwner(element);
  const { businessObject } = element;
  const loop = readObject(businessObject, 'loopCharacteristics');
  return [
    ...(owner === undefined ? [] : [owner]),
    ...(loop === undefined ? [] : [loop]),
    ...readObjects(businessObject, 'eventDefinitions'),
  ];
}

/** What an import could not take over; who has settled it takes the mark away. */
export function toObstacleGroup(
  element: ModelElement,
  { writer, words }: ObstacleContext,
): PanelGroup | undefined {
  const objects = listHolders(element).flatMap((holder) =>
    findExtensions(holder, 'lemniscate:Obstacle').map((object) => ({
      object,
      label: `${readText(object, 'what') ?? ''}: ${readText(object, 'message') ?? ''}`,
      fields: [],
      remove: () => removeExtension(writer, element, holder, object),
    })),
  );
  if (objects.length === 0) return undefined;
  return toObjectListGroup(element, {
    id: 'obstacles',
    label: words.label('obstacleGroup'),
    objects,
  });
}
