declare module 'saxen' {
  type Decode = (text: string) => string;

  export class Parser {
    on(
      event: 'openTag',
      handle: (
        name: string,
        readAttributes: () => Record<string, string> | false,
        decode: Decode,
      ) => void,
    ): this;
    on(event: 'closeTag', handle: (name: string) => void): this;
    on(event: 'text', handle: (text: string, decode: Decode) => void): this;
    on(event: 'cdata' | 'comment' | 'question' | 'attention', handle: (text: string) => void): this;
    on(
      event: 'error' | 'warn',
      handle: (error: Error, readContext: () => { readonly line: number }) => void,
    ): this;
    stop(): void;
    parse(xml: string): Error | null;
  }
}
