/** Thrown when a step cannot be carried out however often it is tried: the job becomes an incident at once. */
export class StepRefused extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
    this.name = 'StepRefused';
  }
}

/** Thrown when a step ends in a BPMN error, for an event of the model to catch. */
export class StepErrorThrown extends Error {
  constructor(
    readonly errorCode: string,
    message: string,
    readonly variables: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
    this.name = 'StepErrorThrown';
  }
}
