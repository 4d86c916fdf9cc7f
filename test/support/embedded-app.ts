import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { EmbeddedError } from '../../server/embedded/index.js';

const projectFolder = path.resolve(__dirname, '../..');
const startScript = path.join(projectFolder, 'server/embedded/launch/start.mjs');

export type AppProcess = 'mongod' | 'temporal' | 'worker' | 'server' | 'supervisor';

/** The whole product as `npm start` runs it, on a data folder of its own and on ports of its own. */
export interface EmbeddedApp {
  readonly dataDir: string;
  readonly baseUrl: string;
  readonly temporalAddress: string;
  readonly temporalUiUrl: string;
  readonly mongoUri: string;
  pidOf(name: AppProcess): Promise<number>;
  kill(name: AppProcess, signal?: NodeJS.Signals): Promise<void>;
  /** Starts it again on the same data, after it was stopped or its supervisor killed. */
  start(): Promise<void>;
  /** Stops it in order; the data stay. */
  halt(): Promise<void>;
  /** Stops it and removes a data folder that it made itself. */
  stop(): Promise<void>;
}

export interface EmbeddedAppOptions {
  readonly dataDir?: string;
  readonly isDemo?: boolean;
  readonly env?: Readonly<Record<string, string>>;
}

interface Launched {
  readonly process: ChildProcess;
  readonly ended: Promise<void>;
  output(): string;
}

export async function startEmbeddedApp(options: EmbeddedAppOptions = {}): Promise<EmbeddedApp> {
  requireBuild();
  const dataDir = options.dataDir ?? (await mkdtemp(path.join(tmpdir(), 'lemniscate-app-')));
  let launched = await launch(dataDir, options);
  const ports = await readJson<Record<string, number>>(path.join(dataDir, 'ports.json'));
  const halt = async (): Promise<void> => {
    launched.process.kill('SIGTERM');
    await launched.ended;
  };
  return {
    dataDir,
    baseUrl: `http://127.0.0.1:${ports['http']}`,
    temporalAddress: `127.0.0.1:${ports['temporalGrpc']}`,
    temporalUiUrl: `http://127.0.0.1:${ports['temporalUi']}`,
    mongoUri: `mongodb://127.0.0.1:${ports['mongodb']}/lemniscate?replicaSet=lemniscate`,
    pidOf: (name) => findPid(dataDir, name),
    async kill(name, signal = 'SIGKILL') {
      process.kill(await findPid(dataDir, name), signal);
      if (name === 'supervisor') await launched.ended;
    },
    async start() {
      launched = await launch(dataDir, options);
    },
    halt,
    async stop() {
      await halt();
      if (options.dataDir === undefined) await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function launch(
  dataDir: string,
  { isDemo = true, env = {} }: EmbeddedAppOptions,
): Promise<Launched> {
  const launched = spawnStart(dataDir, isDemo, env);
  while (!launched.output().includes('Lemniscate is ready.')) {
    const hasEnded = await Promise.race([launched.ended.then(() => true), pause(100)]);
    if (hasEnded) {
      throw new EmbeddedError(
        'APP_NOT_STARTED',
        `Expected the product to start, but:\n${launched.output()}`,
      );
    }
  }
  return launched;
}

function spawnStart(
  dataDir: string,
  isDemo: boolean,
  env: Readonly<Record<string, string>>,
): Launched {
  const flags = ['--no-build', '--until-stdin-ends', ...(isDemo ? [] : ['--no-demo'])];
  const { PORT: _port, MONGODB_URI: _uri, TEMPORAL_ADDRESS: _address, ...inherited } = process.env;
  const child = spawn(process.execPath, [startScript, ...flags], {
    cwd: projectFolder,
    env: { ...inherited, NODE_ENV: 'production', LEMNISCATE_DATA_DIR: dataDir, ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let output = '';
  const collect = (chunk: Buffer): void => {
    output += chunk.toString();
  };
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  return { process: child, ended, output: () => output };
}

async function findPid(dataDir: string, name: AppProcess): Promise<number> {
  if (name === 'supervisor') {
    return (await readJson<{ pid: number }>(path.join(dataDir, 'lock.json'))).pid;
  }
  const { children } = await readJson<{ children: { name: string; pid: number }[] }>(
    path.join(dataDir, 'run.json'),
  );
  const pid = children.find((child) => child.name === name)?.pid;
  if (pid !== undefined) return pid;
  throw new EmbeddedError(
    'CHILD_UNKNOWN',
    `Expected '${name}' in the run record, but it is not there.`,
  );
}

async function readJson<T>(file: string): Promise<T> {
  // The files are written by the supervisor under test, whose shape this accessor states.
  return JSON.parse(await readFile(file, 'utf8')) as T;
}

function pause(milliseconds: number): Promise<false> {
  return new Promise((resolve) => setTimeout(() => resolve(false), milliseconds));
}

function requireBuild(): void {
  if (existsSync(path.join(projectFolder, 'dist/server/main.js'))) return;
  throw new EmbeddedError(
    'NOT_BUILT',
    "Expected the product to be built, but 'dist' has no server: npm run build.",
  );
}
