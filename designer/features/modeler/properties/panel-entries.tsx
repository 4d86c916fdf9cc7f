/** @jsxImportSource @bpmn-io/properties-panel/preact */
import {
  CheckboxEntry,
  SelectEntry,
  TextAreaEntry,
  TextFieldEntry,
} from '@bpmn-io/properties-panel';
import { useService } from 'bpmn-js-properties-panel';
import { stepDescriptors } from '../../../../server/contract/index.js';
import type { BpmnFactory, ModelElement, Modeling, ModelObject } from '../modeler-services.js';
import { describeRange, type TailoringGuide } from '../tailoring/tailoring-guide.js';
import { readObject, readText } from './extension-values.js';
import type { FieldSpec } from './field-spec.js';
import {
  findOwner,
  isWholeNumber,
  listOutgoing,
  readField,
  writeField,
  type FieldValue,
} from './field-values.js';
import type { PanelWords } from './panel-words.js';

export type Debounce = (call: (...args: never[]) => void) => (...args: never[]) => void;

/** Whether the standard leaves a property free, and what to say below its field. */
export function useFreedom(
  element: ModelElement,
  property: string,
): { disabled: boolean; description?: string } {
  const guide = useService<TailoringGuide>('tailoringGuide');
  const words = useService<PanelWords>('panelWords');
  const freedom = guide.findFreedom(findOwner(element)?.id ?? element.id, property);
  if (freedom.type === 'free') return { disabled: false };
  if (freedom.type === 'configurable') {
    const range = describeRange(freedom.guideline);
    return { disabled: false, ...(range === '' ? {} : { description: `${words.mayBe} ${range}` }) };
  }
  const reason = freedom.guideline?.text;
  return {
    disabled: true,
    description: reason === undefined ? words.setByStandard : `${words.setByStandard}: ${reason}`,
  };
}

interface FieldEntryProps {
  readonly element: ModelElement;
  readonly id: string;
  readonly spec: FieldSpec;
}

/** What is there to be named by a model. */
interface Catalogues {
  readonly formIds: readonly string[];
  readonly decisions: readonly Choice[];
}

interface Choice {
  readonly value: string;
  readonly label: string;
}

/** What a select offers; a value that is none of it stays as it is. */
function listChoices(
  { element, spec }: FieldEntryProps,
  words: PanelWords,
  { formIds, decisions }: Catalogues,
): Choice[] {
  const none = { value: '', label: words.none };
  const current = readField(element, spec);
  const known = ((): Choice[] => {
    switch (spec.kind) {
      case 'form':
        return [none, ...formIds.map((value) => ({ value, label: value }))];
      case 'decision':
        return [none, ...decisions];
      case 'step':
        return [none, ...stepDescriptors.map(({ type, name }) => ({ value: type, label: name }))];
      case 'flow':
        return [
          none,
          ...listOutgoing(element).map((flow) => ({
            value: flow.id ?? '',
            label: describeFlow(flow),
          })),
        ];
      default:
        return (spec.options ?? []).map((value) =>
          value === '' ? none : { value, label: words.label(value) },
        );
    }
  })();
  const isKnown = typeof current !== 'string' || known.some(({ value }) => value === current);
  return isKnown ? known : [...known, { value: current, label: current }];
}

/** A flow by its name, otherwise by where it leads. */
function describeFlow(flow: ModelObject): string {
  const target = readObject(flow, 'targetRef');
  return flow.name ?? `→ ${target?.name ?? target?.id ?? ''}`;
}

/** One attribute of the model, by its kind. */
export function FieldEntry(props: FieldEntryProps) {
  const { element, id, spec } = props;
  const modeling = useService<Modeling>('modeling');
  const bpmnFactory = useService<BpmnFactory>('bpmnFactory');
  const debounce = useService<Debounce>('debounceInput');
  const words = useService<PanelWords>('panelWords');
  const { formIds } = useService<Pick<Catalogues, 'formIds'>>('formCatalogue');
  const { decisions } = useService<Pick<Catalogues, 'decisions'>>('decisionCatalogue');
  const shared = {
    element,
    id,
    label: words.label(spec.label),
    ...useFreedom(element, spec.property),
    setValue: (value: FieldValue) => writeField({ modeling, bpmnFactory }, element, spec, value),
  };
  const getText = (): string => {
    const value = readField(element, spec);
    return typeof value === 'string' ? value : '';
  };
  switch (spec.kind) {
    case 'switch':
      return <CheckboxEntry {...shared} getValue={() => readField(element, spec) === true} />;
    case 'select':
    case 'form':
    case 'decision':
    case 'step':
    case 'flow':
      return (
        <SelectEntry
          {...shared}
          getValue={getText}
          getOptions={() => listChoices(props, words, { formIds, decisions })}
        />
      );
    case 'long':
      return (
        <TextAreaEntry {...shared} getValue={getText} debounce={debounce} monospace rows={3} />
      );
    case 'number':
      return (
        <TextFieldEntry
          {...shared}
          getValue={getText}
          debounce={debounce}
          validate={(value) => (isWholeNumber(value) ? undefined : words.wholeNumber)}
          setValue={(value, error) => {
            if (error === undefined) shared.setValue(value);
          }}
        />
      );
    case 'text':
      return <TextFieldEntry {...shared} getValue={getText} debounce={debounce} />;
  }
}

interface ObjectEntryProps {
  readonly element: ModelElement;
  readonly id: string;
  readonly object: ModelObject;
  readonly attribute: string;
  readonly label: string;
  readonly property: string;
  readonly options?: readonly string[];
}

/** An attribute of an object inside an element: of a clock, a threshold, a guideline. */
export function ObjectEntry({
  element,
  id,
  object,
  attribute,
  label,
  property,
  options,
}: ObjectEntryProps) {
  const modeling = useService<Modeling>('modeling');
  const debounce = useService<Debounce>('debounceInput');
  const words = useService<PanelWords>('panelWords');
  const freedom = useFreedom(element, property);
  const shared = {
    element,
    id,
    label: words.label(label),
    ...freedom,
    getValue: () => readText(object, attribute) ?? '',
    setValue: (value: string | undefined) =>
      modeling.updateModdleProperties(element, object, {
        [attribute]: value === '' ? undefined : value,
      }),
  };
  if (options !== undefined) {
    const choices = options.map((value) => ({
      value,
      label: value === '' ? words.none : words.label(value),
    }));
    return <SelectEntry {...shared} getOptions={() => choices} />;
  }
  return <TextFieldEntry {...shared} debounce={debounce} />;
}

interface FixedEntryProps {
  readonly element: ModelElement;
  readonly id: string;
  readonly label: string;
  readonly value: string;
}

/** A value that can be read but not changed here. */
export function FixedEntry({ element, id, label, value }: FixedEntryProps) {
  const debounce = useService<Debounce>('debounceInput');
  const words = useService<PanelWords>('panelWords');
  return (
    <TextFieldEntry
      element={element}
      id={id}
      label={words.label(label)}
      description={words.setByStandard}
      disabled
      debounce={debounce}
      getValue={() => value}
      setValue={() => undefined}
    />
  );
}
