import { readConfig } from './config.js';
import { createLogger } from './create-logger.js';
import { startWorker } from './start-worker.js';

const config = readConfig(process.env);
const logger = createLogger(config.logLevel);

try {
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
  logger.fatal({ err: error }, 'worker failed');
  process.exit(1);
}
