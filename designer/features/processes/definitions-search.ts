export type DefinitionKind = 'standard' | 'tailored';

export interface DefinitionsSearch {
  readonly kind?: DefinitionKind | undefined;
  readonly text?: string | undefined;
}

export function readDefinitionsSearch(search: Record<string, unknown>): DefinitionsSearch {
  const { kind, text } = search;
  return {
    ...(kind === 'standard' || kind === 'tailored' ? { kind } : {}),
    ...(typeof text === 'string' && text !== '' ? { text } : {}),
  };
}
