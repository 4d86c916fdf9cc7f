import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, type BundleOptions, type Logger } from '@temporalio/worker';
import { payloadConverterPath } from './payloads/data-converter.js';

/** Where the build leaves the bundle: beside the compiled entry. */
export const workflowBundlePath = fileURLToPath(new URL('./workflow-bundle.js', import.meta.url));

/**
 * Bundles the workflow, the engine and nothing else: parser, schemas and activities stay outside.
 *
 * The engine and the payload converter are preloaded, so that all instances on a worker share one copy of
 * their code and of each program.
 */
export async function bundleWorkflows(fileEnding: '.js' | '.ts', logger: Logger): Promise<string> {
  const pathOf = (module: string): string =>
    fileURLToPath(new URL(module + fileEnding, import.meta.url));
  const options: BundleOptions = {
    workflowsPath: pathOf('./index'),
    payloadConverterPath: payloadConverterPath + fileEnding,
    preloadModules: [pathOf('../engine/index'), payloadConverterPath + fileEnding],
    logger,
  };
  const { code } = await bundleWorkflowCode(options);
  return code;
}
