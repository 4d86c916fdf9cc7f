import { loadModule, useWorld } from './interpreter.mjs';
import { prelude } from './prelude.mjs';

/**
 * @typedef {import('../protocol/scripts.js').RunScriptNow} RunScriptNow
 * @typedef {import('../protocol/job-outcome.js').ScriptOutcome} ScriptOutcome
 * @typedef {import('quickjs-emscripten-core').QuickJSContext} Context
 * @typedef {import('quickjs-emscripten-core').QuickJSHandle} Handle
 */

/**
 * What one script may use. An interrupt comes after a fixed amount of work, so that the limit of time does not depend on
 * the machine. What QuickJS does inside one of its own functions is not interrupted: where that matters, run it in a thread.
 *
 * @typedef {object} ScriptLimits
 * @property {number} memoryBytes
 * @property {number} stackBytes
 * @property {number} interrupts
 * @property {number} resultCharacters
 */

/** @type {ScriptLimits} */
export const defaultScriptLimits = {
  memoryBytes: 16 * 1024 * 1024,
  stackBytes: 256 * 1024,
  interrupts: 1_000,
  resultCharacters: 256 * 1024,
};

/** Name of the script in stacks of errors. */
const fileName = 'script.js';

/**
 * Loads QuickJS, once; every script runs in a world of its own. Should QuickJS itself break, that is a failure of the
 * script, and `tellBroken` is called: from then on every script fails, and whoever can loads another runner.
 *
 * @param {ScriptLimits} [limits]
 * @param {() => void} [tellBroken]
 * @returns {Promise<RunScriptNow>}
 */
export function loadScriptRunner(limits = defaultScriptLimits, tellBroken = () => undefined) {
  return loadModule(limits).then((quickJs) => (request) => {
    try {
      return useWorld(quickJs, limits, (context) => runIn(context, request, limits));
    } catch (error) {
      tellBroken();
      return { type: 'failed', message: `Expected the script to end well but ${sayBroken(error)}` };
    }
  });
}

/**
 * Tells why scripts cannot be run, without running them.
 *
 * @param {ScriptLimits} [limits]
 * @returns {Promise<(script: string) => string | undefined>}
 */
export function loadScriptChecker(limits = defaultScriptLimits) {
  return loadModule(limits).then((quickJs) => (script) => {
    try {
      return useWorld(quickJs, limits, (context) => findProblem(context, script));
    } catch (error) {
      return sayBroken(error);
    }
  });
}

/** @param {unknown} error */
function sayBroken(error) {
  return `it broke its interpreter: ${error instanceof Error ? error.message : String(error)}`;
}

/** @type {{ type: 'global', strict: true }} */
const asScript = { type: 'global', strict: true };

/**
 * @param {Context} context
 * @param {string} script
 */
function findProblem(context, script) {
  const read = context.evalCode(script, fileName, { ...asScript, compileOnly: true });
  if (read.error) return explainError(context, read.error);
  read.value.dispose();
  return undefined;
}

/**
 * A script reckons with JavaScript's numbers: a fraction of more digits becomes the nearest one. What it could not reckon with, such as
 * dates and larger whole numbers, stays tagged.
 *
 * @param {import('../protocol/json.js').Variables} variables
 */
function writeVariables(variables) {
  const text = JSON.stringify(variables);
  return text.includes('"@feel":"number"') ? JSON.stringify(variables, toScriptNumber) : text;
}

/**
 * @param {string} _key
 * @param {unknown} value
 */
function toScriptNumber(_key, value) {
  if (typeof value !== 'object' || value === null || !('@feel' in value)) return value;
  const text = value['@feel'] === 'number' && 'value' in value ? value.value : undefined;
  return typeof text === 'string' && /^-?\d*\.\d+$/.test(text) ? Number(text) : value;
}

/**
 * Whatever is taken out of the context must be given back before the context ends.
 *
 * @param {Context} context
 * @param {import('../protocol/scripts.js').ScriptRequest} request
 * @param {ScriptLimits} limits
 * @returns {ScriptOutcome}
 */
function runIn(context, { script, variables }, limits) {
  const prepared = context.evalCode(prelude, 'prelude.js', { type: 'global' });
  if (prepared.error) return failed(context, prepared.error);
  const tools = prepared.value;
  try {
    const taken = callTool(context, tools, 'takeIn', context.newString(writeVariables(variables)));
    if (taken.error) return failed(context, taken.error);
    taken.value.dispose();
    const ended = context.evalCode(script, fileName, asScript);
    if (ended.error) return thrown(context, tools, ended.error);
    return written(context, tools, ended.value, limits);
  } finally {
    tools.dispose();
  }
}

/**
 * Calls one of the prelude's tools; the argument is given back.
 *
 * @param {Context} context
 * @param {Handle} tools
 * @param {string} name
 * @param {Handle} argument
 */
function callTool(context, tools, name, argument) {
  const tool = context.getProp(tools, name);
  const result = context.callFunction(tool, context.undefined, argument);
  tool.dispose();
  argument.dispose();
  return result;
}

/**
 * The value of the script as JSON.
 *
 * @param {Context} context
 * @param {Handle} tools
 * @param {Handle} value
 * @param {ScriptLimits} limits
 * @returns {ScriptOutcome}
 */
function written(context, tools, value, { resultCharacters }) {
  const result = callTool(context, tools, 'write', value);
  if (result.error) return failed(context, result.error);
  const text = result.value.consume((handle) => context.getString(handle));
  if (text.length <= resultCharacters) return { type: 'completed', value: JSON.parse(text) };
  const message = `Expected a result of at most ${resultCharacters} characters but got ${text.length}`;
  return { type: 'failed', message };
}

/**
 * A BPMN error that the script has thrown, or a failure.
 *
 * @param {Context} context
 * @param {Handle} tools
 * @param {Handle} error
 * @returns {ScriptOutcome}
 */
function thrown(context, tools, error) {
  const described = callTool(context, tools, 'describe', error.dup());
  if (described.error) {
    error.dispose();
    return failed(context, described.error);
  }
  const text = described.value.consume((value) => context.getString(value));
  /** @type {{ errorCode: string, message: string, variables: import('../protocol/json.js').Variables } | null} */
  const bpmnError = JSON.parse(text);
  if (bpmnError === null) return failed(context, error);
  error.dispose();
  return { type: 'error', ...bpmnError };
}

/**
 * @param {Context} context
 * @param {Handle} error
 * @returns {ScriptOutcome}
 */
function failed(context, error) {
  const message = `Expected the script to end well but ${explainError(context, error)}`;
  return { type: 'failed', message };
}

/**
 * Where and why, as half a sentence; the error is given back.
 *
 * @param {Context} context
 * @param {Handle} error
 */
function explainError(context, error) {
  /** @type {unknown} */
  const dumped = context.dump(error);
  // A promise is given back by what looks into it.
  if (error.alive) error.dispose();
  const { name, message, stack } = readError(dumped);
  const line = /script\.js:(\d+)/.exec(stack)?.[1];
  const place = line === undefined ? '' : `at line ${line}: `;
  return `${place}${explain(name, message)}`;
}

/**
 * @param {unknown} dumped
 * @returns {{ name: string, message: string, stack: string }}
 */
function readError(dumped) {
  // When not even an error fits into the memory any more, null is thrown instead.
  if (dumped === null)
    return { name: '', message: 'it needs too much memory, or has thrown null', stack: '' };
  if (typeof dumped !== 'object')
    return { name: '', message: `it has thrown ${sayPlain(dumped)}`, stack: '' };
  const { name, message, stack } = /** @type {Record<string, unknown>} */ (dumped);
  return {
    name: typeof name === 'string' ? name : '',
    message: typeof message === 'string' ? message : `it has thrown ${JSON.stringify(dumped)}`,
    stack: typeof stack === 'string' ? stack : '',
  };
}

/**
 * What is no object: JSON has no word for some of it.
 *
 * @param {unknown} value
 */
function sayPlain(value) {
  if (value === undefined) return 'nothing';
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}

/**
 * @param {string} name
 * @param {string} message
 */
function explain(name, message) {
  if (name !== 'InternalError') return name === '' ? message : `${name}: ${message}`;
  if (message === 'interrupted') return 'it takes too long';
  if (message === 'out of memory') return 'it needs too much memory';
  if (message === 'stack overflow') return 'it calls itself too deeply';
  return message;
}
