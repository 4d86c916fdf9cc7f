/** A tool whose extensions are known, with the prefix by which people know them. */
export interface KnownTool {
  readonly prefix: string;
  readonly tool: string;
  /** Tools that have grown from one another share names and meanings. */
  readonly family: 'camunda' | 'zeebe' | 'modeler';
}

const tools: Readonly<Record<string, KnownTool>> = {
  'http://camunda.org/schema/1.0/bpmn': { prefix: 'camunda', tool: 'Camunda 7', family: 'camunda' },
  'http://camunda.org/schema/1.0/dmn': { prefix: 'camunda', tool: 'Camunda 7', family: 'camunda' },
  'http://activiti.org/bpmn': { prefix: 'activiti', tool: 'Activiti', family: 'camunda' },
  'http://flowable.org/bpmn': { prefix: 'flowable', tool: 'Flowable', family: 'camunda' },
  'http://camunda.org/schema/zeebe/1.0': { prefix: 'zeebe', tool: 'Camunda 8', family: 'zeebe' },
  'http://camunda.org/schema/modeler/1.0': {
    prefix: 'modeler',
    tool: 'Camunda Modeler',
    family: 'modeler',
  },
};

export function knownTool(namespace: string): KnownTool | undefined {
  return Object.hasOwn(tools, namespace) ? tools[namespace] : undefined;
}
