import type { Program } from '../../../engine/index.js';
import {
  describeFinding,
  type SoundnessFinding,
  type SoundnessReport,
  verifySoundness,
} from '../../../engine/verification/index.js';
import { readCommandLine, readCount } from './command-line.js';
import type { CommandResult } from './command-result.js';
import { compileFiles, isError } from './compile-files.js';
import { CommandError } from './errors.js';
import { indexLines } from './index-lines.js';
import { readText } from './read-text.js';

/** A process of one of the files, with what was found. */
interface Verified {
  readonly file: string;
  readonly program: Program;
  readonly report: SoundnessReport;
}

/** Whether the processes of models can always come to their end. */
export async function verify(args: readonly string[]): Promise<CommandResult> {
  const line = readCommandLine(args, { 'max-states': { type: 'string' } });
  const maxStates = readCount(line, 'max-states');
  const limit = maxStates === undefined ? {} : { maxStates };
  const compiled = await compileFiles(line.files);
  const problem = compiled.flatMap(({ problems }) => problems).find(isError);
  if (problem !== undefined) {
    const { message, file, rule, elementId, line: at } = problem;
    const details = { file, rule, ...(elementId && { elementId }), ...(at && { line: at }) };
    throw new CommandError('modelRefused', message, details);
  }
  const verified = compiled.flatMap(({ file, programs }) =>
    programs.map((program) => ({ file, program, report: verifySoundness(program, limit) })),
  );
  const isUnsound = verified.some(({ report }) => report.verdict === 'unsound');
  return {
    exitCode: isUnsound ? 1 : 0,
    document: { processes: verified.map(describe), warnings: verified.flatMap(warn) },
  };
}

function describe({ file, program, report }: Verified): object {
  const lines = indexLines(readText(file));
  const { verdict, method, statesVisited, findings } = report;
  return {
    file,
    processId: program.processId,
    name: program.name,
    verdict,
    method,
    statesVisited,
    findings: findings.map((finding) => describeOne(program, finding, lines)),
  };
}

function describeOne(
  program: Program,
  finding: SoundnessFinding,
  lines: ReadonlyMap<string, number>,
): object {
  const { kind, variant, scopeId, elementIds, flowIds, counterexample, repeatedSteps } = finding;
  return {
    kind,
    variant,
    message: describeFinding(program, finding),
    scopeId,
    elements: elementIds.map((elementId) => {
      const name = program.elements.find(({ id }) => id === elementId)?.name ?? '';
      const line = lines.get(elementId);
      return {
        elementId,
        ...(name === '' ? {} : { name }),
        ...(line === undefined ? {} : { line }),
      };
    }),
    flowIds,
    ...(counterexample === undefined ? {} : { counterexample }),
    ...(repeatedSteps === undefined ? {} : { repeatedSteps }),
  };
}

/** Neither sound nor unsound: there was more to look at than was allowed. */
function warn({ file, program, report }: Verified): readonly object[] {
  if (report.verdict !== 'undecided') return [];
  const { statesVisited } = report;
  const message = `Expected a verdict on '${program.processId}' but ${statesVisited} states were not enough for one`;
  return [{ file, processId: program.processId, code: 'undecided', message }];
}
