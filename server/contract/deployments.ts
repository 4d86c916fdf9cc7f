import { z } from 'zod';
import { keySchema } from './json.js';
import { scopeSchema } from './scope.js';

/** A form-js schema; its fields are read by `engine/forms`. */
export const formSchemaSchema = z.looseObject({
  id: z.string().optional(),
  components: z.array(z.unknown()),
});
export const namedFormSchema = z.object({
  formId: z.string().min(1).max(200),
  schema: formSchemaSchema,
});

/** A DMN file by its name. */
export const namedDecisionsSchema = z.object({
  name: z.string().min(1).max(200),
  xml: z.string().min(1).max(10_000_000),
});

/** What is wrong with a model, by element. */
export const modelProblemSchema = z.object({
  /** The DMN file; left out, the process itself. */
  file: z.string().optional(),
  line: z.int().optional(),
  elementId: z.string().optional(),
  elementName: z.string().optional(),
  rule: z.string(),
  severity: z.enum(['error', 'warning']),
  message: z.string(),
  params: z.record(z.string(), z.unknown()).optional(),
});

export const verdictSchema = z.enum(['allowed', 'needsReason', 'needsWaiver', 'forbidden']);

/** One line of the computed difference to the base, judged by the base's guidelines. */
export const differenceSchema = z.object({
  /** Stable as long as the change is the same: `removed:Task_1`, `changed:Task_1:timer`. */
  differenceId: z.string(),
  kind: z.string(),
  elementId: z.string(),
  elementName: z.string().optional(),
  property: z.string().optional(),
  before: z.unknown().optional(),
  after: z.unknown().optional(),
  verdict: verdictSchema,
  guidelineId: z.string().optional(),
  isReasonRequired: z.boolean(),
  /** The reason that was given. */
  reason: z.string().optional(),
  rule: z.string(),
  message: z.string(),
  params: z.record(z.string(), z.unknown()).optional(),
});

export const reasonsSchema = z.record(z.string().max(500), z.string().max(2_000));

export const deploymentRequestSchema = z.object({
  /** `*.bpmn` files, `*.dmn` files, and `*.form` or `*.form.json` files. */
  resources: z
    .array(z.object({ name: z.string().min(1).max(200), content: z.string().max(10_000_000) }))
    .min(1)
    .max(100),
  scope: scopeSchema.optional(),
  /** The version of the standard that a tailored process is based on. */
  baseProcessDefinitionKey: keySchema.optional(),
  /** Reasons by `differenceId`. */
  reasons: reasonsSchema.optional(),
});

export const checkResultSchema = z.object({
  problems: z.array(modelProblemSchema),
  differences: z.array(differenceSchema),
  /** Ids of the differences that stand in the way. */
  blockers: z.array(z.string()),
  isDeployable: z.boolean(),
});

export const deployedDefinitionSchema = z.object({
  processDefinitionKey: z.string(),
  processDefinitionId: z.string(),
  version: z.int(),
  /** True: the content was deployed before, nothing changed. */
  isUnchanged: z.boolean(),
});

export const deployedDecisionSchema = z.object({
  decisionDefinitionKey: z.string(),
  decisionDefinitionId: z.string(),
  version: z.int(),
  isUnchanged: z.boolean(),
});

export const deploymentResultSchema = z.object({
  deploymentKey: z.string(),
  processDefinitions: z.array(deployedDefinitionSchema),
  decisionDefinitions: z.array(deployedDecisionSchema),
  problems: z.array(modelProblemSchema),
});

export type FormSchema = z.infer<typeof formSchemaSchema>;
export type NamedForm = z.infer<typeof namedFormSchema>;
export type NamedDecisions = z.infer<typeof namedDecisionsSchema>;
export type ModelProblem = z.infer<typeof modelProblemSchema>;
export type Verdict = z.infer<typeof verdictSchema>;
export type Difference = z.infer<typeof differenceSchema>;
export type DeploymentRequest = z.infer<typeof deploymentRequestSchema>;
export type CheckResult = z.infer<typeof checkResultSchema>;
export type DeploymentResult = z.infer<typeof deploymentResultSchema>;
