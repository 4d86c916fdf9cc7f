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

/** Reads again whatever a record says, and tells that something was done. */
function useAfterChange(onDone: () => void) {
  const notify = useNotify();
  const queryClient = useQueryClient();
  const readAgain = async (): Promise<void> => {
    await Promise.all(
      ['record', 'records'].map((name) => queryClient.invalidateQueries({ queryKey: [name] })),
    );
  };
  const done = async (message: string): Promise<void> => {
    await readAgain();
    notify(message);
    onDone();
  };
  return { readAgain, done };
}

/** Changes of fields and status, made on the version on view. */
export function useRecordChanges(record: RecordDetail, onDone: () => void) {
  const { t } = useTranslation();
  const api = useApi();
  const { readAgain, done } = useAfterChange(onDone);
  const { recordKey, version: ifMatch } = record;
  const params = { recordKey };
  const save = useMutation({
    mutationFn: (fields: Changes) =>
      api.call('updateRecord', { params, ifMatch, body: { fields } }),
    onSuccess: () => done(t('records.saved', { key: recordKey })),
  });
  const move = useMutation({
    mutationFn: ({ transitionId, fields, reason }: Move) =>
      api.call('transitionRecord', {
        params,
        ifMatch,
        body: { transitionId, fields, ...(reason === '' ? {} : { reason }) },
      }),
    onSuccess: ({ statusName }) => done(t('records.moved', { key: recordKey, status: statusName })),
  });
  return { save, move, readAgain };
}

/** Links and files, which nobody overwrites for another. */
export function useRecordParts({ recordKey }: RecordDetail, onDone: () => void) {
  const { t } = useTranslation();
  const api = useApi();
  const { done } = useAfterChange(onDone);
  const params = { recordKey };
  const unlink = useMutation({
    mutationFn: (linkKey: string) => api.call('unlinkRecord', { params: { recordKey, linkKey } }),
    onSuccess: () => done(t('records.unlinked')),
  });
  const link = useMutation({
    mutationFn: ({ relation, target }: { relation: string; target: string }) =>
      api.call('linkRecord', { params, body: { relation, target: { recordKey: target } } }),
    onSuccess: () => done(t('records.linked')),
  });
  const attach = useMutation({
    mutationFn: (file: File) => api.call('attachFile', { params, file }),
    onSuccess: (_answer, { name }) => done(t('records.attached', { name })),
  });
  const detach = useMutation({
    mutationFn: (attachmentKey: string) =>
      api.call('detachFile', { params: { recordKey, attachmentKey } }),
    onSuccess: () => done(t('records.detached')),
  });
  return { link, unlink, attach, detach };
}
