/** Thrown when an address must not be called: not HTTP, or inside the network of the product. No retry helps. */
export class AddressForbidden extends Error {
  readonly code = 'addressForbidden';

  constructor(message: string) {
    super(message);
    this.name = 'AddressForbidden';
  }
}

/** Thrown when a call gets no usable answer: it may later. */
export class CallFailed extends Error {
  readonly code = 'callFailed';

  constructor(message: string) {
    super(message);
    this.name = 'CallFailed';
  }
}
