import type { Service } from '../../contract/index.js';
import { NotFound } from '../../errors.js';
import type { HandlerOf, Handlers } from '../../http/endpoint-router.js';
import { searchRows, sortOf } from '../../http/search-rows.js';
import type { ServiceDocument } from '../../store/people-models.js';
import { keyOf, noteChange, type OrganisationDependencies } from './organisation-dependencies.js';
import { requireId, textFilterOf } from './structure-handlers.js';

/** Services of the organisation, and to whom they are delivered. */
export function createServiceHandlers(
  deps: OrganisationDependencies,
): Handlers<'searchServices' | 'putService'> {
  return { searchServices: searchServices(deps), putService: putService(deps) };
}

function toService({ serviceId, name, description, customerIds }: ServiceDocument): Service {
  return {
    serviceId,
    name,
    ...(description === undefined ? {} : { description }),
    customerIds: customerIds ?? [],
  };
}

function searchServices({ store }: OrganisationDependencies): HandlerOf<'searchServices'> {
  return async ({ context, body }) => {
    const filter = textFilterOf(context, 'serviceId', body.filter?.text);
    const sort = sortOf(body.sort, { name: 'name', serviceId: 'serviceId' }, { name: 1 });
    const { rows, page } = await searchRows(store.services, { filter, sort, page: body.page });
    return { items: rows.map(toService), page };
  };
}

function putService(deps: OrganisationDependencies): HandlerOf<'putService'> {
  const { store } = deps;
  return async ({ context, params: { serviceId }, body }) => {
    requireId(serviceId, 'serviceId');
    const { organisationId } = context;
    for (const customerId of body.customerIds) {
      if (!(await store.customers.exists({ organisationId, customerId }))) {
        throw new NotFound('customer', customerId);
      }
    }
    const _id = keyOf(context, serviceId);
    const before = await store.services.findById(_id).lean().exec();
    const after = { organisationId, serviceId, ...body };
    await store.services.replaceOne({ _id }, after, { upsert: true }).exec();
    const subject = { subjectType: 'Service', subjectKey: serviceId };
    await noteChange(deps, context, { action: 'servicePut', ...subject, before, after: body });
    return toService({ _id, ...after } as ServiceDocument);
  };
}
