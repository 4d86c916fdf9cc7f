export const bpmnNamespace = 'http://www.omg.org/spec/BPMN/20100524/MODEL';
export const diagramNamespace = 'http://www.omg.org/spec/BPMN/20100524/DI';
export const boundsNamespace = 'http://www.omg.org/spec/DD/20100524/DC';
export const waypointNamespace = 'http://www.omg.org/spec/DD/20100524/DI';
export const schemaInstanceNamespace = 'http://www.w3.org/2001/XMLSchema-instance';
export const ownNamespace = 'urn:lemniscate:bpmn:1';

/** Attributes of these say nothing about a process: types of XML and our own extension. */
export function isSilent(namespace: string): boolean {
  return (
    namespace === schemaInstanceNamespace ||
    namespace === ownNamespace ||
    namespace === 'http://www.w3.org/XML/1998/namespace' ||
    namespace === 'http://www.w3.org/2000/xmlns/'
  );
}
