import type { CheckResult, DeploymentRequest } from '../../contract/index.js';
import { Unprocessable } from '../../errors.js';
import type { Handlers } from '../../http/endpoint-router.js';
import type { RequestContext } from '../../http/request-context.js';
import type { AuditLog } from '../audit/audit-log.js';
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
      const result = await deployer.deploy(readCandidates(context, body), context.username);
      for (const {
        processDefinitionKey,
        processDefinitionId,
        version,
        isUnchanged,
      } of result.processDefinitions) {
        if (isUnchanged) continue;
        await audit.record({
          organisationId: context.organisationId,
          actor: context.username,
          action: 'processDeployed',
          subjectType: 'ProcessDefinition',
          subjectKey: processDefinitionKey,
          after: { processDefinitionId, version },
        });
      }
      return result;
    },
    checkDeployment: async ({ context, body }) => {
      const results = await Promise.all(
        readCandidates(context, body).map((one) => deployer.check(one)),
      );
      return results.reduce(merge, {
        problems: [],
        differences: [],
        blockers: [],
        isDeployable: true,
      });
    },
  };
}

function readCandidates(
  { organisationId }: RequestContext,
  request: DeploymentRequest,
): Candidate[] {
  const { models, forms } = readResources(request);
  if (request.baseProcessDefinitionKey !== undefined && models.length > 1) {
    throw new Unprocessable(
      'oneModelExpected',
      'Expected one model: only one process can be tailored at a time.',
    );
  }
  return models.map(({ xml }) => ({
    organisationId,
    xml,
    forms,
    scope: request.scope ?? {},
    ...(request.baseProcessDefinitionKey === undefined
      ? {}
      : { baseProcessDefinitionKey: request.baseProcessDefinitionKey }),
    reasons: request.reasons ?? {},
  }));
}

function merge(all: CheckResult, one: CheckResult): CheckResult {
  return {
    problems: [...all.problems, ...one.problems],
    differences: [...all.differences, ...one.differences],
    blockers: [...all.blockers, ...one.blockers],
    isDeployable: all.isDeployable && one.isDeployable,
  };
}
