import type { EventDefinitionType } from '../model/element-type.js';
import { cancel } from './cancel.js';
import { compensate } from './compensate.js';
import { conditional } from './conditional.js';
import { error } from './error.js';
import { escalation } from './escalation.js';
import type { EventDefinitionBehavior } from './event-definition-behavior.js';
import { link } from './link.js';
import { message } from './message.js';
import { signal } from './signal.js';
import { terminate } from './terminate.js';
import { timer } from './timer.js';

/** Every event definition the machine executes. What is not here is refused at deployment. */
export const eventDefinitions: Readonly<Record<EventDefinitionType, EventDefinitionBehavior>> = {
  message,
  timer,
  conditional,
  error,
  escalation,
  signal,
  link,
  terminate,
  compensate,
  cancel,
};
