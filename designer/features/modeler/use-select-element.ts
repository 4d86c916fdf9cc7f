import type BpmnModeler from 'bpmn-js/lib/Modeler';
import { useCallback } from 'react';
import type { Canvas } from '../../components/diagram/canvas-services.js';
import type { Registry, Selection } from './modeler-services.js';

/** Selects an element and brings it into view. */
export function useSelectElement(
  modeler: BpmnModeler | undefined,
): (elementId: string | undefined) => void {
  return useCallback(
    (elementId) => {
      if (modeler === undefined || elementId === undefined) return;
      const element = modeler.get<Registry>('elementRegistry').get(elementId);
      if (element === undefined) return;
      modeler.get<Selection>('selection').select(element.parent === undefined ? null : element);
      if (element.parent !== undefined)
        modeler.get<Canvas>('canvas').scrollToElement(elementId, 80);
    },
    [modeler],
  );
}
