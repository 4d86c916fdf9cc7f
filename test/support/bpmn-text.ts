/** BPMN around the given root elements, for what the process builder has no words for. */
export function definitionsXml(roots: string, attributes = ''): string {
  const namespaces = [
    'xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"',
    'xmlns:lemniscate="urn:lemniscate:bpmn:1"',
  ];
  return `<bpmn:definitions ${namespaces.join(' ')} targetNamespace="urn:lemniscate:test" ${attributes}>${roots}</bpmn:definitions>`;
}

/** A process between `<id>-begin` and `<id>-done`, which follow each other unless the content says more. */
export function processXml(content: string, id = 'main', isExecutable = true): string {
  const ends = `<bpmn:startEvent id="${id}-begin" /><bpmn:endEvent id="${id}-done" />`;
  const whole = content === '' ? flowXml(`${id}-begin`, `${id}-done`) : content;
  return `<bpmn:process id="${id}" isExecutable="${String(isExecutable)}">${ends}${whole}</bpmn:process>`;
}

export function flowXml(...ids: readonly string[]): string {
  return ids
    .slice(1)
    .map((target, index) => {
      const source = ids[index] ?? '';
      return `<bpmn:sequenceFlow id="${source}-to-${target}" sourceRef="${source}" targetRef="${target}" />`;
    })
    .join('');
}
