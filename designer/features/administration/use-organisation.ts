import { useQuery } from '@tanstack/react-query';
import type { Group, OrganisationRole } from '../../../server/contract/index.js';
import { useApi } from '../../api/api-context.js';

const everything = { page: { limit: 500 } };
/** Changes seldom; whoever changes it reads it again. */
const STALE_MS = 60_000;

export function useRoles(): readonly OrganisationRole[] {
  const api = useApi();
  const { data } = useQuery({
    queryKey: ['organisation', 'roles'],
    queryFn: () => api.call('searchRoles', { body: everything }),
    staleTime: STALE_MS,
  });
  return data?.items ?? [];
}

export function useGroups(): readonly Group[] {
  const api = useApi();
  const { data } = useQuery({
    queryKey: ['organisation', 'groups'],
    queryFn: () => api.call('searchGroups', { body: everything }),
    staleTime: STALE_MS,
  });
  return data?.items ?? [];
}
