import type { DecisionInstance } from '../../contract/index.js';
import type { DecisionEvaluation, TraceRecord } from '../../../engine/index.js';
import { COUNT_LIMIT } from '../../contract/index.js';
import { NotFound } from '../../errors.js';
import type { Handlers } from '../../http/endpoint-router.js';
import { countRows } from '../../http/search-rows.js';
import type { FactDocument } from '../../store/fact-models.js';
import type { InstanceDocument } from '../../store/projection-models.js';
import type { Store } from '../../store/store.js';
import { unpackFact } from '../facts/fact-envelope.js';
import type { InstanceReader } from './instance-reader.js';

type DecisionInstanceEndpoints = 'searchDecisionInstances' | 'getDecisionInstance';

export interface DecisionInstanceDependencies {
  readonly store: Store;
  readonly reader: InstanceReader;
}

/** Decisions that instances have made: they are told by the facts themselves, and are nowhere else. */
export function createDecisionInstanceHandlers(
  deps: DecisionInstanceDependencies,
): Handlers<DecisionInstanceEndpoints> {
  const { store, reader } = deps;
  return {
    searchDecisionInstances: async ({ context, body }) => {
      const { processInstanceKey, elementId } = body.filter;
      const instance = await reader.get(context, 'read', processInstanceKey);
      const { organisationId } = context;
      const filter = {
        organisationId,
        streamId: instance._id,
        type: 'decisionEvaluated' as const,
        ...(elementId === undefined ? {} : { elementId }),
      };
      const isLatestFirst = body.sort[0]?.order === 'desc';
      const { count, hasMore } = await countRows(store.facts, filter);
      const facts = await store.facts
        .find(filter)
        .sort({ seq: isLatestFirst ? -1 : 1 })
        .skip(body.page.from)
        .limit(body.page.limit)
        .lean()
        .exec();
      return {
        items: await describeAll(deps, instance, facts),
        page: { totalItems: Math.min(count, COUNT_LIMIT), hasMoreTotalItems: hasMore },
      };
    },
    getDecisionInstance: async ({ context, params }) => {
      const { decisionInstanceKey } = params;
      const { organisationId } = context;
      const fact = await store.facts
        .findOne({ _id: decisionInstanceKey, organisationId, type: 'decisionEvaluated' })
        .lean()
        .exec();
      if (!fact) throw new NotFound('decision instance', decisionInstanceKey);
      const instance = await reader.get(context, 'read', fact.streamId);
      const [described] = await describeAll(deps, instance, [fact]);
      if (!described) throw new NotFound('decision instance', decisionInstanceKey);
      return described;
    },
  };
}

async function describeAll(
  { store, reader }: DecisionInstanceDependencies,
  instance: InstanceDocument,
  facts: readonly FactDocument[],
): Promise<DecisionInstance[]> {
  const references = facts.flatMap(({ valueRef }) => valueRef ?? []);
  const values = await store.factValues
    .find({ _id: { $in: references } })
    .lean()
    .exec();
  const byId = new Map(values.map((value) => [value._id, value.variables]));
  const names = await reader.elementNames(instance);
  return facts.flatMap((fact) => {
    const { record, occurredAt } = unpackFact(fact, byId.get(fact.valueRef ?? ''));
    if (record.type !== 'decisionEvaluated') return [];
    const elementName = names.get(record.elementId);
    return {
      ...describe(record),
      decisionInstanceKey: fact._id,
      processInstanceKey: instance._id,
      processDefinitionKey: instance.processDefinitionKey,
      ...(elementName === undefined ? {} : { elementName }),
      evaluationDate: new Date(occurredAt).toISOString(),
    };
  });
}

type Evaluated = Extract<TraceRecord, { type: 'decisionEvaluated' }>;

function describe({ decision, evaluation, elementId, elementInstanceId }: Evaluated) {
  const { decisionId, name, version, decisionDefinitionKey } = decision;
  return {
    ...(decisionDefinitionKey === undefined ? {} : { decisionDefinitionKey }),
    decisionDefinitionId: decisionId,
    decisionDefinitionName: name,
    decisionDefinitionVersion: version,
    elementId,
    elementInstanceKey: elementInstanceId,
    result: evaluation.value,
    warnings: evaluation.warnings.map(describeWarning),
    evaluatedDecisions: evaluation.decisions.map(describePart),
  };
}

function describeWarning(warning: DecisionEvaluation['warnings'][number]) {
  const { decisionId, decisionName, ...rest } = warning;
  return {
    ...rest,
    ...(decisionId === undefined ? {} : { decisionDefinitionId: decisionId }),
    ...(decisionName === undefined ? {} : { decisionDefinitionName: decisionName }),
  };
}

function describePart({
  id,
  name,
  inputs,
  tables,
  value,
}: DecisionEvaluation['decisions'][number]) {
  return {
    decisionDefinitionId: id,
    decisionDefinitionName: name,
    evaluatedInputs: Object.entries(inputs).map(([inputName, inputValue]) => ({
      inputName,
      inputValue,
    })),
    tables: tables.map(describeTable),
    output: value,
  };
}

type Table = DecisionEvaluation['decisions'][number]['tables'][number];

function describeTable({ id, name, hitPolicy, aggregation, inputs, rules, value }: Table) {
  return {
    tableId: id,
    name,
    hitPolicy,
    ...(aggregation === undefined ? {} : { aggregation }),
    evaluatedInputs: inputs.map(({ label, value: inputValue }) => ({
      inputName: label,
      inputValue,
    })),
    matchedRules: rules.map((rule) => ({
      ruleId: rule.id,
      ruleIndex: rule.index,
      evaluatedOutputs: Object.entries(rule.outputs).map(([outputName, outputValue]) => ({
        outputName,
        outputValue,
      })),
      ...(rule.annotations === undefined ? {} : { annotations: [...rule.annotations] }),
    })),
    output: value,
  };
}
