import {
  BinaryPayloadConverter,
  CompositePayloadConverter,
  JsonPayloadConverter,
  UndefinedPayloadConverter,
} from '@temporalio/common';
import { ProgramPayloadConverter } from './program-payload-converter.js';

/** The converter of client, worker and workflow sandbox alike. */
export const payloadConverter = new CompositePayloadConverter(
  new UndefinedPayloadConverter(),
  new BinaryPayloadConverter(),
  new ProgramPayloadConverter(),
  new JsonPayloadConverter(),
);
