import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CheckResult, DeploymentResult, Draft } from '../../../server/contract/index.js';
import { useApi } from '../../api/api-context.js';
import { isStatus } from '../../api/errors.js';
import type { DecisionFile } from './decisions/new-decisions.js';
import { useNotify } from '../../components/use-notify.js';

interface Content {
  readonly xml: string;
  readonly reasons: Readonly<Record<string, string>>;
  readonly decisions: readonly DecisionFile[];
}

interface SavedState {
  readonly version: number;
  readonly at: string;
  readonly content: Content;
}

const isSame = (a: Content, b: Content): boolean =>
  a.xml === b.xml &&
  JSON.stringify(a.reasons) === JSON.stringify(b.reasons) &&
  JSON.stringify(a.decisions) === JSON.stringify(b.decisions);

/** What was saved last, and saving of what is newer, never over what somebody else has saved meanwhile. */
function useSavedContent(draft: Draft, content: Content) {
  const api = useApi();
  const queryClient = useQueryClient();
  const { draftKey } = draft;
  const [saved, setSaved] = useState<SavedState>({
    version: draft.version,
    at: draft.updatedAt,
    content: { xml: draft.xml, reasons: draft.reasons, decisions: draft.decisions },
  });
  const version = useRef(draft.version);
  const isDirty = !isSame(saved.content, content);

  async function saveContent(): Promise<number> {
    if (!isDirty) return version.current;
    const { xml, reasons, decisions } = content;
    const head = await api.call('updateDraft', {
      params: { draftKey },
      body: { xml, reasons: { ...reasons }, decisions: [...decisions] },
      ifMatch: version.current,
    });
    version.current = head.version;
    setSaved({ version: head.version, at: head.updatedAt, content });
    void queryClient.invalidateQueries({ queryKey: ['drafts'] });
    return head.version;
  }

  async function overwriteContent(): Promise<number> {
    const newest = await api.call('getDraft', { params: { draftKey } });
    version.current = newest.version;
    return saveContent();
  }
  return { saved, isDirty, saveContent, overwriteContent };
}

/** Saving, checking and deploying of one draft. */
export function useDraftSaving(draft: Draft, content: Content) {
  const { t } = useTranslation();
  const notify = useNotify();
  const api = useApi();
  const queryClient = useQueryClient();
  const { draftKey } = draft;
  const { saved, isDirty, saveContent, overwriteContent } = useSavedContent(draft, content);
  const save = useMutation({
    mutationFn: saveContent,
    onSuccess: () => notify(t('modeler.savedToast')),
  });
  const overwrite = useMutation({
    mutationFn: overwriteContent,
    onSuccess: () => {
      save.reset();
      notify(t('modeler.savedToast'));
    },
  });
  const check = useMutation({
    mutationFn: async (): Promise<CheckResult> => {
      await saveContent();
      return api.call('checkDraft', { params: { draftKey } });
    },
  });
  const deploy = useMutation({
    mutationFn: async (): Promise<DeploymentResult> => {
      const ifMatch = await saveContent();
      return api.call('deployDraft', { params: { draftKey }, ifMatch });
    },
    onSuccess: () => {
      void queryClient.invalidateQueries({ queryKey: ['definitions'] });
      void queryClient.invalidateQueries({ queryKey: ['startable'] });
    },
  });
  const error = save.error ?? check.error ?? deploy.error ?? overwrite.error;
  return { saved, isDirty, save, overwrite, check, deploy, error, isStale: isStatus(error, 412) };
}

export type DraftSaving = ReturnType<typeof useDraftSaving>;
