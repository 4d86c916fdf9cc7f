import type BpmnModeler from 'bpmn-js/lib/Modeler';
import { useEffect, useState } from 'react';
import type { CommandStack, EventBus, ModelElement } from './modeler-services.js';

export interface ModelChanges {
  /** The model as it is drawn now. */
  readonly xml: string;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  readonly selectedId: string | undefined;
}

/** Follows what happens on the canvas. */
export function useModelChanges(modeler: BpmnModeler | undefined, firstXml: string): ModelChanges {
  const [changes, setChanges] = useState<ModelChanges>({
    xml: firstXml,
    canUndo: false,
    canRedo: false,
    selectedId: undefined,
  });
  useEffect(() => {
    if (modeler === undefined) return undefined;
    let isGone = false;
    const eventBus = modeler.get<EventBus>('eventBus');
    const stack = modeler.get<CommandStack>('commandStack');
    const readModel = (): void => {
      void modeler.saveXML({ format: true }).then(({ xml }) => {
        if (isGone || xml === undefined) return;
        setChanges((previous) => ({
          ...previous,
          xml,
          canUndo: stack.canUndo(),
          canRedo: stack.canRedo(),
        }));
      });
    };
    const readSelection = ({ newSelection }: { newSelection: ModelElement[] }): void =>
      setChanges((previous) => ({ ...previous, selectedId: newSelection[0]?.id }));
    eventBus.on('commandStack.changed', readModel);
    eventBus.on('selection.changed', readSelection);
    return () => {
      isGone = true;
      eventBus.off('commandStack.changed', readModel);
      eventBus.off('selection.changed', readSelection);
    };
  }, [modeler]);
  return changes;
}
