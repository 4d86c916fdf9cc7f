/** The library ships no declaration of its entry; this is the part that tests use. */
declare module 'bpmn-moddle' {
  export class BpmnModdle {
    constructor(packages: Readonly<Record<string, unknown>>);
    fromXML(xml: string): Promise<{ readonly rootElement: unknown }>;
    toXML(element: unknown): Promise<{ readonly xml: string }>;
  }
}
