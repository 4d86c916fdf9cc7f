/** Thrown when a secret is named that nobody has stored, or one that this key cannot open. */
export class SecretUnavailable extends Error {
  readonly code = 'secretUnavailable';

  constructor(message: string) {
    super(message);
    this.name = 'SecretUnavailable';
  }
}
