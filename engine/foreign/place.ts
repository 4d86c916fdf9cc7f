import { parseExpression } from '../expressions/parse.js';
import { builtIns } from '../expressions/builtins/registry.js';
import type { FeelAst } from '../expressions/feel-ast.js';
import { childrenOf } from '../expressions/tree-walk.js';
import { ElementFacts, type Fact } from './element-facts.js';
import type { Fate } from './fate.js';
import { hasJuel, translateJuel } from './juel/translate-juel.js';
import type { JuelNames } from './juel/write-feel.js';
import type { ModelImport } from './model-import.js';
import type { ExtensionPlan } from './own-extensions.js';
import { localNameOf, readAttribute, type XmlElement } from './xml/xml-node.js';

/** What an entry of the report is about. */
export interface Told {
  readonly what: string;
  readonly line: number;
}

interface BlockOptions {
  /** The compiler itself finds it, as long as it is there. */
  readonly isCaught?: boolean;
}

/** An element of BPMN on its way through an import: what others have written there, and what shall be added. */
export class Place {
  readonly facts: ElementFacts;
  readonly local: string;
  readonly plan: ExtensionPlan;

  constructor(
    readonly element: XmlElement,
    /** The element itself, or what it is a part of: what a person can select. */
    readonly subject: XmlElement,
    readonly model: ModelImport,
  ) {
    this.facts = new ElementFacts(element);
    this.local = localNameOf(element.name);
    this.plan = model.planOf(element);
  }

  get names(): JuelNames {
    return this.model.namesAt(this.element);
  }

  mapped(told: Told, text: string): void {
    this.note(told, 'mapped', `Becomes ${text}.`);
  }

  kept(told: Told, reason: string): void {
    this.note(told, 'kept', `Kept but not executed: ${reason}.`);
  }

  blocks(told: Told, reason: string, { isCaught = false }: BlockOptions = {}): void {
    this.note(told, 'blocks', `Blocks deployment: ${reason}.`);
    if (isCaught) this.model.addCaught(this.subject);
    else this.plan.addObstacle(told.what, `${reason}.`);
  }

  /** As its table states it. */
  asStated(fact: Fact): void {
    const { stated } = fact;
    if (stated === undefined) return this.kept(fact, 'Nothing here reads it');
    if (stated.fate === 'mapped') return this.mapped(fact, stated.meaning);
    return stated.fate === 'kept'
      ? this.kept(fact, stated.meaning)
      : this.blocks(fact, stated.meaning);
  }

  note({ what, line }: Told, fate: Fate, message: string): void {
    this.model.note({
      elementId: readAttribute(this.subject, 'id') ?? '',
      elementName: readAttribute(this.subject, 'name') ?? '',
      what,
      fate,
      message,
      line,
    });
  }

  /**
   * A text of another tool as a value of ours: FEEL behind `=`, or a constant. Nothing if it cannot be translated: that
   * is told, as something that blocks unless it does not matter to what is executed.
   */
  value(told: Told, text: string, fate: 'blocks' | 'kept' = 'blocks'): string | undefined {
    if (this.model.family === 'zeebe') return this.feelValue(told, text, fate);
    if (!hasJuel(text)) return text.trim().startsWith('=') ? `=${JSON.stringify(text)}` : text;
    const result = translateJuel(text, this.names);
    if (result.ok) return `=${result.feel}`;
    const { message, from } = result.problem;
    this.tell(
      told,
      fate,
      `'${text}' cannot be translated into FEEL (position ${from + 1}): ${message}`,
    );
    return undefined;
  }

  private feelValue(told: Told, text: string, fate: 'blocks' | 'kept'): string | undefined {
    if (!text.trim().startsWith('=')) return text;
    const problem = findFeelProblem(text.trim().slice(1));
    if (problem === undefined) return text.trim();
    this.tell(told, fate, `'${text}' ${problem.reason}`);
    return undefined;
  }

  tell(told: Told, fate: 'blocks' | 'kept', reason: string): void {
    if (fate === 'kept') this.kept(told, reason);
    else this.blocks(told, reason);
  }
}

interface FeelProblem {
  readonly reason: string;
  readonly isSyntax: boolean;
}

/** FEEL of another engine has functions of its own, which would only be missed at run time. */
export function findFeelProblem(text: string): FeelProblem | undefined {
  const parsed = parseExpression(text);
  if (!parsed.ok) {
    const [first] = parsed.problems;
    const reason = `is no FEEL (position ${(first?.from ?? 0) + 1}): ${first?.message ?? ''}`;
    return { reason, isSyntax: true };
  }
  const called = findUnknownCall(parsed.ast);
  return called === undefined
    ? undefined
    : { reason: `calls '${called}', which is no function of FEEL`, isSyntax: false };
}

function findUnknownCall(ast: FeelAst): string | undefined {
  if (
    ast.type === 'call' &&
    ast.callee.type === 'name' &&
    !Object.hasOwn(builtIns, ast.callee.name)
  )
    return ast.callee.name;
  for (const child of childrenOf(ast)) {
    const found = findUnknownCall(child);
    if (found !== undefined) return found;
  }
  return undefined;
}
