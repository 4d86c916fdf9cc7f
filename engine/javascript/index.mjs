import quickJsVariant from '@jitl/quickjs-singlefile-cjs-release-sync';
import { newQuickJSWASMModuleFromVariant, newVariant } from 'quickjs-emscripten-core';
import { prelude } from './prelude.mjs';

/**
 * @typedef {import('../protocol/scripts.js').RunScriptNow} RunScriptNow
 * @typedef {import('../protocol/job-outcome.js').ScriptOutcome} ScriptOutcome
 * @typedef {import('quickjs-emscripten-core').QuickJSContext} Context
 * @typedef {import('quickjs-emscripten-core').QuickJSHandle} Handle
 * @typedef {import('quickjs-emscripten-core').QuickJSSyncVariant} Variant
 * @typedef {{ WebAssembly: { Memory: new (pages: { initial: number, maximum: number }) => object } }} WasmGlobal
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
 * The language and nothing else: no clock, nothing of a host. Promises are there because QuickJS breaks on asynchronous
 * functions without them; nothing ever settles one, and the prelude takes their name away.
 */
const intrinsics = {
  BaseObjects: true,
  Eval: true,
  StringNormalize: true,
  RegExp: true,
  JSON: true,
  Proxy: true,
  MapSet: true,
  TypedArrays: true,
  Promise: true,
};

/**
 * Loads QuickJS, once; every script runs in a world of its own. Should QuickJS itself break, that is a failure of the
 * script, and `tellBroken` is called: from then on every script fails, and whoever can loads another runner.
 *
 * @param {ScriptLimits} [limits]
 * @param {() => void} [tellBroken]
 * @returns {Promise<RunScriptNow>}
 */
export function loadScriptRunner(limits = defaultScriptLimits, tellBroken = () => undefined) {
  const wasmMemory = createMemory(limits.memoryBytes);
  const variant = newVariant(readVariant(), { wasmMemory });
  return newQuickJSWASMModuleFromVariant(variant).then((quickJs) => (request) => {
    try {
      return runOnce(quickJs, request, limits);
    } catch (error) {
      tellBroken();
      const reason = error instanceof Error ? error.message : String(error);
      const message = `Expected the script to end well but it broke its interpreter: ${reason}`;
      return { type: 'failed', message };
    }
  });
}

/**
 * @param {import('quickjs-emscripten-core').QuickJSWASMModule} quickJs
 * @param {import('../protocol/scripts.js').ScriptRequest} request
 * @param {ScriptLimits} limits
 * @returns {ScriptOutcome}
 */
function runOnce(quickJs, request, limits) {
  const runtime = quickJs.newRuntime();
  runtime.setMemoryLimit(limits.memoryBytes);
  runtime.setMaxStackSize(limits.stackBytes);
  let left = limits.interrupts;
  runtime.setInterruptHandler(() => (left -= 1) < 0);
  const context = runtime.newContext({ intrinsics });
  try {
    return runIn(context, request, limits);
  } finally {
    context.dispose();
    runtime.dispose();
  }
}

const pageBytes = 64 * 1024;
/** What the module needs before any script, in pages. */
const initialPages = 256;

/**
 * The whole memory of the module. QuickJS counts its blocks but not their sizes, so this is what really limits a script.
 *
 * @param {number} memoryBytes
 * @returns {import('quickjs-emscripten-core').CustomizeVariantOptions['wasmMemory']}
 */
function createMemory(memoryBytes) {
  const { WebAssembly: wasm } = /** @type {WasmGlobal} */ (/** @type {unknown} */ (globalThis));
  const maximum = initialPages + Math.ceil(memoryBytes / pageBytes);
  return new wasm.Memory({ initial: initialPages, maximum });
}

/**
 * A module of the older kind: what it exports is one level further down when a module of the newer kind imports it.
 *
 * @returns {Variant}
 */
function readVariant() {
  /** @type {unknown} */
  const imported = quickJsVariant;
  const isWrapped = typeof imported === 'object' && imported !== null && 'default' in imported;
  return /** @type {Variant} */ (isWrapped ? imported.default : imported);
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
    const taken = callTool(context, tools, 'takeIn', context.newString(JSON.stringify(variables)));
    if (taken.error) return failed(context, taken.error);
    taken.value.dispose();
    const ended = context.evalCode(script, fileName, { type: 'global', strict: true });
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
  /** @type {unknown} */
  const dumped = context.dump(error);
  // A promise is given back by what looks into it.
  if (error.alive) error.dispose();
  const { name, message, stack } = readError(dumped);
  const line = /script\.js:(\d+)/.exec(stack)?.[1];
  const place = line === undefined ? '' : ` at line ${line}`;
  return {
    type: 'failed',
    message: `Expected the script to end well but${place}: ${explain(name, message)}`,
  };
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
