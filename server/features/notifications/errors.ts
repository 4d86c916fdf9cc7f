/** Thrown when a notification cannot be written: no such template, or a value of it is missing. */
export class TemplateUnusable extends Error {
  readonly code = 'templateUnusable';

  constructor(message: string) {
    super(message);
    this.name = 'TemplateUnusable';
  }
}

/** Thrown when a delivery cannot leave because this installation sends no such thing. */
export class ChannelOff extends Error {
  readonly code = 'channelOff';

  constructor(message: string) {
    super(message);
    this.name = 'ChannelOff';
  }
}
