import { Alert, Button, Group, Select, Stack, Text, Textarea } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { TaskComment, UserTaskDetail } from '../../../server/contract/index.js';
import { useApi } from '../../api/api-context.js';
import { describeError } from '../../api/describe-error.js';
import { formatMoment, formatMomentWithZone } from '../../components/format-time.js';
import { EmptyState, ErrorState, ListSkeleton } from '../../components/page-states.js';
import { useSession } from '../../session/session-context.js';
import { useTaskPeople } from './use-task-people.js';
import classes from './task-comments.module.css';

function useCommentActs(userTaskKey: string) {
  const api = useApi();
  const queryClient = useQueryClient();
  // Whoever has sent something can write on at once.
  const onSettled = (): void => {
    for (const first of ['task-comments', 'task-story', 'task'])
      void queryClient.invalidateQueries({ queryKey: [first] });
  };
  const add = useMutation({
    mutationFn: (text: string) =>
      api.call('createTaskComment', { params: { userTaskKey }, body: { text } }),
    onSettled,
  });
  const edit = useMutation({
    mutationFn: ({ commentKey, text }: { commentKey: string; text: string }) =>
      api.call('updateTaskComment', { params: { userTaskKey, commentKey }, body: { text } }),
    onSettled,
  });
  const remove = useMutation({
    mutationFn: (commentKey: string) =>
      api.call('deleteTaskComment', { params: { userTaskKey, commentKey } }),
    onSettled,
  });
  return { add, edit, remove };
}

interface CommentItemProps {
  readonly comment: TaskComment;
  readonly task: UserTaskDetail;
  readonly acts: ReturnType<typeof useCommentActs>;
}

function CommentText({ comment, task, acts }: CommentItemProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState<string>();
  const { commentKey, text, canEdit } = comment;
  if (text === undefined) return <Text c="dimmed">{t('inbox.comments.deleted')}</Text>;
  if (typed === undefined) {
    return (
      <>
        <p className={classes['text']}>{text}</p>
        {canEdit && comment.userTaskKey === task.userTaskKey && (
          <Group gap="xs">
            <Button size="compact-xs" variant="default" onClick={() => setTyped(text)}>
              {t('inbox.comments.edit')}
            </Button>
            <Button
              size="compact-xs"
              variant="default"
              onClick={() => acts.remove.mutate(commentKey)}
            >
              {t('inbox.comments.delete')}
            </Button>
          </Group>
        )}
      </>
    );
  }
  const save = (event: FormEvent): void => {
    event.preventDefault();
    acts.edit.mutate({ commentKey, text: typed.trim() }, { onSuccess: () => setTyped(undefined) });
  };
  return (
    <form onSubmit={save}>
      <Textarea
        aria-label={t('inbox.comments.edit')}
        autosize
        maxLength={4000}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <Group gap="xs" mt="xs">
        <Button
          size="compact-xs"
          type="submit"
          disabled={typed.trim() === ''}
          loading={acts.edit.isPending}
        >
          {t('inbox.comments.save')}
        </Button>
        <Button size="compact-xs" variant="default" onClick={() => setTyped(undefined)}>
          {t('actions.cancel')}
        </Button>
      </Group>
    </form>
  );
}

function CommentItem(props: CommentItemProps) {
  const { t } = useTranslation();
  const { session } = useSession();
  const { comment, task } = props;
  const { at, editedAt, earlier, kind, byName, userTaskKey, taskName } = comment;
  return (
    <li className={classes['comment']}>
      <div className={classes['head']}>
        <strong>{byName}</strong>
        {kind !== 'comment' && <span>{t(`inbox.comments.kinds.${kind}`)}</span>}
        <time dateTime={at} title={formatMomentWithZone(at, session.person)}>
          {formatMoment(at, session.person)}
        </time>
        {userTaskKey !== task.userTaskKey && (
          <span>{t('inbox.comments.ofTask', { name: taskName })}</span>
        )}
      </div>
      <CommentText {...props} />
      {editedAt !== undefined && earlier.length > 0 && (
        <details className={classes['earlier']}>
          <summary>
            {t('inbox.comments.edited', { time: formatMoment(editedAt, session.person) })}
          </summary>
          {earlier.map((version) => (
            <p key={version.at} className={classes['text']}>
              {formatMoment(version.at, session.person)}: {version.text}
            </p>
          ))}
        </details>
      )}
    </li>
  );
}

function NewComment({
  task,
  add,
}: {
  readonly task: UserTaskDetail;
  readonly add: ReturnType<typeof useCommentActs>['add'];
}) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const field = useRef<HTMLTextAreaElement>(null);
  const people = useTaskPeople(task.userTaskKey, 'mention');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (text.trim() !== '') add.mutate(text.trim(), { onSuccess: () => setText('') });
  };
  const mention = (username: string | null): void => {
    if (username === null) return;
    setText((typed) => `${typed}${typed === '' || typed.endsWith(' ') ? '' : ' '}@${username} `);
    field.current?.focus();
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="xs">
        {add.error !== null && (
          <Alert color="red" role="alert">
            {describeError(add.error, t)}
          </Alert>
        )}
        <Textarea
          ref={field}
          label={t('inbox.comments.new')}
          description={t('inbox.comments.newHelp')}
          autosize
          minRows={2}
          maxLength={4000}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Group justify="space-between">
          <Select
            size="xs"
            aria-label={t('inbox.comments.mention')}
            placeholder={t('inbox.comments.mention')}
            searchable
            data={people.options}
            filter={({ options }) => options}
            onSearchChange={people.onSearch}
            nothingFoundMessage={t('inbox.acts.nobody')}
            value={null}
            onChange={mention}
          />
          <Button type="submit" disabled={text.trim() === ''} loading={add.isPending}>
            {t('inbox.comments.send')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** What people say about the task and those around it. */
export function TaskComments({ task }: { readonly task: UserTaskDetail }) {
  const { t } = useTranslation();
  const api = useApi();
  const { userTaskKey } = task;
  const acts = useCommentActs(userTaskKey);
  const comments = useQuery({
    queryKey: ['task-comments', userTaskKey],
    queryFn: () => api.call('listTaskComments', { params: { userTaskKey } }),
  });
  if (comments.isPending) return <ListSkeleton rows={3} />;
  if (comments.isError)
    return <ErrorState error={comments.error} onRetry={() => void comments.refetch()} />;
  const { items } = comments.data;
  return (
    <Stack>
      {items.length === 0 && (
        <EmptyState title={t('inbox.comments.empty')} text={t('inbox.comments.emptyText')} />
      )}
      <ol className={classes['comments']} aria-label={t('inbox.tabs.comments')}>
        {items.map((comment) => (
          <CommentItem key={comment.commentKey} comment={comment} task={task} acts={acts} />
        ))}
      </ol>
      <NewComment key={userTaskKey} task={task} add={acts.add} />
    </Stack>
  );
}
