/** The part of bpmn-js that the modeler's own modules use. */

/** An object of the BPMN model; attributes by name. */
export interface ModelObject {
  readonly id?: string;
  readonly name?: string;
  readonly $type: string;
  readonly $parent?: ModelObject;
  $instanceOf?(type: string): boolean;
  get(property: string): unknown;
}

export interface ModelElement {
  readonly id: string;
  readonly type: string;
  readonly businessObject: ModelObject;
  readonly parent?: ModelElement;
  readonly host?: ModelElement;
  readonly labelTarget?: ModelElement;
}

export interface Modeling {
  updateProperties(element: ModelElement, properties: Record<string, unknown>): void;
  updateModdleProperties(
    element: ModelElement,
    object: ModelObject,
    properties: Record<string, unknown>,
  ): void;
  removeElements(elements: readonly ModelElement[]): void;
  updateLabel(element: ModelElement, label: string): void;
}

export interface BpmnFactory {
  create(type: string, attributes?: Record<string, unknown>): ModelObject;
}

export interface Selection {
  select(elements: ModelElement | readonly ModelElement[] | null): void;
  get(): ModelElement[];
}

export interface EventBus {
  on<Event>(name: string | readonly string[], listener: (event: Event) => unknown): void;
  on<Event>(
    name: string | readonly string[],
    priority: number,
    listener: (event: Event) => unknown,
  ): void;
  off(name: string | readonly string[], listener: (event: never) => unknown): void;
  fire(name: string, event?: object): unknown;
}

export interface CommandStack {
  undo(): void;
  redo(): void;
  canUndo(): boolean;
  canRedo(): boolean;
}

export interface Rules {
  allowed(rule: string, context: object): unknown;
}

export interface Registry {
  get(elementId: string): ModelElement | undefined;
  filter(accept: (element: ModelElement) => boolean): ModelElement[];
}
