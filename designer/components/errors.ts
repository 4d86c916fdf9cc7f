/** Thrown when a component stands outside the provider it needs. */
export class MissingProviderError extends Error {
  readonly code = 'missing-provider';

  constructor(readonly provider: string) {
    super(`Expected an enclosing '${provider}' but found none`);
    this.name = 'MissingProviderError';
  }
}
