import { Group, isTextAreaEntryEdited, isTextFieldEntryEdited } from '@bpmn-io/properties-panel';
import type { ModelElement } from '../modeler-services.js';
import { findStep } from './find-step.js';
import type { PanelGroup } from './lock-groups.js';
import type { PanelWords } from './panel-words.js';
import { StepInputEntry } from './step-input-entry.js';

/** What the chosen step must be told, a field for each input. */
export function toStepInputGroup(
  element: ModelElement,
  { words }: { readonly words: PanelWords },
): PanelGroup | undefined {
  const step = findStep(element);
  if (step === undefined) return undefined;
  return {
    id: 'lemniscate-step-inputs',
    label: words.label('stepInputsGroup', { step: step.name }),
    component: Group,
    entries: step.inputs.map((input) => ({
      id: `lemniscate-step-input-${input.name.toLowerCase()}`,
      element,
      input,
      component: StepInputEntry,
      isEdited: input.isLong === true ? isTextAreaEntryEdited : isTextFieldEntryEdited,
    })),
  };
}
