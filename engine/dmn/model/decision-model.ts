import type { FeelKind } from '../../expressions/feel-value.js';
import type { BoxedExpression, FeelText, Parameter } from './boxed-expression.js';

/**
 * What a DMN model means: compiled once, plain JSON, with a content hash. Elements are named by keys that are
 * unique in the model and what it imports: the id, preceded by the name of the import for imported ones.
 */
export interface DecisionModel {
  readonly format: 1;
  /** SHA-256 of everything else. */
  readonly hash: string;
  readonly id: string;
  readonly name: string;
  readonly namespace: string;
  /** The item definitions, by key. */
  readonly types: Readonly<Record<string, ItemType>>;
  readonly inputs: readonly InputDatum[];
  readonly decisions: readonly Decision[];
  readonly knowledge: readonly KnowledgeModel[];
  readonly services: readonly DecisionService[];
}

/** A built-in type of FEEL by its name in the standard, or an item definition by its key. */
export type TypeReference = { readonly basic: BasicType } | { readonly item: string };

export type BasicType = 'Any' | Exclude<FeelKind, 'null'>;

/** An item definition: of a base type, of components, or a function. */
export interface ItemType {
  readonly name: string;
  readonly isCollection?: true;
  readonly base?: TypeReference;
  readonly components?: readonly ItemComponent[];
  readonly function?: FunctionType;
  /** Tests that a value passes; of a collection, each of its items. */
  readonly allowedValues?: FeelText;
  /** Tests that the value as a whole passes. */
  readonly constraint?: FeelText;
}

export interface ItemComponent {
  readonly name: string;
  readonly type: ItemType;
}

export interface FunctionType {
  readonly parameters: readonly { readonly name: string; readonly typeRef?: TypeReference }[];
  readonly result?: TypeReference;
}

interface DrgElement {
  readonly key: string;
  readonly id: string;
  readonly name: string;
  /** The name of the import that brought it, as in `Lending.Rate`; left out for the model's own elements. */
  readonly importedAs?: string;
  /** Other such names, of a model that is imported on several ways. */
  readonly otherWays?: readonly string[];
  /** The name of its value in expressions, where it differs from the element's name. */
  readonly variable?: string;
  readonly typeRef?: TypeReference;
  /** Of our extension: a name for this version, by which processes may call it. */
  readonly versionTag?: string;
}

export type InputDatum = DrgElement;

/** A name that expressions of an element may use, and whose value it has. */
export interface Requirement {
  /** One name, or the names of an import and of an element in it. */
  readonly path: readonly string[];
  readonly kind: 'input' | 'decision' | 'knowledge' | 'service';
  readonly key: string;
}

export interface Decision extends DrgElement {
  readonly requirements: readonly Requirement[];
  readonly logic: BoxedExpression;
}

/** A business knowledge model: a function of its parameters. */
export interface KnowledgeModel extends DrgElement {
  readonly requirements: readonly Requirement[];
  readonly parameters: readonly Parameter[];
  readonly language: FunctionLanguage;
  readonly logic: BoxedExpression;
}

export type FunctionLanguage = 'FEEL' | 'Java' | 'PMML';

/** Keys of its decisions and inputs. As a function it takes the input data first, then the input decisions. */
export interface DecisionService extends DrgElement {
  readonly outputs: readonly string[];
  readonly encapsulated: readonly string[];
  readonly inputDecisions: readonly string[];
  readonly inputData: readonly string[];
}
