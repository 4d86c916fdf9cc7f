import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useApi } from '../../api/api-context.js';

type Purpose = 'delegation' | 'handOver' | 'escalation' | 'mention';

interface TaskPeople {
  readonly options: { readonly value: string; readonly label: string }[];
  readonly onSearch: (text: string) => void;
}

/** People who may get the task, as the person types a name. */
export function useTaskPeople(userTaskKey: string, purpose: Purpose): TaskPeople {
  const api = useApi();
  const [typed, setTyped] = useState('');
  const [text] = useDebouncedValue(typed, 200);
  const people = useQuery({
    queryKey: ['task-people', userTaskKey, purpose, text],
    queryFn: () =>
      api.call('listTaskPeople', { params: { userTaskKey }, query: { for: purpose, text } }),
    placeholderData: (previous) => previous,
    staleTime: 60_000,
  });
  const options = (people.data?.items ?? []).map(({ username, displayName }) => ({
    value: username,
    label: displayName,
  }));
  return { options, onSearch: setTyped };
}
