import { fileURLToPath } from 'node:url';
import { readConfig } from './config.js';
import { createLogger } from './create-logger.js';
import { InvalidConfiguration } from './errors.js';
import { startServer } from './start-server.js';

let logger = createLogger('info');
// Beside the compiled server lies the built web application.
const webRoot = fileURLToPath(new URL('../designer', import.meta.url));

try {
  const config = readConfig(process.env);
  logger = createLogger(config.logLevel);
  const server = await startServer({ config, logger, webRoot });
  logger.info({ url: server.url }, 'listening');
  if (server.firstAdminPassword !== undefined) {
    console.log(
      `First start: log in as 'admin' with '${server.firstAdminPassword}' and change the password.`,
    );
  }
  let isStopping = false;
  const stop = (): void => {
    if (isStopping) return;
    isStopping = true;
    server.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        logger.error({ err: error }, 'did not stop cleanly');
        process.exit(1);
      },
    );
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
} catch (error) {
  if (error instanceof InvalidConfiguration) logger.fatal(error.message);
  else logger.fatal({ err: error }, 'could not start');
  process.exit(1);
}
