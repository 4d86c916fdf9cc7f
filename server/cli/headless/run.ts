import type { Program, RunScriptNow } from '../../../engine/index.js';
import { advanceToEnd } from './advance-clock.js';
import type { CommandResult } from './command-result.js';
import { type CompiledFile, compileFiles, isError } from './compile-files.js';
import { CommandError } from './errors.js';
import { performStep } from './perform-step.js';
import { writeReport } from './report.js';
import { readRunArguments, type RunArguments } from './run-arguments.js';
import type { ScriptStep } from './script.js';
import type { ScriptsInThread } from './scripts-in-thread.js';
import { createSession, type Session } from './session.js';
import type { Refusal, RefusedStep } from './stimulus.js';

/** Executes a process with what a script says. */
export async function run(args: readonly string[]): Promise<CommandResult> {
  const asked = readRunArguments(args);
  const compiled = await compile(asked);
  const programs = compiled.flatMap((each) => each.programs);
  const decisions = compiled.flatMap((each) => each.decisions);
  const program = chooseProgram(programs, asked);
  checkElements(programs, asked);
  const runScript = await prepareScripts(programs);
  return execute(createSession({ programs, decisions, runScript }, asked), program, asked);
}

function execute(session: Session, program: Program, asked: RunArguments): CommandResult {
  begin(session, program, asked);
  const refusals = followScript(session, asked.script.steps);
  const isEndless = asked.until === 'end' && !advanceToEnd(session);
  const isLimited = isEndless || session.isAtLimit();
  const document = writeReport(session, { asked, refusals, isLimited });
  const isUnfit = refusals.length > 0 || isLimited;
  return { exitCode: asked.isStrict && isUnfit ? 1 : 0, document };
}

async function compile({ files }: RunArguments): Promise<readonly CompiledFile[]> {
  const compiled = await compileFiles(files);
  const problems = compiled.flatMap((each) => each.problems).filter(isError);
  if (problems.length === 0) return compiled;
  const message = `Expected models that can be deployed but they have ${problems.length} error(s)`;
  // Problems are JSON; their interface lacks the index signature that says so.
  const listed = JSON.parse(JSON.stringify(problems)) as CommandError['details'][string];
  throw new CommandError('modelRefused', message, { problems: listed });
}

/** Begun with the first script, and kept for further runs of this process, which it does not keep alive. */
let scripts: ScriptsInThread | undefined;

/** Only models with JavaScript have to wait until it is loaded. */
async function prepareScripts(programs: readonly Program[]): Promise<RunScriptNow | undefined> {
  const hasScript = programs.some(({ elements }) =>
    elements.some(({ attributes }) => 'javascript' in attributes),
  );
  if (!hasScript) return undefined;
  const { createScriptsInThread } = await import('./scripts-in-thread.js');
  scripts ??= createScriptsInThread();
  return scripts.run;
}

function chooseProgram(
  programs: readonly Program[],
  { processId, startEvent }: RunArguments,
): Program {
  const [first] = programs;
  const program =
    processId === undefined ? first : programs.find((each) => each.processId === processId);
  if (program === undefined) {
    const known = programs.map((each) => `'${each.processId}'`).join(', ');
    const message =
      first === undefined
        ? 'Expected an executable process but the models only draw some: isExecutable="true" says that one is meant to be executed'
        : `Expected a process of the models but '${processId ?? ''}' is none: ${known}`;
    throw new CommandError('processUnknown', message, { argument: 'process' });
  }
  const isStart = program.startEvents.some(({ elementId }) => elementId === startEvent);
  if (startEvent === undefined || isStart) return program;
  const message = `Expected a start event of '${program.processId}' but '${startEvent}' is none`;
  throw new CommandError('argumentInvalid', message, { argument: 'start-event' });
}

/** An element that no model has is a slip of the pen; what a known one is not doing just now is for the run to tell. */
function checkElements(programs: readonly Program[], { script }: RunArguments): void {
  const known = new Set(programs.flatMap(({ elements }) => elements.map(({ id }) => id)));
  script.steps.forEach((step, index) => {
    const element = 'element' in step ? step.element : undefined;
    if (element === undefined || known.has(element)) return;
    const message = `Expected an element of the models in step ${index} but '${element}' is none`;
    throw new CommandError('scriptInvalid', message, { step: index, element });
  });
}

/** A process that only messages, signals or timers begin is left to the script. */
function begin(session: Session, program: Program, asked: RunArguments): void {
  const { processId, startEvents } = program;
  const { startEvent, businessKey, variables } = asked;
  const canBegin = startEvents.some(({ kind }) => kind === 'none');
  if (startEvent === undefined && !canBegin) return;
  session.carryOut(() => {
    session.driver.start({
      processId,
      variables,
      actor: session.actor,
      ...(startEvent === undefined ? {} : { startElementId: startEvent }),
      ...(businessKey === undefined ? {} : { businessKey }),
    });
  });
}

function followScript(session: Session, steps: readonly ScriptStep[]): readonly RefusedStep[] {
  const refusals: RefusedStep[] = [];
  for (const [index, step] of steps.entries()) {
    let refusal: Refusal | undefined;
    const isGoingOn = session.carryOut(() => {
      refusal = judge(step, performStep(session, step, index));
    });
    if (refusal !== undefined) refusals.push({ step: index, do: step.do, ...refusal });
    if (!isGoingOn) break;
  }
  return refusals;
}

/** A refusal that the script expects is as good as none; one that it expects in vain is one. */
function judge({ refused }: ScriptStep, refusal: Refusal | undefined): Refusal | undefined {
  if (refused === refusal?.code) return undefined;
  if (refusal !== undefined) return { code: refusal.code, message: refusal.message };
  return {
    code: 'notRefused',
    message: `Expected the refusal '${refused ?? ''}' but the step was applied`,
  };
}
