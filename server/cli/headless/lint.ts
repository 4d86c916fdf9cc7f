import { type Callable, listCallable } from '../../../engine/dmn/index.js';
import { readCommandLine } from './command-line.js';
import { type CompiledFile, compileFiles, isError } from './compile-files.js';
import type { CommandResult } from './command-result.js';

/** Every problem of files that shall be deployed together. */
export async function lint(args: readonly string[]): Promise<CommandResult> {
  const { files } = readCommandLine(args, {});
  const compiled = await compileFiles(files);
  const problems = compiled.flatMap((each) => each.problems);
  const isDeployable = !problems.some(isError);
  return {
    exitCode: isDeployable ? 0 : 1,
    document: { deployable: isDeployable, files: compiled.map(describeFile), problems },
  };
}

function describeFile({ file, programs, decisions, problems }: CompiledFile): object {
  const errors = problems.filter(isError).length;
  return {
    file,
    processes: programs.map(({ processId }) => processId),
    ...(decisions.length === 0
      ? {}
      : { decisions: decisions.flatMap((model) => listCallable(model).map(idOf)) }),
    errors,
    warnings: problems.length - errors,
  };
}

function idOf({ decisionId }: Callable): string {
  return decisionId;
}
