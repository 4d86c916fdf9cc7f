import { Alert, Button, Text } from '@mantine/core';
import { useCallback, useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { UserTaskDetail } from '../../../server/contract/index.js';
import { useApi } from '../../api/api-context.js';
import { describeError } from '../../api/describe-error.js';
import { isStatus } from '../../api/errors.js';
import { formatMoment, formatTimeOfDay } from '../../components/format-time.js';
import { FormView, type FormData, type FormHandle } from '../../components/form/form-view.js';
import { useSession } from '../../session/session-context.js';
import { listenToInboxCommand } from './inbox-commands.js';
import { TaskMenu } from './task-menu.js';
import { useTaskActions } from './use-task-actions.js';
import { useTaskDraft, type DraftState } from './use-task-draft.js';
import classes from './inbox.module.css';

function DraftNote({ state }: { readonly state: DraftState }) {
  const { t } = useTranslation();
  const { session } = useSession();
  const text =
    state.type === 'saving'
      ? t('inbox.draftSaving')
      : state.type === 'saved'
        ? t('inbox.draftSaved', { time: formatTimeOfDay(state.at, session.person) })
        : state.type === 'failed'
          ? t('inbox.draftFailed')
          : '';
  return (
    <span className={classes['draftState']} role="status">
      {text}
    </span>
  );
}

function ActionError({ error }: { readonly error: unknown }) {
  const { t } = useTranslation();
  return (
    <Alert color="red" role="alert" mb="md" title={t('errors.title')}>
      {describeError(error, t)}
      {isStatus(error, 409) && <Text mt="xs">{t('inbox.takenMeanwhile')}</Text>}
    </Alert>
  );
}

interface TaskWorkProps {
  readonly task: UserTaskDetail;
  readonly onCompleted: () => void;
}

function useWork({ task, onCompleted }: TaskWorkProps) {
  const api = useApi();
  const form = useRef<FormHandle>(null);
  const { userTaskKey } = task;
  const saveDraft = useCallback(
    async (variables: FormData) => {
      const saved = await api.call('saveUserTaskDraft', {
        params: { userTaskKey },
        body: { variables: variables },
      });
      return saved.savedAt;
    },
    [api, userTaskKey],
  );
  const draft = useTaskDraft(saveDraft);
  const actions = useTaskActions(task, onCompleted);
  const { forget } = draft;
  const { mutate } = actions.complete;
  const hasForm = task.form !== undefined;
  const complete = useCallback(() => {
    const submit = async (): Promise<void> => {
      const submission = hasForm ? await form.current?.submit() : { data: {}, isValid: true };
      if (submission === undefined) return;
      if (submission.isValid) mutate(submission.data, { onSuccess: forget });
      else form.current?.focusFirstField();
    };
    void submit();
  }, [hasForm, forget, mutate]);
  return { form, draft, actions, complete };
}

/** Why the person can't work on an open task now. */
function whyNot({ isSuspended, can, excludedUsers = [] }: UserTaskDetail, username: string) {
  if (isSuspended) return 'inbox.suspended';
  if (excludedUsers.includes(username)) return 'inbox.excluded';
  if (can.resolve) return 'inbox.handBack';
  return can.claim ? 'inbox.claimFirst' : 'inbox.readOnly';
}

export function TaskWork({ task, onCompleted }: TaskWorkProps) {
  const { t } = useTranslation();
  const { session } = useSession();
  const { form, draft, actions, complete } = useWork({ task, onCompleted });
  const { claim, release } = actions;
  const isMine = task.assignee === session.person.username;
  const canComplete = task.can.complete && isMine;
  // Whoever does it for somebody else fills in the form, and hands it back with what they typed.
  const canWork = canComplete || task.can.resolve;
  const schema = task.form?.schema;
  const initialData = useMemo(() => ({ ...task.variables, ...task.draft?.variables }), [task]);
  const error = actions.complete.error ?? claim.error ?? release.error;

  useEffect(
    () =>
      listenToInboxCommand((command) => {
        if (command === 'claim' && task.can.claim && !isMine) claim.mutate();
        if (command === 'release' && task.can.release) release.mutate();
        if (command === 'form') form.current?.focusFirstField();
        if (command === 'complete' && canComplete) complete();
      }),
    [canComplete, claim, complete, form, isMine, release, task],
  );

  return (
    <>
      <div className={classes['paneBody']}>
        {error !== null && <ActionError error={error} />}
        {task.state === 'created' && !canComplete && (
          <Alert mb="md" color="blue" py="xs">
            {t(whyNot(task, session.person.username))}
          </Alert>
        )}
        {task.draft !== undefined && canWork && (
          <Text c="dimmed" fz="sm" mb="sm">
            {t('inbox.draftRestored', { time: formatMoment(task.draft.savedAt, session.person) })}
          </Text>
        )}
        {schema === undefined ? (
          <Text c="dimmed">{t('inbox.noForm')}</Text>
        ) : (
          <StableForm
            task={task}
            initialData={initialData}
            isReadOnly={!canWork}
            onChange={draft.change}
            formRef={form}
          />
        )}
      </div>
      <footer className={classes['paneFoot']}>
        {canComplete && (
          <Button onClick={complete} loading={actions.complete.isPending}>
            {t('inbox.complete')}
          </Button>
        )}
        {task.can.claim && !isMine && (
          <Button onClick={() => claim.mutate()} loading={claim.isPending}>
            {t('inbox.claim')}
          </Button>
        )}
        {task.can.release && isMine && (
          <Button variant="default" onClick={() => release.mutate()} loading={release.isPending}>
            {t('inbox.release')}
          </Button>
        )}
        <TaskMenu task={task} />
        <DraftNote state={draft.state} />
      </footer>
    </>
  );
}

interface StableFormProps {
  readonly task: UserTaskDetail;
  readonly initialData: FormData;
  readonly isReadOnly: boolean;
  readonly onChange: (data: FormData) => void;
  readonly formRef: React.RefObject<FormHandle | null>;
}

/** Keeps the form that was opened: reading the task again must not throw away what is typed. */
function StableForm({ task, initialData, isReadOnly, onChange, formRef }: StableFormProps) {
  const signature = JSON.stringify(task.form?.schema);
  const schema = useMemo(
    () => JSON.parse(signature) as NonNullable<UserTaskDetail['form']>['schema'],
    [signature],
  );
  return (
    <FormView
      ref={formRef}
      schema={schema}
      initialData={initialData}
      isReadOnly={isReadOnly}
      label={task.name}
      onChange={onChange}
    />
  );
}
