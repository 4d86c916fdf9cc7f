import { listCallable } from '../../../engine/dmn/index.js';
import type { ModelProblem, NamedDecisions, Scope } from '../../contract/index.js';
import { Unprocessable } from '../../errors.js';
import type { Store } from '../../store/store.js';
import { compileDecisions } from './compile-decisions.js';
import type { CompiledDecisions } from './decision-versions.js';
import type { Base } from './find-base.js';
import { coveringScopeKeys, ORGANISATION_SCOPE } from './scope-key.js';

/** Rules by the id of the decision, as hashes. */
export type DecisionRules = Readonly<Record<string, string>>;

/** What processes can call once these files are deployed. */
export interface CheckedDecisions {
  /** Without those that are as in the standard: they follow it. */
  readonly compiled: readonly CompiledDecisions[];
  readonly problems: readonly ModelProblem[];
  /** Ids of all decisions, and of those that come together with the process. */
  readonly decisionIds: { readonly known: readonly string[]; readonly together: readonly string[] };
  readonly rules: { readonly standard: DecisionRules; readonly tailored: DecisionRules };
}

export interface DecisionFiles {
  readonly organisationId: string;
  readonly scope: Scope;
  readonly decisions: readonly NamedDecisions[];
}

/** Compiles the files and looks at what is deployed already. */
export async function checkDecisions(
  store: Store,
  { organisationId, scope, decisions }: DecisionFiles,
  base: Base | undefined,
): Promise<CheckedDecisions> {
  const { compiled, problems } = await compileDecisions(decisions);
  const rows = await store.decisionDefinitions
    .find({ organisationId, isLatest: true, scopeKey: { $in: coveringScopeKeys(scope) } })
    .lean()
    .exec();
  const standard = Object.fromEntries(
    rows
      .filter(({ scopeKey }) => scopeKey === ORGANISATION_SCOPE)
      .map(({ decisionId, modelHash }) => [decisionId, modelHash]),
  );
  const own = Object.fromEntries(
    compiled.flatMap(({ model }) =>
      listCallable(model).map(({ decisionId }) => [decisionId, model.hash]),
    ),
  );
  const inherited = base === undefined ? [] : await findDeployedWith(store, base);
  return {
    compiled: base === undefined ? compiled : compiled.filter((each) => isOwn(each, standard)),
    problems: [...problems, ...findDuplicates(compiled)],
    decisionIds: {
      known: [...Object.keys(own), ...rows.map(({ decisionId }) => decisionId)],
      together: [...Object.keys(own), ...inherited],
    },
    rules: { standard, tailored: { ...standard, ...own } },
  };
}

/** Ids of the decisions that came with the standard, whatever has become of them since. */
function findDeployedWith(store: Store, { definition }: Base): Promise<string[]> {
  const { organisationId, deploymentKey, alsoDeployedWith = [] } = definition;
  const keys = { $in: [deploymentKey, ...alsoDeployedWith] };
  const together = { $or: [{ deploymentKey: keys }, { alsoDeployedWith: keys }] };
  return store.decisionDefinitions.distinct('decisionId', { organisationId, ...together }).exec();
}

function isOwn({ model }: CompiledDecisions, standard: DecisionRules): boolean {
  return listCallable(model).some(({ decisionId }) => standard[decisionId] !== model.hash);
}

/** Files deployed together must not bring one decision twice: which one would count? */
function findDuplicates(compiled: readonly CompiledDecisions[]): readonly ModelProblem[] {
  const owners = new Map<string, string>();
  return compiled.flatMap(({ file, model }) =>
    listCallable(model).flatMap(({ decisionId, name }): ModelProblem[] => {
      const owner = owners.get(decisionId);
      owners.set(decisionId, owner ?? file.name);
      if (owner === undefined) return [];
      const message = `Expected decision '${decisionId}' once but it is in '${owner}' as well`;
      return [
        {
          file: file.name,
          elementId: decisionId,
          elementName: name,
          rule: 'decisionDuplicate',
          severity: 'error',
          message,
          params: { decisionId, file: owner },
        },
      ];
    }),
  );
}

export function requireSound(problems: readonly ModelProblem[]): void {
  const errors = problems.filter(({ severity }) => severity === 'error').map(describeBlocker);
  if (errors.length === 0) return;
  throw new Unprocessable(
    'decisionsInvalid',
    `Expected deployable decisions, but ${String(errors.length)} thing(s) stand in the way.`,
    { errors },
  );
}

/** A problem as one of those that stand in the way. */
export function describeBlocker({ file, elementId, rule, message, params }: ModelProblem) {
  const path = [file, elementId].filter((part) => part !== undefined).join('#');
  return { path, rule, message, ...(params === undefined ? {} : { params }) };
}
