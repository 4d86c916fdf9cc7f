import type { ProcessDefinition } from '../../contract/index.js';
import { isExecutable, type ProcessDefinitionDocument } from '../../store/definition-models.js';

/** A deployed version as clients see it. */
export function describeDefinition(
  row: ProcessDefinitionDocument,
  activeInstances?: number,
): ProcessDefinition {
  const startFormId = row.startEvents.find((event) => event.kind === 'none')?.formId;
  return {
    processDefinitionKey: row._id,
    processDefinitionId: row.processDefinitionId,
    name: row.name,
    version: row.version,
    ...(row.versionTag === undefined ? {} : { versionTag: row.versionTag }),
    isLatest: row.isLatest,
    scope: row.scope,
    isTailored: row.isTailored,
    isExecutable: isExecutable(row),
    ...(row.basedOn === undefined ? {} : { basedOn: row.basedOn }),
    programHash: row.programHash,
    formIds: row.forms.map((form) => form.formId),
    ...(startFormId === undefined ? {} : { startFormId }),
    startRoles: row.startRoles,
    differenceCount: row.differences.length,
    deployedAt: row.deployedAt.toISOString(),
    deployedBy: row.deployedBy,
    ...(activeInstances === undefined ? {} : { activeInstances }),
  };
}
