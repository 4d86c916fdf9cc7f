import { z } from 'zod';
import { jsonValueSchema, keySchema } from './json.js';
import { scopeSchema } from './scope.js';
import { searchRequest, searchResult } from './search.js';

/** One deployed version of a decision, or of a decision service. */
export const decisionDefinitionSchema = z.object({
  decisionDefinitionKey: z.string(),
  /** The author's id of the decision. */
  decisionDefinitionId: z.string(),
  name: z.string(),
  version: z.int(),
  versionTag: z.string().optional(),
  /** Newest version for its scope. */
  isLatest: z.boolean(),
  scope: scopeSchema,
  /** The file that it was deployed in. */
  resourceName: z.string(),
  /** Hash of what the file means. */
  modelHash: z.string(),
  deployedAt: z.string(),
  deployedBy: z.string(),
});
export const decisionDefinitionSearchRequestSchema = searchRequest(
  z.object({
    decisionDefinitionId: z.string().optional(),
    isLatest: z.boolean().optional(),
    text: z.string().max(200).optional(),
  }),
  ['name', 'decisionDefinitionId', 'version', 'deployedAt'],
);
export const decisionDefinitionSearchResultSchema = searchResult(decisionDefinitionSchema);

const evaluatedInputsSchema = z.array(
  z.object({ inputName: z.string(), inputValue: jsonValueSchema }),
);

/** The part that one decision table had in a decision. */
export const evaluatedTableSchema = z.object({
  tableId: z.string(),
  /** The decision or knowledge model that it stands in. */
  name: z.string(),
  hitPolicy: z.string(),
  aggregation: z.string().optional(),
  evaluatedInputs: evaluatedInputsSchema,
  /** The fired rules. */
  matchedRules: z.array(
    z.object({
      ruleId: z.string(),
      /** Counted from 1. */
      ruleIndex: z.int(),
      evaluatedOutputs: z.array(z.object({ outputName: z.string(), outputValue: jsonValueSchema })),
      annotations: z.array(z.string()).optional(),
    }),
  ),
  output: jsonValueSchema,
});

/** One decision of those that led to a result. */
export const evaluatedDecisionSchema = z.object({
  decisionDefinitionId: z.string(),
  decisionDefinitionName: z.string(),
  evaluatedInputs: evaluatedInputsSchema,
  tables: z.array(evaluatedTableSchema),
  output: jsonValueSchema,
});

export const evaluationWarningSchema = z.object({
  code: z.string(),
  message: z.string(),
  decisionDefinitionId: z.string().optional(),
  decisionDefinitionName: z.string().optional(),
  elementId: z.string().optional(),
  expression: z.string().optional(),
  /** Where in the expression, counted from 0. */
  from: z.int().optional(),
  to: z.int().optional(),
});

/** A decision that an instance has made. */
export const decisionInstanceSchema = z.object({
  decisionInstanceKey: z.string(),
  decisionDefinitionKey: z.string().optional(),
  decisionDefinitionId: z.string(),
  decisionDefinitionName: z.string(),
  decisionDefinitionVersion: z.int(),
  processInstanceKey: z.string(),
  processDefinitionKey: z.string(),
  elementId: z.string(),
  elementName: z.string().optional(),
  elementInstanceKey: z.string(),
  evaluationDate: z.string(),
  result: jsonValueSchema,
  /** Why something inside came out as null. */
  warnings: z.array(evaluationWarningSchema),
  /** In the order of their evaluation; the last one is the decision itself. */
  evaluatedDecisions: z.array(evaluatedDecisionSchema),
});
export const decisionInstanceSearchRequestSchema = searchRequest(
  z.object({
    processInstanceKey: keySchema,
    elementId: z.string().optional(),
  }),
  ['evaluationDate'],
).required({ filter: true });
export const decisionInstanceSearchResultSchema = searchResult(decisionInstanceSchema);

export type DecisionDefinition = z.infer<typeof decisionDefinitionSchema>;
export type DecisionInstance = z.infer<typeof decisionInstanceSchema>;
export type EvaluatedDecision = z.infer<typeof evaluatedDecisionSchema>;
