import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../api/api-context.js';
import { toInstanceMarkers } from './instance-markers.js';

interface OfInstance {
  readonly processDefinitionKey: string;
  readonly processInstanceKey: string;
}

/** The diagram of an instance's process, and what to draw on it: the path taken and where its tokens are. */
export function useInstanceDiagram({ processDefinitionKey, processInstanceKey }: OfInstance) {
  const { t } = useTranslation();
  const api = useApi();
  const xml = useQuery({
    queryKey: ['xml', processDefinitionKey],
    queryFn: () => api.call('getProcessDefinitionXml', { params: { processDefinitionKey } }),
    staleTime: Infinity,
  });
  const elements = useQuery({
    queryKey: ['instance', processInstanceKey, 'elements'],
    queryFn: () => api.call('listElementInstances', { params: { processInstanceKey } }),
  });
  const drawn = useMemo(() => toInstanceMarkers(elements.data, t), [elements.data, t]);
  return { xml, drawn };
}
