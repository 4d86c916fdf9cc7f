/** A job type that a worker of the product serves, by what it must be told. */
export interface KnownJob {
  readonly type: string;
  readonly inputs: readonly KnownInput[];
  /** Of each of these lists at least one input must be given. */
  readonly oneOf?: readonly (readonly string[])[] | undefined;
}

export interface KnownInput {
  readonly name: string;
  readonly type: 'text' | 'textList' | 'number' | 'boolean' | 'duration' | 'any';
  readonly isRequired?: true | undefined;
  /** Nothing else is allowed. */
  readonly values?: readonly string[] | undefined;
}
