import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useApi } from '../../api/api-context.js';

/** Decisions that a business rule task can call; filled as soon as they are known. */
export interface DecisionCatalogue {
  decisions: readonly { readonly value: string; readonly label: string }[];
}

const MOST_LISTED = 500;

/** The same object for as long as the modeler lives: the panel reads it anew each time it is drawn. */
export function useDecisionCatalogue(): DecisionCatalogue {
  const api = useApi();
  const [catalogue] = useState<DecisionCatalogue>(() => ({ decisions: [] }));
  const { data } = useQuery({
    queryKey: ['decision-definitions', 'latest'],
    queryFn: () =>
      api.call('searchDecisionDefinitions', {
        body: { filter: { isLatest: true }, page: { limit: MOST_LISTED } },
      }),
  });
  useEffect(() => {
    const known = new Map(
      (data?.items ?? []).map(({ decisionDefinitionId: id, name }) => [
        id,
        { value: id, label: name === id ? id : `${name} (${id})` },
      ]),
    );
    // The panel belongs to bpmn-js, which takes services and no props.
    catalogue.decisions = [...known.values()];
  }, [catalogue, data]);
  return catalogue;
}
