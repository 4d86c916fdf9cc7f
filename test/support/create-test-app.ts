import supertest from 'supertest';
import type TestAgent from 'supertest/lib/agent.js';
import type { Session } from '../../server/contract/index.js';
import { readConfig, type Config } from '../../server/config.js';
import { createLogger } from '../../server/create-logger.js';
import type { Services } from '../../server/create-services.js';
import { startServer } from '../../server/start-server.js';
import { startWorker, type RunningWorker } from '../../server/start-worker.js';
import { testMongoUri } from './embedded-mongo.js';
import { createTaskQueueName, testTemporalAddress } from './embedded-temporal.js';
import { testWorkflowBundle } from './temporal-bundle.js';

export interface TestAppOptions {
  /** Starts a worker too, so that instances run. */
  readonly hasWorker?: boolean;
  readonly environment?: Readonly<Record<string, string>>;
  /** The clock of the server. */
  readonly now?: () => Date;
}

export interface TestApp {
  readonly config: Config;
  readonly services: Services;
  readonly url: string;
  /** Logs a demo person in. */
  logIn(username: string): Promise<TestClient>;
  /** Somebody without a session. */
  stranger(): TestClient;
  startWorker(): Promise<void>;
  stopWorker(): Promise<void>;
  stop(): Promise<void>;
}

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

export interface TestAnswer<Body = Record<string, never>> {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Body;
  readonly text: string;
}

/** A browser with cookies that sends the token of its session. */
export class TestClient {
  constructor(
    readonly agent: TestAgent,
    readonly session: Session | undefined,
    readonly cookie: string,
  ) {}

  // The caller says what it expects of the body; a wrong expectation fails its assertions.
  async send<Body = Record<string, never>>(
    method: Method,
    path: string,
    body?: object,
    headers: Record<string, string> = {},
  ): Promise<TestAnswer<Body>> {
    const request = this.agent[method](path).set({
      'x-csrf-token': this.session?.csrfToken ?? '',
      ...headers,
    });
    const answer = await (body === undefined ? request : request.send(body));
    return {
      status: answer.status,
      headers: answer.headers,
      body: answer.body as Body,
      text: answer.text,
    };
  }

  get<Body = Record<string, never>>(path: string): Promise<TestAnswer<Body>> {
    return this.send<Body>('get', path);
  }

  post<Body = Record<string, never>>(path: string, body: object = {}): Promise<TestAnswer<Body>> {
    return this.send<Body>('post', path, body);
  }
}

const DEMO_PASSWORD = (username: string): string => `${username}-demo-1`;

/** The real server on a database and a task queue of its own. */
export async function createTestApp(options: TestAppOptions = {}): Promise<TestApp> {
  const config = readConfig({
    PORT: '0',
    MONGODB_URI: testMongoUri(),
    TEMPORAL_ADDRESS: testTemporalAddress(),
    TEMPORAL_UI_URL: 'http://temporal.example',
    LEMNISCATE_TASK_QUEUE: createTaskQueueName(),
    LEMNISCATE_DEMO: '1',
    LEMNISCATE_LOG_LEVEL: process.env['LEMNISCATE_LOG_LEVEL'] ?? 'silent',
    ...options.environment,
  });
  const logger = createLogger(config.logLevel);
  const server = await startServer({ config, logger, ...(options.now && { now: options.now }) });
  let worker: RunningWorker | undefined;
  const startTestWorker = async (): Promise<void> => {
    worker = await startWorker({ config, logger, bundle: await testWorkflowBundle() });
  };
  if (options.hasWorker === true) await startTestWorker();
  return {
    config,
    services: server.services,
    url: server.url,
    logIn: (username) => logIn(server.url, username, DEMO_PASSWORD(username)),
    stranger: () => new TestClient(supertest.agent(server.url), undefined, ''),
    startWorker: startTestWorker,
    stopWorker: async () => {
      await worker?.stop();
      worker = undefined;
    },
    stop: async () => {
      await worker?.stop();
      await server.services.store.connection.dropDatabase();
      await server.stop();
    },
  };
}

export async function logIn(url: string, username: string, password: string): Promise<TestClient> {
  const agent = supertest.agent(url);
  const answer = await agent.post('/v2/session').send({ username, password });
  if (answer.status !== 200)
    throw new TypeError(`Expected '${username}' to log in, but got ${answer.text}`);
  const cookies = answer.headers['set-cookie'] as unknown as string[];
  return new TestClient(
    agent,
    answer.body as Session,
    cookies.map((cookie) => cookie.split(';')[0]).join('; '),
  );
}
