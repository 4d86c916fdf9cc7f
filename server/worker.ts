import { readConfig } from './config.js';
import { createLogger } from './create-logger.js';
import { InvalidConfiguration } from './errors.js';
import { startWorker } from './start-worker.js';

let logger = createLogger('info');

try {
  const config = readConfig(process.env);
  logger = createLogger(config.logLevel);
  const worker = await startWorker({ config, logger });
  logger.info({ taskQueue: config.temporal.taskQueue }, 'working');
  const stop = (): void => {
    worker.stop().catch((error: unknown) => {
      logger.error({ err: error }, 'did not stop cleanly');
    });
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  await worker.ended;
  process.exit(0);
} catch (error) {
  if (error instanceof InvalidConfiguration) logger.fatal(error.message);
  else logger.fatal({ err: error }, 'worker failed');
  process.exit(1);
}
