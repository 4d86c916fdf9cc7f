import { rebuildProjections } from './rebuild-projections.js';
import { checkProjections } from './check-projections.js';

type Environment = Readonly<Record<string, string | undefined>>;
/** Gives the exit code; `undefined` for a process that runs until it is told to stop. */
type Verb = (environment: Environment) => Promise<number | undefined>;

const verbs: Readonly<Record<string, Verb>> = {
  server: () => import('../main.js').then(() => undefined),
  worker: () => import('../worker.js').then(() => undefined),
  'projections rebuild': rebuildProjections,
  'projections check': checkProjections,
};

const USAGE = `lemniscate <command>

  run MODEL…           execute a process without any server, and print what happened
  lint FILE…           tell every problem of models
  feel EXPRESSION      evaluate an expression
  server               serve the web application and the interfaces
  worker               carry out process instances
  projections rebuild  compute lists, inbox and counts anew from the facts
  projections check    compare them with the facts and change nothing

\`lemniscate run --help\` tells more. Servers are named by the environment: MONGODB_URI, TEMPORAL_ADDRESS.`;

export async function runCli(
  args: readonly string[],
  environment: Environment,
): Promise<number | undefined> {
  const name = args.join(' ');
  const verb = Object.hasOwn(verbs, name) ? verbs[name] : undefined;
  if (verb) return verb(environment);
  if (args.length === 0 || args[0] === '--help') {
    console.error(USAGE);
    return 0;
  }
  const message = `Expected a command but there is no '${name}'`;
  const error = { code: 'argumentInvalid', message };
  console.log(JSON.stringify({ formatVersion: 1, error }, undefined, 2));
  return 2;
}
