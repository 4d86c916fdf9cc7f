import { useQuery } from '@tanstack/react-query';
import type { RecordTypeDescription } from '../../../server/contract/index.js';
import { useApi } from '../../api/api-context.js';

/** The types of records; they do not change while the server runs. */
export function useRecordTypes(): readonly RecordTypeDescription[] {
  const api = useApi();
  const types = useQuery({
    queryKey: ['record-types'],
    queryFn: () => api.call('listRecordTypes', {}),
    staleTime: Infinity,
  });
  return types.data?.items ?? [];
}
