import { randomUUID } from 'node:crypto';
import type { Variables } from '../../../engine/index.js';
import { allowedRows, withConditions } from '../../access/allowed-rows.js';
import type { Incident } from '../../contract/index.js';
import { Conflict, NotFound } from '../../errors.js';
import type { HandlerOf, Handlers } from '../../http/endpoint-router.js';
import type { RequestContext } from '../../http/request-context.js';
import { searchRows, sortOf } from '../../http/search-rows.js';
import type { IncidentDocument } from '../../store/projection-models.js';
import type { Store } from '../../store/store.js';
import type { ProcessEngine } from '../../temporal/process-engine.js';

export interface IncidentDependencies {
  readonly store: Store;
  readonly engine: ProcessEngine;
  readonly elementName: (
    organisationId: string,
    processDefinitionKey: string,
    elementId: string,
  ) => Promise<string | undefined>;
  readonly requireSize: (variables: Variables) => void;
  readonly audit: (
    context: RequestContext,
    action: string,
    incidentId: string,
    after?: unknown,
  ) => Promise<void>;
}

export function createIncidentHandlers(
  deps: IncidentDependencies,
): Handlers<'searchIncidents' | 'resolveIncident'> {
  return {
    searchIncidents: searchIncidents(deps),
    resolveIncident: resolveIncident(deps),
  };
}

function describe(row: IncidentDocument, elementName: string | undefined): Incident {
  return {
    incidentKey: row._id,
    code: row.code,
    message: row.message,
    state: row.state,
    elementId: row.elementId,
    ...(elementName === undefined ? {} : { elementName }),
    processInstanceKey: row.instanceId,
    businessKey: row.businessKey,
    processDefinitionKey: row.processDefinitionKey,
    processDefinitionId: row.processDefinitionId,
    raisedAt: row.raisedAt.toISOString(),
    ...(row.resolvedAt === undefined ? {} : { resolvedAt: row.resolvedAt.toISOString() }),
    ...(row.resolvedBy === undefined ? {} : { resolvedBy: row.resolvedBy }),
    ...(row.details === undefined ? {} : { details: row.details }),
  };
}

function searchIncidents(deps: IncidentDependencies): HandlerOf<'searchIncidents'> {
  const { store } = deps;
  return async ({ context, body }) => {
    const { processInstanceKey, ...exact } = body.filter ?? {};
    const given = Object.fromEntries(
      Object.entries(exact).filter(([, value]) => value !== undefined),
    );
    const filter = withConditions(allowedRows(context, 'read', 'Incident'), {
      ...given,
      ...(processInstanceKey === undefined ? {} : { instanceId: processInstanceKey }),
    });
    const sort = sortOf(
      body.sort,
      { raisedAt: 'raisedAt', resolvedAt: 'resolvedAt', code: 'code' },
      { raisedAt: -1 },
    );
    const { rows, page } = await searchRows(store.incidents, { filter, sort, page: body.page });
    const items = await Promise.all(
      rows.map(async (row) =>
        describe(
          row,
          await deps.elementName(row.organisationId, row.processDefinitionKey, row.elementId),
        ),
      ),
    );
    return { items, page };
  };
}

function resolveIncident(deps: IncidentDependencies): HandlerOf<'resolveIncident'> {
  const { store, engine, audit } = deps;
  return async ({ context, params, body }) => {
    const filter = withConditions(allowedRows(context, 'resolve', 'Incident'), {
      _id: params.incidentKey,
    });
    const incident = await store.incidents.findOne(filter).lean().exec();
    if (!incident) throw new NotFound('incident', params.incidentKey);
    if (incident.state !== 'open')
      throw new Conflict('incidentResolved', 'The incident has been resolved already.');
    if (body.variables) deps.requireSize(body.variables);
    await engine.retryIncident(incident.instanceId, {
      commandId: body.commandId ?? randomUUID(),
      incidentId: incident._id,
      ...(body.variables === undefined ? {} : { variables: body.variables }),
      actor: context.actor,
    });
    await audit(context, 'incidentRetried', incident._id, {
      names: Object.keys(body.variables ?? {}),
    });
    return undefined;
  };
}
