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

  /** What a namespace holds. */
  export interface ModdlePackage {
    readonly types: readonly {
      readonly name: string;
      readonly properties?: readonly Readonly<Record<string, unknown>>[];
      readonly [key: string]: unknown;
    }[];
    readonly [key: string]: unknown;
  }

  export class BpmnModdle {
    /** What elements are made with. */
    readonly properties: {
      define(target: object, name: string, property: PropertyDescriptor): void;
    };
    constructor(packages?: Readonly<Record<string, unknown>>);
    getPackage(prefix: string): ModdlePackage;
    fromXML(xml: string): Promise<ParseResult>;
  }
}
