export { EmbeddedError } from './errors.mjs';
export { findChromium } from './sources/browser-executable.mjs';
export {
  startEmbeddedMongo,
  startEmbeddedTemporal,
  startTimeSkippingServer,
} from './servers/start-servers.mjs';
