import { emptyContext, FeelFunction, type FeelValue } from '../expressions/feel-value.js';
import { bindAll, cellsOf } from './boxed/compile-collection.js';
import { type BoxedCode, type BoxedScope, heightOf, nowhere, placeOf } from './boxed/boxed-code.js';
import { compileBoxed } from './boxed/compile-boxed.js';
import {
  makeFunction,
  noteLanguage,
  parameterTypes,
  type TypedParameter,
} from './boxed/compile-function.js';
import type { DecisionRun } from './decision-run.js';
import { formatName } from './find-element.js';
import { Frame } from './frame.js';
import type {
  Decision,
  DecisionModel,
  DecisionService,
  InputDatum,
  KnowledgeModel,
  Requirement,
} from './model/decision-model.js';
import { conform, type TypeCode, TypeCodes } from './type-code.js';

const serviceHeight = 20;

/** The elements of a model as closures, each made when it is first evaluated. */
export class ModelCode {
  readonly types: TypeCodes;
  readonly inputs: ReadonlyMap<string, InputDatum>;
  readonly decisions: ReadonlyMap<string, Decision>;
  readonly knowledge: ReadonlyMap<string, KnowledgeModel>;
  readonly services: ReadonlyMap<string, DecisionService>;
  private readonly decisionCodes = new Map<string, DecisionCode>();
  private readonly functions = new Map<string, FeelFunction | null>();

  constructor(model: DecisionModel) {
    this.types = new TypeCodes(model.types);
    this.inputs = byKey(model.inputs);
    this.decisions = byKey(model.decisions);
    this.knowledge = byKey(model.knowledge);
    this.services = byKey(model.services);
  }

  scopeOf(owner: { readonly id: string; readonly name: string }): BoxedScope {
    return { owner, types: this.types, locals: null };
  }

  /** The value of a decision: once in a frame, after what it requires. */
  decide(key: string, run: DecisionRun, frame: Frame): FeelValue {
    const known = frame.find(key);
    if (known !== undefined) return known;
    const decision = this.decisions.get(key);
    if (decision === undefined) return null;
    if (!frame.begin(key)) {
      const message = `Expected no cycle but '${decision.name}' requires itself`;
      return run.at(this.codeOf(decision).place, () => run.note('cyclicRequirement', message));
    }
    for (const next of this.orderFrom(decision, frame)) {
      frame.set(next.key, this.evaluate(next, run, frame));
    }
    return frame.find(key) ?? null;
  }

  /** A decision after those it requires and that have not begun; one after the other, for chains of them may be long. */
  private orderFrom(decision: Decision, frame: Frame): readonly Decision[] {
    const ordered: Decision[] = [];
    const begun = [{ decision, next: decision.requirements.values() }];
    for (let top = begun.at(-1); top !== undefined; top = begun.at(-1)) {
      const { value: requirement } = top.next.next();
      if (requirement === undefined) {
        ordered.push(top.decision);
        begun.pop();
        continue;
      }
      const { key } = requirement;
      const required = this.decisions.get(key);
      if (required === undefined || frame.find(key) !== undefined || !frame.begin(key)) continue;
      begun.push({ decision: required, next: required.requirements.values() });
    }
    return ordered;
  }

  private evaluate(decision: Decision, run: DecisionRun, frame: Frame): FeelValue {
    const { code, place } = this.codeOf(decision);
    return run.noteDecision(() => {
      const inputs = run.at(place, () => this.valuesOf(decision.requirements, run, frame));
      const seen = inputs.filter(([, value]) => !(value instanceof FeelFunction));
      return { decision, inputs: seen, value: run.nest(2, nowhere, () => code(run, inputs)) };
    });
  }

  private codeOf(decision: Decision): DecisionCode {
    const known = this.decisionCodes.get(decision.key);
    if (known !== undefined) return known;
    const made = this.compileDecision(decision);
    this.decisionCodes.set(decision.key, made);
    return made;
  }

  private compileDecision(decision: Decision): DecisionCode {
    const scope = this.scopeOf(decision);
    const { logic, requirements } = decision;
    const names = [...new Set(requirements.map(({ path }) => path[0] ?? ''))];
    const code = compileBoxed(logic, bindAll(names, scope));
    const type = this.types.find(decision.typeRef);
    const place = placeOf(scope, decision.id);
    return {
      place,
      code: (run, inputs) => {
        const values = new Map(inputs);
        const cells = cellsOf(
          names.map((name) => values.get(name) ?? null),
          null,
        );
        const value = run.at(place, () => code(run, cells));
        return run.at(place, () => conform(value, type, run, 'the decision'));
      },
    };
  }

  /** The values of requirements by the first names of their paths; what an import gives is a context. */
  private valuesOf(requirements: readonly Requirement[], run: DecisionRun, frame: Frame) {
    const values = new Map<string, FeelValue>();
    const imports = new Map<string, Record<string, FeelValue>>();
    for (const requirement of requirements) {
      const [first = '', member] = requirement.path;
      const value = this.valueOf(requirement, run, frame);
      if (member === undefined) {
        values.set(first, value);
        continue;
      }
      const context = imports.get(first) ?? emptyContext();
      context[member] = value;
      imports.set(first, context);
      values.set(first, context);
    }
    return [...values];
  }

  private valueOf({ kind, key }: Requirement, run: DecisionRun, frame: Frame): FeelValue {
    switch (kind) {
      case 'input':
        return this.inputOf(key, run, frame);
      case 'decision':
        return run.nest(serviceHeight, nowhere, () => this.decide(key, run, frame));
      case 'knowledge':
      case 'service':
        return this.functionOf(key);
    }
  }

  private inputOf(key: string, run: DecisionRun, frame: Frame): FeelValue {
    const given = frame.find(key);
    if (given !== undefined) return given;
    const input = this.inputs.get(key);
    if (input !== undefined) {
      run.note('missingInput', `Expected a value for '${formatName(input)}' but none is given`);
    }
    frame.set(key, null);
    return null;
  }

  /** A knowledge model or service as a function; null if there is none. */
  functionOf(key: string): FeelFunction | null {
    const known = this.functions.get(key);
    if (known !== undefined) return known;
    const knowledge = this.knowledge.get(key);
    const service = this.services.get(key);
    const made =
      knowledge !== undefined
        ? this.makeKnowledge(knowledge)
        : service === undefined
          ? null
          : this.makeService(service);
    this.functions.set(key, made);
    return made;
  }

  /** Its own name and those of what it requires are looked up when it is called: it may call itself. */
  private makeKnowledge(knowledge: KnowledgeModel): FeelFunction {
    const { parameters, requirements, logic, language, name } = knowledge;
    const scope = this.scopeOf(knowledge);
    const place = placeOf(scope, knowledge.id);
    const own = knowledge.variable ?? name;
    const outside = [...new Set([own, ...requirements.map(({ path }) => path[0] ?? '')])];
    const names = [...outside, ...parameters.map((parameter) => parameter.name)];
    const type = this.resultType(knowledge);
    const height = heightOf(logic);
    let code: BoxedCode | undefined;
    return makeFunction(
      parameterTypes(parameters, scope),
      (run, args) =>
        run.at(place, () => {
          if (language !== 'FEEL') return noteLanguage(language, run);
          code ??= compileBoxed(logic, bindAll(names, scope));
          const values = new Map<string, FeelValue>([[own, this.functionOf(knowledge.key)]]);
          for (const [path, value] of this.valuesOf(requirements, run, new Frame()))
            values.set(path, value);
          const given = [...outside.map((path) => values.get(path) ?? null), ...args];
          const body = code;
          const value = run.nest(height, nowhere, () => body(run, cellsOf(given, null)));
          return conform(value, type, run, `the result of '${name}'`);
        }),
      this.resultNode(knowledge),
    );
  }

  /** What a function's variable declares is its result, or the function itself. */
  private resultType({ typeRef }: { readonly typeRef?: KnowledgeModel['typeRef'] }) {
    return this.types.find(this.types.resultOf(typeRef));
  }

  private resultNode({ typeRef }: { readonly typeRef?: KnowledgeModel['typeRef'] }) {
    const result = this.types.resultOf(typeRef);
    return result === undefined ? undefined : this.types.expand(result);
  }

  /** Evaluates its output decisions in a frame of its own, in which its inputs are what the caller gives. */
  private makeService(service: DecisionService): FeelFunction {
    const keys = [...service.inputData, ...service.inputDecisions];
    const type = this.resultType(service);
    const place = placeOf(this.scopeOf(service), service.id);
    return makeFunction(
      this.serviceParameters(service),
      (run, args) =>
        run.at(place, () => {
          const frame = new Frame();
          keys.forEach((key, index) => frame.set(key, args[index] ?? null));
          const outputs = service.outputs.map((key) => ({
            name: this.nameInService(key),
            value: run.nest(serviceHeight, nowhere, () => this.decide(key, run, frame)),
          }));
          const [only] = outputs;
          const value =
            outputs.length === 1 && only !== undefined
              ? only.value
              : Object.fromEntries(outputs.map((output) => [output.name, output.value]));
          return conform(value, type, run, `the result of '${service.name}'`);
        }),
      this.resultNode(service),
    );
  }

  serviceParameters(service: DecisionService): readonly TypedParameter[] {
    return [...service.inputData, ...service.inputDecisions].map((key) => {
      const element = this.inputs.get(key) ?? this.decisions.get(key);
      const { typeRef } = element ?? {};
      const name = this.nameInService(key);
      return { name, of: this.types.expand(typeRef), type: this.types.find(typeRef) };
    });
  }

  private nameInService(key: string): string {
    const element = this.inputs.get(key) ?? this.decisions.get(key);
    return element?.variable ?? element?.name ?? key;
  }

  typeOf(element: { readonly typeRef?: InputDatum['typeRef'] }): TypeCode | undefined {
    return this.types.find(element.typeRef);
  }
}

interface DecisionCode {
  readonly place: ReturnType<typeof placeOf>;
  readonly code: (
    run: DecisionRun,
    inputs: readonly (readonly [name: string, value: FeelValue])[],
  ) => FeelValue;
}

function byKey<Element extends { readonly key: string }>(
  elements: readonly Element[],
): ReadonlyMap<string, Element> {
  return new Map(elements.map((element) => [element.key, element]));
}
