import quickJsVariant from '@jitl/quickjs-singlefile-cjs-release-sync';
import { newQuickJSWASMModuleFromVariant, newVariant } from 'quickjs-emscripten-core';

/**
 * @typedef {import('./index.mjs').ScriptLimits} ScriptLimits
 * @typedef {import('quickjs-emscripten-core').QuickJSContext} Context
 * @typedef {import('quickjs-emscripten-core').QuickJSSyncVariant} Variant
 * @typedef {{ WebAssembly: { Memory: new (pages: { initial: number, maximum: number }) => object } }} WasmGlobal
 */

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

/** @param {ScriptLimits} limits */
export function loadModule({ memoryBytes }) {
  const variant = newVariant(readVariant(), { wasmMemory: createMemory(memoryBytes) });
  return newQuickJSWASMModuleFromVariant(variant);
}

/**
 * Does something in a new world, which ends with it.
 *
 * @template Result
 * @param {import('quickjs-emscripten-core').QuickJSWASMModule} quickJs
 * @param {ScriptLimits} limits
 * @param {(context: Context) => Result} use
 */
export function useWorld(quickJs, { memoryBytes, stackBytes, interrupts }, use) {
  const runtime = quickJs.newRuntime();
  runtime.setMemoryLimit(memoryBytes);
  runtime.setMaxStackSize(stackBytes);
  let left = interrupts;
  runtime.setInterruptHandler(() => (left -= 1) < 0);
  const context = runtime.newContext({ intrinsics });
  try {
    return use(context);
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
