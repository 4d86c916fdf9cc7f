import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { JsonValue } from '../../../engine/index.js';
import type { RecordDetail } from '../../../server/contract/index.js';
import { useApi } from '../../api/api-context.js';
import { useNotify } from '../../components/use-notify.js';

/** Of a form, so JSON. */
export type Changes = Record<string, JsonValue>;

interface Move {
  readonly transitionId: string;
  readonly fields: Changes;
  readonly reason: string;
}

/** What a person does with a record; whatever it says after that is read again. */
export function useRecordChanges(record: RecordDetail, onDone: () => void) {
  const { t } = useTranslation();
  const api = useApi();
  const notify = useNotify();
  const queryClient = useQueryClient();
  const { recordKey, version: ifMatch } = record;
  const params = { recordKey };
  const readAgain = async (): Promise<void> => {
    await Promise.all(
      ['record', 'records'].map((name) => queryClient.invalidateQueries({ queryKey: [name] })),
    );
  };
  const done = (message: string) => async (): Promise<void> => {
    await readAgain();
    notify(message);
    onDone();
  };
  const save = useMutation({
    mutationFn: (fields: Changes) =>
      api.call('updateRecord', { params, ifMatch, body: { fields } }),
    onSuccess: done(t('records.saved', { key: recordKey })),
  });
  const move = useMutation({
    mutationFn: ({ transitionId, fields, reason }: Move) =>
      api.call('transitionRecord', {
        params,
        ifMatch,
        body: {
          transitionId,
          fields,
          ...(reason === '' ? {} : { reason }),
        },
      }),
    onSuccess: ({ statusName }) =>
      done(t('records.moved', { key: recordKey, status: statusName }))(),
  });
  const unlink = useMutation({
    mutationFn: (linkKey: string) => api.call('unlinkRecord', { params: { recordKey, linkKey } }),
    onSuccess: done(t('records.unlinked')),
  });
  const link = useMutation({
    mutationFn: ({ relation, target }: { relation: string; target: string }) =>
      api.call('linkRecord', { params, body: { relation, target: { recordKey: target } } }),
    onSuccess: done(t('records.linked')),
  });
  const attach = useMutation({
    mutationFn: (file: File) => api.call('attachFile', { params, file }),
    onSuccess: (_answer, { name }) => done(t('records.attached', { name }))(),
  });
  const detach = useMutation({
    mutationFn: (attachmentKey: string) =>
      api.call('detachFile', { params: { recordKey, attachmentKey } }),
    onSuccess: done(t('records.detached')),
  });
  return { save, move, link, unlink, attach, detach, readAgain };
}
