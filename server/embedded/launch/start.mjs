import { parseArgs } from 'node:util';
import { runProduct } from '../supervisor/run-product.mjs';
import { ensureBuilt } from './build-product.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { createProgress } from './progress.mjs';
import { projectFolder } from './project-folder.mjs';
import { runScript } from './run-script.mjs';
import { formatWelcome, readDemoPeople } from './welcome.mjs';

await runScript(async () => {
  const { values: flags } = parseArgs({
    allowNegative: true,
    options: {
      demo: { type: 'boolean', default: true },
      build: { type: 'boolean', default: true },
      'until-stdin-ends': { type: 'boolean', default: false },
    },
  });
  if (flags['until-stdin-ends']) stopWhenStdinEnds();
  const progress = createProgress();
  await ensureDependencies(projectFolder, progress);
  if (flags.build) await ensureBuilt(projectFolder, progress);
  await runProduct({
    projectFolder,
    env: process.env,
    isDemo: flags.demo,
    progress,
    onReady: async (urls, dataFolder) => {
      const people = flags.demo ? await readDemoPeople(projectFolder) : [];
      progress.say(formatWelcome(urls, dataFolder, people));
    },
  });
  progress.say('Stopped.');
  return 0;
});

/** For a parent that holds the other end of a pipe: however it dies, nothing of this outlives it. */
function stopWhenStdinEnds() {
  process.stdin.on('end', () => process.kill(process.pid, 'SIGTERM'));
  process.stdin.resume();
  Reflect.get(process.stdin, 'unref')?.call(process.stdin);
}
