import type { CheckResult, DeploymentRequest, DeploymentResult } from '../../contract/index.js';
import { Unprocessable } from '../../errors.js';
import type { Handlers } from '../../http/endpoint-router.js';
import type { RequestContext } from '../../http/request-context.js';
import type { AuditLog } from '../audit/audit-log.js';
import type { DecisionFiles } from './check-decisions.js';
import type { Candidate } from './definition-rows.js';
import type { Deployer } from './deployer.js';
import { readResources } from './read-resources.js';

type DeploymentEndpoints = 'createDeployment' | 'checkDeployment';

export interface DeploymentDependencies {
  readonly deployer: Deployer;
  readonly audit: AuditLog;
}

export function createDeploymentHandlers({
  deployer,
  audit,
}: DeploymentDependencies): Handlers<DeploymentEndpoints> {
  return {
    createDeployment: async ({ context, body }) => {
      const { candidates, files } = readOrder(context, body);
      const result =
        candidates.length === 0
          ? await deployer.deployDecisions(files, context.username)
          : await deployer.deploy(candidates, context.username);
      await auditVersions(audit, context, result);
      return result;
    },
    checkDeployment: async ({ context, body }) => {
      const { candidates, files } = readOrder(context, body);
      if (candidates.length === 0) return deployer.checkDecisions(files);
      const results = await Promise.all(candidates.map((one) => deployer.check(one)));
      return results.reduce(merge, {
        problems: [],
        differences: [],
        blockers: [],
        isDeployable: true,
      });
    },
  };
}

async function auditVersions(
  audit: AuditLog,
  { organisationId, username }: RequestContext,
  { processDefinitions, decisionDefinitions }: DeploymentResult,
): Promise<void> {
  const by = { organisationId, actor: username };
  for (const { isUnchanged, processDefinitionKey, ...after } of processDefinitions) {
    if (isUnchanged) continue;
    const subject = { subjectType: 'ProcessDefinition', subjectKey: processDefinitionKey };
    await audit.record({ ...by, action: 'processDeployed', ...subject, after });
  }
  for (const { isUnchanged, decisionDefinitionKey, ...after } of decisionDefinitions) {
    if (isUnchanged) continue;
    const subject = { subjectType: 'DecisionDefinition', subjectKey: decisionDefinitionKey };
    await audit.record({ ...by, action: 'decisionDeployed', ...subject, after });
  }
}

/** What is to be deployed: models with all that comes beside them, or decisions alone. */
function readOrder(
  { organisationId }: RequestContext,
  request: DeploymentRequest,
): { candidates: Candidate[]; files: DecisionFiles } {
  const { models, decisions, forms } = readResources(request);
  if (request.baseProcessDefinitionKey !== undefined && models.length > 1) {
    throw new Unprocessable(
      'oneModelExpected',
      'Expected one model: only one process can be tailored at a time.',
    );
  }
  const files = { organisationId, scope: request.scope ?? {}, decisions };
  const candidates = models.map(({ xml }) => ({
    ...files,
    xml,
    forms,
    ...(request.baseProcessDefinitionKey === undefined
      ? {}
      : { baseProcessDefinitionKey: request.baseProcessDefinitionKey }),
    reasons: request.reasons ?? {},
  }));
  return { candidates, files };
}

function merge(all: CheckResult, one: CheckResult): CheckResult {
  return {
    problems: [...all.problems, ...one.problems],
    differences: [...all.differences, ...one.differences],
    blockers: [...all.blockers, ...one.blockers],
    isDeployable: all.isDeployable && one.isDeployable,
  };
}
