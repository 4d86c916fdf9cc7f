import {
  type Agreement,
  checkAgreement as findProblems,
  type TermsProblem,
} from '../../../engine/index.js';
import { isAllowed } from '../../access/ability.js';
import { allowedRows } from '../../access/allowed-rows.js';
import { Forbidden, NotFound, StaleVersion } from '../../errors.js';
import type { HandlerOf, Handlers } from '../../http/endpoint-router.js';
import { requireIfMatch } from '../../http/if-match.js';
import type { RequestContext } from '../../http/request-context.js';
import { type AgreementDocument, agreementRow, publicationOf } from '../../store/terms-models.js';
import { concernedClocks } from './concerned-clocks.js';
import { describeAgreement, requireSound, toAgreement } from './describe-terms.js';
import type { TermsDependencies } from './terms-dependencies.js';
import type { TermsRepository } from './terms-repository.js';

type AgreementEndpoints =
  | 'listAgreements'
  | 'createAgreement'
  | 'getAgreement'
  | 'listAgreementVersions'
  | 'updateAgreement'
  | 'checkAgreement';

export interface AgreementDependencies extends TermsDependencies {
  readonly agreements: TermsRepository<AgreementDocument>;
}

export function createAgreementHandlers(deps: AgreementDependencies): Handlers<AgreementEndpoints> {
  const { agreements } = deps;
  return {
    listAgreements: async ({ context }) => {
      const { organisationId, ...allowed } = allowedRows(context, 'read', 'Agreement');
      const rows = await agreements.list(String(organisationId), allowed);
      return { items: rows.map(describeAgreement) };
    },
    createAgreement: createAgreement(deps),
    getAgreement: async ({ context, params }) =>
      describeAgreement(await find(deps, context, params.agreementId)),
    listAgreementVersions: async ({ context, params }) => {
      await find(deps, context, params.agreementId);
      const rows = await agreements.versions(context.organisationId, params.agreementId);
      return { items: rows.map(describeAgreement) };
    },
    updateAgreement: updateAgreement(deps),
    checkAgreement: checkAgreement(deps),
  };
}

async function find(
  { agreements }: AgreementDependencies,
  context: RequestContext,
  agreementId: string,
): Promise<AgreementDocument> {
  const row = await agreements.get(context.organisationId, agreementId);
  if (isAllowed(context.ability, 'read', 'Agreement', row)) return row;
  throw new NotFound('agreement', agreementId);
}

function createAgreement(deps: AgreementDependencies): HandlerOf<'createAgreement'> {
  return async ({ context, body: { agreementId, ...content } }) => {
    const row = await buildRow(deps, context, toAgreement(agreementId, '1', content));
    requireRight(context, 'create', row);
    const publication = publicationOf(row, deps.now());
    await deps.agreements.create(row, publication);
    await deps.audit(context, 'Agreement', 'agreementCreated', agreementId, row.agreement);
    deps.announcer.announce(publication);
    return describeAgreement(row);
  };
}

function updateAgreement(deps: AgreementDependencies): HandlerOf<'updateAgreement'> {
  return async ({ context, params: { agreementId }, body, ifMatch }) => {
    const given = requireIfMatch(ifMatch);
    const before = await find(deps, context, agreementId);
    requireRight(context, 'update', before);
    const current = Number(before.version);
    if (given !== current) throw new StaleVersion('agreement', given, current);
    const agreement = toAgreement(agreementId, String(current + 1), body);
    const row = await buildRow(deps, context, agreement);
    // Nobody gives an agreement to a service that is not theirs.
    requireRight(context, 'update', row);
    const publication = publicationOf(row, deps.now());
    await deps.agreements.replace(before, row, publication);
    await deps.audit(
      context,
      'Agreement',
      'agreementSaved',
      agreementId,
      agreement,
      before.agreement,
    );
    deps.announcer.announce(publication);
    return describeAgreement(row);
  };
}

function requireRight(
  { ability }: RequestContext,
  action: 'create' | 'update',
  row: AgreementDocument,
): void {
  if (isAllowed(ability, action, 'Agreement', row)) return;
  throw new Forbidden('forbidden', 'You have no right to change agreements of this service.');
}

async function buildRow(
  deps: AgreementDependencies,
  { organisationId, username }: RequestContext,
  agreement: Agreement,
): Promise<AgreementDocument> {
  requireSound('an agreement', await problemsOf(deps, organisationId, agreement));
  return agreementRow(organisationId, agreement, username, deps.now());
}

/** What the engine finds, and services that do not exist. */
async function problemsOf(
  { store }: AgreementDependencies,
  organisationId: string,
  agreement: Agreement,
): Promise<TermsProblem[]> {
  const { serviceId } = agreement;
  const calendars = await store.calendars
    .find({ organisationId, isCurrent: true }, { calendarId: 1 })
    .lean()
    .exec();
  const known = new Set(calendars.map(({ calendarId }) => calendarId));
  const problems = findProblems(agreement, (calendarId) => known.has(calendarId));
  if (serviceId === undefined || (await store.services.exists({ organisationId, serviceId })))
    return problems;
  const message = `Expected a service but there is no '${serviceId}'`;
  return [{ field: 'serviceId', message }, ...problems];
}

function checkAgreement(deps: AgreementDependencies): HandlerOf<'checkAgreement'> {
  return async ({ context: { organisationId }, params: { agreementId }, body }) => {
    const agreement = toAgreement(agreementId, '0', body.agreement);
    const { serviceId, customerId } = agreement;
    const concerned = concernedClocks({
      organisationId,
      source: 'agreement',
      termsId: agreementId,
      ...(serviceId === undefined ? {} : { serviceId }),
      ...(customerId === undefined ? {} : { customerId }),
    });
    const [problems, openClocks] = await Promise.all([
      problemsOf(deps, organisationId, agreement),
      deps.store.clocks.countDocuments(concerned).exec(),
    ]);
    return {
      problems: problems.map(({ field, message }) => ({ path: field, message })),
      openClocks,
    };
  };
}
