/** @jsxImportSource @bpmn-io/properties-panel/preact */
import { TextAreaEntry, TextFieldEntry } from '@bpmn-io/properties-panel';
import { useService } from 'bpmn-js-properties-panel';
import type { StepInput } from '../../../../server/contract/index.js';
import type { BpmnFactory, ModelElement, Modeling } from '../modeler-services.js';
import { readInputSource, writeInputSource } from './io-mappings.js';
import { useFreedom, type Debounce } from './panel-entries.js';
import type { PanelWords } from './panel-words.js';

interface StepInputEntryProps {
  readonly element: ModelElement;
  readonly id: string;
  readonly input: StepInput;
}

/** What the input is for, and what it takes. */
function describeInput({ description, type, values }: StepInput, words: PanelWords): string {
  const taken = values === undefined ? words.label(`stepType_${type}`) : values.join(', ');
  return `${description} (${taken})`;
}

/** One input of a step: a constant, or FEEL after an equals sign. */
export function StepInputEntry({ element, id, input }: StepInputEntryProps) {
  const modeling = useService<Modeling>('modeling');
  const bpmnFactory = useService<BpmnFactory>('bpmnFactory');
  const debounce = useService<Debounce>('debounceInput');
  const words = useService<PanelWords>('panelWords');
  const freedom = useFreedom(element, `io.input.${input.name}`);
  const isRequired = input.isRequired === true;
  const shared = {
    element,
    id,
    debounce,
    label: isRequired ? `${input.name} *` : input.name,
    ...freedom,
    description: freedom.description ?? describeInput(input, words),
    getValue: () => readInputSource(element, input.name) ?? '',
    setValue: (value: string | undefined) =>
      writeInputSource({ modeling, bpmnFactory }, element, input.name, value ?? ''),
    ...(isRequired
      ? {
          validate: (value: string | undefined) =>
            value === undefined || value === '' ? words.label('stepInputRequired') : undefined,
        }
      : {}),
  };
  return input.isLong === true ? (
    <TextAreaEntry {...shared} monospace rows={3} />
  ) : (
    <TextFieldEntry {...shared} />
  );
}
