import { compileDmn, type Problem } from '../../../engine/dmn/parser/index.js';
import {
  type DecisionModel,
  type EvaluationTarget,
  findTarget,
} from '../../../engine/dmn/index.js';
import { CommandError } from './errors.js';
import { readText } from './read-text.js';

interface FileProblem extends Problem {
  readonly file: string;
  readonly line?: number;
}

export interface DecisionFiles {
  /** The first file. */
  readonly main: DecisionModel;
  /** The first file in which there is such an element; the main one if there is none. */
  readonly modelFor: (target: EvaluationTarget) => DecisionModel;
  readonly problems: readonly FileProblem[];
}

/** Compiles each file with the others to import. Problems of the model do not stop its evaluation. */
export async function compileDecisions(files: readonly string[]): Promise<DecisionFiles> {
  const texts = files.map(readText);
  const models: DecisionModel[] = [];
  const problems: FileProblem[] = [];
  for (const [index, file] of files.entries()) {
    const imports = texts.filter((_text, other) => other !== index);
    const compiled = await compileDmn(texts[index] ?? '', { imports });
    if (compiled.model === undefined) throw unreadable(file, compiled.problems[0]);
    models.push(compiled.model);
    if (index === 0) problems.push(...compiled.problems.map((problem) => inFile(file, problem)));
  }
  const [main] = models;
  if (main === undefined) throw new CommandError('argumentInvalid', 'Expected a DMN file');
  return {
    main,
    modelFor: (target) => models.find((model) => findTarget(model, target) !== undefined) ?? main,
    problems,
  };
}

function inFile(file: string, { params, ...problem }: Problem): FileProblem {
  const { line, ...rest } = params;
  return { file, ...(typeof line === 'number' ? { line } : {}), ...problem, params: rest };
}

function unreadable(file: string, problem: Problem | undefined): CommandError {
  const { message = 'Expected DMN', rule = 'notDmn', params = {} } = problem ?? {};
  return new CommandError('modelUnreadable', message, { file, rule, ...params });
}
