import type BpmnModeler from 'bpmn-js/lib/Modeler';
import { useMemo } from 'react';
import type { EditHistory } from './decisions/use-dmn-modeler.js';
import type { CommandStack } from './modeler-services.js';
import type { ModelChanges } from './use-model-changes.js';

/** Of an editor that has nothing to take back. */
export const idle: EditHistory = {
  canUndo: false,
  canRedo: false,
  undo: () => undefined,
  redo: () => undefined,
};

/** What can be taken back on the canvas. */
export function useDrawingHistory(
  modeler: BpmnModeler | undefined,
  { canUndo, canRedo }: ModelChanges,
): EditHistory {
  return useMemo(
    () => ({
      canUndo,
      canRedo,
      undo: () => modeler?.get<CommandStack>('commandStack').undo(),
      redo: () => modeler?.get<CommandStack>('commandStack').redo(),
    }),
    [modeler, canUndo, canRedo],
  );
}
