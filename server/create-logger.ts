import { pino, type Logger } from 'pino';

/** Secrets never reach a log, wherever they turn up in what is logged. */
const REDACTED = [
  'req.headers.cookie',
  'req.headers["x-csrf-token"]',
  'res.headers["set-cookie"]',
  'password',
  '*.password',
  '*.passwordHash',
];

export function createLogger(level: string): Logger {
  return pino({ level, redact: { paths: REDACTED, censor: '[removed]' } });
}
