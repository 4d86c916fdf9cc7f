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
  LEMNISCATE_TOKEN_REQUESTS: z.coerce.number().int().positive().default(1_200),
  LEMNISCATE_MAX_VARIABLES_BYTES: z.coerce.number().int().positive().default(1_048_576),
  LEMNISCATE_MAX_ATTACHMENT_BYTES: z.coerce.number().int().positive().default(20_971_520),
  /** Left out: no mail is sent. */
  LEMNISCATE_SMTP_HOST: z.string().min(1).optional(),
  LEMNISCATE_SMTP_PORT: z.coerce.number().int().min(1).max(65_535).default(587),
  LEMNISCATE_SMTP_TLS: z.enum(['starttls', 'implicit', 'none']).default('starttls'),
  LEMNISCATE_SMTP_USER: z.string().optional(),
  LEMNISCATE_SMTP_PASSWORD: z.string().optional(),
  LEMNISCATE_MAIL_FROM: z.string().min(3).default('Lemniscate <lemniscate@localhost>'),
  /** Hosts inside the network that processes may call: `host` or `host:port`. */
  LEMNISCATE_HTTP_ALLOWED_HOSTS: z
    .string()
    .default('')
    .transform((text) =>
      text
        .split(',')
        .map((host) => host.trim().toLowerCase())
        .filter((host) => host !== ''),
    ),
  /** Left out: a key is made and kept in the data folder. */
  LEMNISCATE_SECRET_KEY: z.string().optional(),
  LEMNISCATE_LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
    .default('info'),
});

/** How mail leaves the product. */
export interface MailSettings {
  readonly host: string;
  readonly port: number;
  /** `starttls`: refused where the server does not offer it. */
  readonly tls: 'starttls' | 'implicit' | 'none';
  readonly user?: string;
  readonly password?: string;
  readonly from: string;
}

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
  /** Requests by one API token in a minute, counted per server. */
  readonly tokenRequests: number;
  readonly maxVariablesBytes: number;
  readonly maxAttachmentBytes: number;
  /** Left out: no mail is sent. */
  readonly mail?: MailSettings;
  /** Hosts inside the network that processes may call. */
  readonly httpAllowedHosts: readonly string[];
  /** In base64; left out, it stands in a file of the data folder. */
  readonly secretKey?: string;
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
    tokenRequests: env.LEMNISCATE_TOKEN_REQUESTS,
    maxVariablesBytes: env.LEMNISCATE_MAX_VARIABLES_BYTES,
    maxAttachmentBytes: env.LEMNISCATE_MAX_ATTACHMENT_BYTES,
    logLevel: env.LEMNISCATE_LOG_LEVEL,
    httpAllowedHosts: env.LEMNISCATE_HTTP_ALLOWED_HOSTS,
    ...(env.LEMNISCATE_SECRET_KEY === undefined ? {} : { secretKey: env.LEMNISCATE_SECRET_KEY }),
    ...readMail(env),
  };
}

function readMail(env: z.infer<typeof environmentSchema>): { readonly mail?: MailSettings } {
  const { LEMNISCATE_SMTP_HOST: host, LEMNISCATE_SMTP_USER: user } = env;
  if (host === undefined) return {};
  const password = env.LEMNISCATE_SMTP_PASSWORD;
  return {
    mail: {
      host,
      port: env.LEMNISCATE_SMTP_PORT,
      tls: env.LEMNISCATE_SMTP_TLS,
      ...(user === undefined ? {} : { user }),
      ...(password === undefined ? {} : { password }),
      from: env.LEMNISCATE_MAIL_FROM,
    },
  };
}
