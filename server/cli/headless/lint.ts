import { type Callable, listCallable } from '../../../engine/dmn/index.js';
import { findSoundnessProblems } from '../../../engine/verification/index.js';
import { readCommandLine } from './command-line.js';
import { type CompiledFile, compileFiles, type FileProblem, isError } from './compile-files.js';
import type { CommandResult } from './command-result.js';
import { indexLines } from './index-lines.js';
import { readText } from './read-text.js';

/** Every problem of files that shall be deployed together. */
export async function lint(args: readonly string[]): Promise<CommandResult> {
  const { files } = readCommandLine(args, {});
  const compiled = (await compileFiles(files)).map((each) => ({
    ...each,
    problems: [...each.problems, ...findUnsound(each)],
  }));
  const problems = compiled.flatMap((each) => each.problems);
  const isDeployable = !problems.some(isError);
  return {
    exitCode: isDeployable ? 0 : 1,
    document: { deployable: isDeployable, files: compiled.map(describeFile), problems },
  };
}

/** What nobody is kept from deploying. */
function findUnsound({ file, programs, problems }: CompiledFile): readonly FileProblem[] {
  if (programs.length === 0 || problems.some(isError)) return [];
  const found = programs.flatMap((program) => findSoundnessProblems(program, problems));
  const lines = found.length === 0 ? new Map<string, number>() : indexLines(readText(file));
  return found.map((problem) => {
    const line = lines.get(problem.elementId);
    return { file, ...(line === undefined ? {} : { line }), ...problem };
  });
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
