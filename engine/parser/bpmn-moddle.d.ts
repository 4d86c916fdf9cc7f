/** The library ships no declaration of its entry; this is the part in use. */
declare module 'bpmn-moddle' {
  export interface ParseWarning {
    readonly message: string;
    readonly element?: { readonly $type: string; readonly id?: string };
    readonly property?: string;
    readonly value?: string;
  }

  export interface ParseResult {
    readonly rootElement: { readonly $type: string };
    readonly elementsById: Readonly<Record<string, unknown>>;
    readonly warnings: readonly ParseWarning[];
  }

  export class BpmnModdle {
    constructor(packages?: Readonly<Record<string, unknown>>);
    fromXML(xml: string): Promise<ParseResult>;
  }
}
