import type { FeelScope } from '../expressions/evaluation.js';
import type { FeelValue } from '../expressions/feel-value.js';
import { fromJson } from '../expressions/json-values.js';
import type { JsonValue, Variables } from '../protocol/json.js';
import { describeCompleters } from './completers.js';
import type { ElementInstance, InstanceState } from './instance-state.js';
import { readLoopFact } from './loop-facts.js';

/** The variables an element instance sees: its own, those of the scopes around it, and a few facts of the instance. */
export class VariableScope implements FeelScope {
  constructor(
    private readonly state: InstanceState,
    private readonly instance: ElementInstance | undefined,
    private readonly names?: Variables,
  ) {}

  has(name: string): boolean {
    return (
      this.ownName(name) !== undefined ||
      findHolder(this.state, this.instance, name) !== undefined ||
      this.fact(name) !== undefined
    );
  }

  get(name: string): FeelValue | undefined {
    const value = this.ownName(name) ?? this.held(name);
    return value === undefined ? undefined : fromJson(value);
  }

  private ownName(name: string): JsonValue | undefined {
    const { names } = this;
    return names !== undefined && Object.hasOwn(names, name) ? names[name] : undefined;
  }

  private held(name: string): JsonValue | undefined {
    const holder = findHolder(this.state, this.instance, name);
    return holder === undefined ? this.fact(name) : holder.variables?.[name];
  }

  /** Names that every instance knows, unless a variable hides them. */
  private fact(name: string): JsonValue | undefined {
    switch (name) {
      case 'businessKey':
        return this.state.businessKey;
      case 'instanceId':
        return this.state.instanceId;
      case 'initiator':
        return this.state.initiator;
      case 'completedBy':
        return describeCompleters(this.state, this.instance);
      default:
        return readLoopFact(this.state, this.instance, name);
    }
  }
}

/** Variables alone, that belong to no instance: the content of a message, what somebody starts a process with. */
export class PlainScope implements FeelScope {
  constructor(private readonly variables: Variables) {}

  has(name: string): boolean {
    return Object.hasOwn(this.variables, name);
  }

  get(name: string): FeelValue | undefined {
    const value = this.has(name) ? this.variables[name] : undefined;
    return value === undefined ? undefined : fromJson(value);
  }
}

/** The nearest instance upwards that has a variable of this name. */
export function findHolder(
  state: InstanceState,
  from: ElementInstance | undefined,
  name: string,
): ElementInstance | undefined {
  let instance = from;
  while (instance !== undefined) {
    if (instance.variables !== undefined && Object.hasOwn(instance.variables, name))
      return instance;
    instance = state.instances[instance.scope];
  }
  return undefined;
}

/** Everything visible from an instance; inner variables hide outer ones. */
export function collectVisible(state: InstanceState, from: ElementInstance): Variables {
  const visible: Variables = {};
  let instance: ElementInstance | undefined = from;
  while (instance !== undefined) {
    for (const [name, value] of Object.entries(instance.variables ?? {})) {
      if (!Object.hasOwn(visible, name)) defineVariable(visible, name, value);
    }
    instance = state.instances[instance.scope];
  }
  return visible;
}

/** Assigns without ever touching a prototype, whatever the name. */
export function defineVariable(variables: Variables, name: string, value: JsonValue): void {
  if (name !== '__proto__') {
    variables[name] = value;
    return;
  }
  Object.defineProperty(variables, name, {
    value,
    writable: true,
    enumerable: true,
    configurable: true,
  });
}

export function assignVariables(target: Variables, source: Variables): void {
  for (const name of Object.keys(source)) {
    const value = source[name];
    if (value !== undefined) defineVariable(target, name, value);
  }
}

export function isEmpty(variables: Variables): boolean {
  for (const name in variables) {
    if (Object.hasOwn(variables, name)) return false;
  }
  return true;
}
