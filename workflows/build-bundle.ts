import { writeFile } from 'node:fs/promises';
import { DefaultLogger } from '@temporalio/worker';
import { bundleWorkflows, workflowBundlePath } from './bundle-workflows.js';

/** Script of the build: run compiled, after the compiler. */
const code = await bundleWorkflows('.js', new DefaultLogger('WARN'));
await writeFile(workflowBundlePath, code);
console.log(`workflow bundle: ${Math.round(code.length / 1024)} KB`);
