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

  server               serve the web application and the interfaces
  worker               carry out process instances
  projections rebuild  compute lists, inbox and counts anew from the facts
  projections check    compare them with the facts and change nothing

Both servers are named by the environment: MONGODB_URI, TEMPORAL_ADDRESS.`;

export async function runCli(
  args: readonly string[],
  environment: Environment,
): Promise<number | undefined> {
  const verb = verbs[args.join(' ')];
  if (!verb) {
    console.error(USAGE);
    return args.length === 0 || args[0] === '--help' ? 0 : 2;
  }
  return verb(environment);
}
