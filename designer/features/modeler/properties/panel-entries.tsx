/** @jsxImportSource @bpmn-io/properties-panel/preact */
import { SelectEntry, TextAreaEntry, TextFieldEntry } from '@bpmn-io/properties-panel';
import { useService } from 'bpmn-js-properties-panel';
import type { BpmnFactory, ModelElement, Modeling, ModelObject } from '../modeler-services.js';
import { describeRange, type TailoringGuide } from '../tailoring/tailoring-guide.js';
import { findExtension, readText, writeAttribute } from './extension-values.js';
import type { FieldSpec } from './field-spec.js';
import type { PanelWords } from './panel-words.js';

type Debounce = (call: (...args: never[]) => void) => (...args: never[]) => void;

/** Whether the standard leaves a property free, and what to say below its field. */
export function useFreedom(
  element: ModelElement,
  property: string,
): { disabled: boolean; description?: string } {
  const guide = useService<TailoringGuide>('tailoringGuide');
  const words = useService<PanelWords>('panelWords');
  const freedom = guide.findFreedom(element.id, property);
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

interface ExtensionEntryProps {
  readonly element: ModelElement;
  readonly id: string;
  readonly spec: FieldSpec;
}

/** An attribute of an extension element. */
export function ExtensionEntry({ element, id, spec }: ExtensionEntryProps) {
  const modeling = useService<Modeling>('modeling');
  const bpmnFactory = useService<BpmnFactory>('bpmnFactory');
  const debounce = useService<Debounce>('debounceInput');
  const words = useService<PanelWords>('panelWords');
  const { formIds } = useService<{ formIds: readonly string[] }>('formCatalogue');
  const freedom = useFreedom(element, spec.property);
  const shared = {
    element,
    id,
    label: words.label(spec.label),
    ...freedom,
    getValue: () => readText(findExtension(element, spec.type), spec.attribute) ?? '',
    setValue: (value: string | undefined) =>
      writeAttribute({ modeling, bpmnFactory }, element, spec.type, spec.attribute, value),
  };
  if (spec.kind === 'form') {
    const options = [
      { value: '', label: words.none },
      ...formIds.map((value) => ({ value, label: value })),
    ];
    return <SelectEntry {...shared} getOptions={() => options} />;
  }
  if (spec.kind === 'binding') {
    const options = ['latest', 'deployment', 'versionTag'].map((value) => ({
      value,
      label: words.label(value),
    }));
    return <SelectEntry {...shared} getOptions={() => options} />;
  }
  return <TextFieldEntry {...shared} debounce={debounce} />;
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
    const choices = options.map((value) => ({ value, label: value === '' ? words.none : value }));
    return <SelectEntry {...shared} getOptions={() => choices} />;
  }
  return <TextFieldEntry {...shared} debounce={debounce} />;
}

interface ConditionEntryProps {
  readonly element: ModelElement;
  readonly id: string;
}

/** The FEEL condition of a sequence flow. */
export function ConditionEntry({ element, id }: ConditionEntryProps) {
  const modeling = useService<Modeling>('modeling');
  const bpmnFactory = useService<BpmnFactory>('bpmnFactory');
  const debounce = useService<Debounce>('debounceInput');
  const words = useService<PanelWords>('panelWords');
  const freedom = useFreedom(element, 'condition');
  const readCondition = (): ModelObject | undefined =>
    element.businessObject.get('conditionExpression') as ModelObject | undefined;
  return (
    <TextAreaEntry
      element={element}
      id={id}
      label={words.label('condition')}
      monospace
      rows={2}
      debounce={debounce}
      {...freedom}
      getValue={() => readText(readCondition(), 'body') ?? ''}
      setValue={(value) => {
        const expression =
          value === undefined || value === ''
            ? undefined
            : bpmnFactory.create('bpmn:FormalExpression', { body: value });
        modeling.updateProperties(element, { conditionExpression: expression });
      }}
    />
  );
}

interface OwnPropertyEntryProps {
  readonly element: ModelElement;
  readonly id: string;
  readonly name: string;
  readonly label: string;
  readonly property: string;
  readonly isLong: boolean;
}

/** A plain property of the element itself, such as its script. */
export function OwnPropertyEntry({
  element,
  id,
  name,
  label,
  property,
  isLong,
}: OwnPropertyEntryProps) {
  const modeling = useService<Modeling>('modeling');
  const debounce = useService<Debounce>('debounceInput');
  const words = useService<PanelWords>('panelWords');
  const shared = {
    element,
    id,
    label: words.label(label),
    debounce,
    ...useFreedom(element, property),
    getValue: () => readText(element.businessObject, name) ?? '',
    setValue: (value: string | undefined) =>
      modeling.updateProperties(element, { [name]: value === '' ? undefined : value }),
  };
  return isLong ? <TextAreaEntry {...shared} monospace rows={6} /> : <TextFieldEntry {...shared} />;
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
