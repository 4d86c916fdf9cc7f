import {
  contextOf,
  type FeelContext,
  type FeelList,
  type FeelValue,
  isContext,
  memberOf,
} from '../feel-value.js';
import { type BuiltInCall, type BuiltInFamily, form } from './built-in.js';

export const contextBuiltIns = {
  'get value': [
    form(
      [
        ['m', 'context'],
        ['key', 'string'],
      ],
      (_call, context, key) => memberOf(context, key) ?? null,
    ),
    form(
      [
        ['m', 'context'],
        ['key', 'list'],
      ],
      getNested,
    ),
  ],
  'get entries': [
    form([['m', 'context']], (call, context) => {
      const entries = Object.entries(context);
      call.spend(entries.length);
      return entries.map(([key, value]) => contextOf([...pairs({ key, value })]));
    }),
  ],
  context: [form([['entries', 'list']], contextOfEntries)],
  'context put': [
    form(
      [
        ['context', 'context'],
        ['key', 'string'],
        ['value', 'any'],
      ],
      (call, context, key, value) => put(call, context, [key], value),
    ),
    form(
      [
        ['context', 'context'],
        ['keys', 'list'],
        ['value', 'any'],
      ],
      (call, context, keys, value) => put(call, context, keys, value),
    ),
  ],
  'context merge': [
    form([['contexts', 'list']], (call, contexts) => {
      if (!contexts.every(isContext)) {
        return call.fail('badArgument', "Expected only contexts for 'context merge'");
      }
      const entries = contexts.flatMap(pairs);
      call.spend(entries.length);
      return contextOf(entries);
    }),
  ],
} satisfies BuiltInFamily;

function pairs(context: FeelContext): (readonly [string, FeelValue])[] {
  return Object.entries(context);
}

/** Follows the keys from context to context; null where one is missing. */
function getNested(call: BuiltInCall, context: FeelContext, keys: FeelList): FeelValue {
  call.spend(keys.length);
  let value: FeelValue = context;
  for (const key of keys) {
    if (typeof key !== 'string') return call.fail('badArgument', 'Expected only strings as keys');
    value = isContext(value) ? (memberOf(value, key) ?? null) : null;
  }
  return keys.length === 0 ? null : value;
}

function contextOfEntries(call: BuiltInCall, entries: FeelList): FeelValue {
  call.spend(entries.length);
  const read: [string, FeelValue][] = [];
  for (const entry of entries) {
    const key = isContext(entry) ? memberOf(entry, 'key') : undefined;
    const value = isContext(entry) ? memberOf(entry, 'value') : undefined;
    if (typeof key !== 'string' || value === undefined) {
      return call.fail('badArgument', "Expected entries with a string 'key' and a 'value'");
    }
    if (read.some(([known]) => known === key)) {
      return call.fail('badArgument', `Expected different keys but got '${key}' twice`);
    }
    call.spend(read.length);
    read.push([key, value]);
  }
  return contextOf(read);
}

function put(
  call: BuiltInCall,
  context: FeelContext,
  [key, ...rest]: FeelList,
  value: FeelValue,
): FeelValue {
  if (typeof key !== 'string') return call.fail('badArgument', 'Expected strings as keys');
  const entries = pairs(context);
  call.spend(entries.length);
  const nested = memberOf(context, key) ?? null;
  if (rest.length > 0 && !isContext(nested)) {
    return call.fail('badArgument', `Expected a context under '${key}'`);
  }
  const inner = rest.length > 0 && isContext(nested) ? put(call, nested, rest, value) : value;
  return contextOf([...entries, [key, inner]]);
}
