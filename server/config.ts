import { z } from 'zod';
import { InvalidConfiguration } from './errors.js';

const flag = z
  .enum(['0', '1', 'true', 'false'])
  .transform((value) => value === '1' || value === 'true');
const seconds = z.coerce.number().int().positive();

const environmentSchema = z.object({
  PORT: z.coerce.number().int().min(0).max(65_535).default(8080),
  LEMNISCATE_HOST: z.string().default('127.0.0.1'),
  MONGODB_URI: z.string().min(1),
  TEMPORAL_ADDRESS: z.string().min(1),
  TEMPORAL_NAMESPACE: z.string().default('default'),
  TEMPORAL_UI_URL: z.string().optional(),
  LEMNISCATE_TASK_QUEUE: z.string().default('lemniscate'),
  LEMNISCATE_DATA_DIR: z.string().default('.lemniscate'),
  LEMNISCATE_DEMO: flag.default(false),
  LEMNISCATE_ORGANISATION: z.string().default('main'),
  /** Set when the server stands behind TLS: cookies are then sent over TLS only. */
  LEMNISCATE_SECURE_COOKIES: flag.default(false),
  /** Number of trusted proxies in front, for the caller's address. */
  LEMNISCATE_TRUST_PROXY: z.coerce.number().int().min(0).default(0),
  LEMNISCATE_SESSION_IDLE_SECONDS: seconds.default(8 * 3600),
  LEMNISCATE_SESSION_MAX_SECONDS: seconds.default(7 * 24 * 3600),
  LEMNISCATE_LOGIN_ATTEMPTS: z.coerce.number().int().positive().default(10),
  LEMNISCATE_MAX_VARIABLES_BYTES: z.coerce.number().int().positive().default(1_048_576),
  LEMNISCATE_MAX_ATTACHMENT_BYTES: z.coerce.number().int().positive().default(20_971_520),
  LEMNISCATE_LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
    .default('info'),
});

export interface Config {
  readonly port: number;
  readonly host: string;
  readonly mongodbUri: string;
  readonly temporal: {
    readonly address: string;
    readonly namespace: string;
    readonly uiUrl?: string;
    readonly taskQueue: string;
  };
  readonly dataDir: string;
  readonly isDemo: boolean;
  readonly organisationId: string;
  readonly hasSecureCookies: boolean;
  readonly trustProxy: number;
  readonly session: { readonly idleSeconds: number; readonly maxSeconds: number };
  /** Failed logins per address and user name in a quarter of an hour. */
  readonly loginAttempts: number;
  readonly maxVariablesBytes: number;
  readonly maxAttachmentBytes: number;
  readonly logLevel: string;
}

/** Reads the environment once; everything else gets the typed result. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  const parsed = environmentSchema.safeParse(environment);
  if (!parsed.success) {
    throw new InvalidConfiguration(
      `Expected a valid environment, but:\n${z.prettifyError(parsed.error)}`,
    );
  }
  const env = parsed.data;
  return {
    port: env.PORT,
    host: env.LEMNISCATE_HOST,
    mongodbUri: env.MONGODB_URI,
    temporal: {
      address: env.TEMPORAL_ADDRESS,
      namespace: env.TEMPORAL_NAMESPACE,
      ...(env.TEMPORAL_UI_URL === undefined ? {} : { uiUrl: env.TEMPORAL_UI_URL }),
      taskQueue: env.LEMNISCATE_TASK_QUEUE,
    },
    dataDir: env.LEMNISCATE_DATA_DIR,
    isDemo: env.LEMNISCATE_DEMO,
    organisationId: env.LEMNISCATE_DEMO ? 'demo' : env.LEMNISCATE_ORGANISATION,
    hasSecureCookies: env.LEMNISCATE_SECURE_COOKIES,
    trustProxy: env.LEMNISCATE_TRUST_PROXY,
    session: {
      idleSeconds: env.LEMNISCATE_SESSION_IDLE_SECONDS,
      maxSeconds: env.LEMNISCATE_SESSION_MAX_SECONDS,
    },
    loginAttempts: env.LEMNISCATE_LOGIN_ATTEMPTS,
    maxVariablesBytes: env.LEMNISCATE_MAX_VARIABLES_BYTES,
    maxAttachmentBytes: env.LEMNISCATE_MAX_ATTACHMENT_BYTES,
    logLevel: env.LEMNISCATE_LOG_LEVEL,
  };
}
