import { ensureBuilt } from './build-product.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { createProgress } from './progress.mjs';
import { projectFolder } from './project-folder.mjs';
import { runScript } from './run-script.mjs';

await runScript(async () => {
  const progress = createProgress();
  await ensureDependencies(projectFolder, progress);
  await ensureBuilt(projectFolder, progress);
  progress.say('The build is up to date.');
  return 0;
});
