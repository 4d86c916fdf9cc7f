/** What the application uses of the untyped packages of bpmn.io. */

declare module 'bpmn-js-properties-panel' {
  import type { ModuleDeclaration } from 'didi';

  export const BpmnPropertiesPanelModule: ModuleDeclaration;
  export const BpmnPropertiesProviderModule: ModuleDeclaration;
  export function useService<Service>(name: string): Service;
}

declare module '@bpmn-io/properties-panel' {
  import type { FunctionComponent } from '@bpmn-io/properties-panel/preact';

  interface FieldProps {
    element: object;
    id: string;
    label: string;
    description?: string;
    disabled?: boolean;
    getValue: () => string | undefined;
    setValue: (value: string | undefined, error?: string) => void;
    validate?: (value: string | undefined) => string | undefined;
  }
  interface DebouncedProps extends FieldProps {
    debounce: (call: (...args: never[]) => void) => (...args: never[]) => void;
  }
  interface SelectProps extends FieldProps {
    getOptions: () => { value: string; label: string }[];
  }
  interface CheckboxProps extends Omit<FieldProps, 'getValue' | 'setValue'> {
    getValue: () => boolean;
    setValue: (value: boolean) => void;
  }
  type IsEdited = (node: HTMLElement) => boolean;

  export const TextFieldEntry: FunctionComponent<DebouncedProps>;
  export const TextAreaEntry: FunctionComponent<
    DebouncedProps & { monospace?: boolean; rows?: number }
  >;
  export const CheckboxEntry: FunctionComponent<CheckboxProps>;
  export const SelectEntry: FunctionComponent<SelectProps>;
  export const Group: FunctionComponent<object>;
  export const ListGroup: FunctionComponent<object>;
  export const isTextFieldEntryEdited: IsEdited;
  export const isTextAreaEntryEdited: IsEdited;
  export const isSelectEntryEdited: IsEdited;
  export const isCheckboxEntryEdited: IsEdited;
}

declare module 'bpmn-js-create-append-anything' {
  import type { ModuleDeclaration } from 'didi';

  export const CreateAppendAnythingModule: ModuleDeclaration;
}

declare module 'dmn-js/lib/Modeler' {
  export interface DmnView {
    readonly id: string;
    readonly name?: string;
    readonly type: 'drd' | 'decisionTable' | 'literalExpression' | 'boxedExpression';
  }
  export interface DmnViewer {
    get<Service>(name: string, isStrict?: boolean): Service;
    on(event: string, listener: () => void): void;
  }
  export default class DmnModeler {
    constructor(options: { container: HTMLElement; drd?: object });
    importXML(xml: string): Promise<unknown>;
    saveXML(options: { format: boolean }): Promise<{ xml: string }>;
    getViews(): readonly DmnView[];
    getActiveView(): DmnView | undefined;
    getActiveViewer(): DmnViewer | undefined;
    open(view: DmnView): Promise<unknown>;
    on(event: 'views.changed', listener: () => void): void;
    on(event: 'viewer.created', listener: (event: { viewer: DmnViewer }) => void): void;
    destroy(): void;
  }
}
