import type { CallableDecision } from '../dmn/evaluate-call.js';
import { listCallable } from '../dmn/list-callable.js';
import type { DecisionModel } from '../dmn/model/decision-model.js';
import type { Program } from '../model/program.js';
import type { DecisionChoice } from '../protocol/decisions.js';

/** What came together. */
export interface Deployment {
  readonly programs: readonly Program[];
  readonly decisions: readonly DecisionModel[];
}

/** One version of a decision, and the programs that it was deployed with. */
interface DeployedDecision extends CallableDecision {
  readonly versionTag?: string;
  readonly programHashes: ReadonlySet<string>;
}

/** Decisions by their ids; the last version is the latest. */
export type DeployedDecisions = Map<string, DeployedDecision[]>;

export function addDecisions(
  deployed: DeployedDecisions,
  { programs, decisions }: Deployment,
): void {
  const programHashes = new Set(programs.map(({ hash }) => hash));
  for (const model of decisions) {
    for (const { decisionId, name, versionTag } of listCallable(model)) {
      const versions = deployed.get(decisionId) ?? [];
      deployed.set(decisionId, versions);
      const version = versions.length + 1;
      const tag = versionTag === undefined ? {} : { versionTag };
      versions.push({ decisionId, name, version, ...tag, model, programHashes });
    }
  }
}

export function findDecision(
  deployed: DeployedDecisions,
  { decisionId, binding, versionTag }: DecisionChoice,
  programHash: string,
): CallableDecision | undefined {
  const versions = deployed.get(decisionId) ?? [];
  switch (binding) {
    case 'latest':
      return versions.at(-1);
    case 'deployment':
      return versions.filter(({ programHashes }) => programHashes.has(programHash)).at(-1);
    case 'versionTag':
      return versions.filter((version) => version.versionTag === versionTag).at(-1);
  }
}
