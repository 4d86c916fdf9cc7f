/**
 * Runs inside QuickJS before every script, whose world it prepares: random and promises are gone, `BpmnError` and `variables` are there.
 * Its value are the tools that read what the script leaves behind; they are out of the script's reach.
 */
export const prelude = String.raw`
(() => {
  'use strict';
  const { parse, stringify } = JSON;
  const { isArray } = Array;
  const { defineProperty, keys, getPrototypeOf } = Object;
  const { isFinite } = Number;
  const ObjectPrototype = Object.prototype;
  const Fault = TypeError;
  const Text = String;
  delete Math.random;
  delete globalThis.Promise;

  class BpmnError extends Error {
    constructor(errorCode, message, variables) {
      super(message === undefined ? '' : Text(message));
      this.errorCode = Text(errorCode);
      this.variables = variables === undefined ? {} : variables;
    }
  }
  defineProperty(BpmnError.prototype, 'name', { value: 'BpmnError' });
  defineProperty(globalThis, 'BpmnError', { value: BpmnError });

  function refuse(path, what) {
    throw new Fault('Expected a result that JSON can say but ' + path + ' is ' + what);
  }

  function copy(value, path, depth) {
    if (depth > 100) refuse(path, 'nested too deeply');
    if (value === undefined || value === null) return null;
    const type = typeof value;
    if (type === 'string' || type === 'boolean') return value;
    if (type === 'number') return isFinite(value) ? value : refuse(path, Text(value));
    if (type !== 'object') return refuse(path, 'a ' + type);
    if (isArray(value)) {
      const items = [];
      for (let index = 0; index < value.length; index += 1) {
        defineProperty(items, index, {
          value: copy(value[index], path + '[' + index + ']', depth + 1),
          enumerable: true,
        });
      }
      return items;
    }
    const prototype = getPrototypeOf(value);
    if (prototype !== null && prototype !== ObjectPrototype) refuse(path, 'no plain object');
    const entries = { __proto__: null };
    for (const name of keys(value)) {
      if (value[name] === undefined) continue;
      defineProperty(entries, name, {
        value: copy(value[name], path + '.' + name, depth + 1),
        enumerable: true,
      });
    }
    return entries;
  }

  return {
    takeIn(text) {
      const variables = parse(text);
      defineProperty(globalThis, 'variables', { value: variables, writable: true, configurable: true });
      for (const name of keys(variables)) {
        if (name in globalThis) continue;
        const value = variables[name];
        defineProperty(globalThis, name, { value, writable: true, configurable: true });
      }
    },
    write: (value) => stringify(copy(value, 'the value', 0)),
    describe(error) {
      if (!(error instanceof BpmnError)) return 'null';
      const { errorCode, message, variables } = error;
      const copied = copy(variables, 'variables', 0);
      const isObject = typeof copied === 'object' && copied !== null && !isArray(copied);
      return stringify({
        errorCode: Text(errorCode),
        message: Text(message),
        variables: isObject ? copied : {},
      });
    },
  };
})()
`;
