import {
  Alert,
  Button,
  Group,
  Modal,
  Select,
  Stack,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { UserTaskDetail } from '../../../server/contract/index.js';
import { useApi } from '../../api/api-context.js';
import { describeError } from '../../api/describe-error.js';
import { useNotify } from '../../components/use-notify.js';
import { useSession } from '../../session/session-context.js';
import { morningAhead, toInstant } from './local-moment.js';
import { touchedQueries } from './touched-queries.js';
import { useTaskPeople } from './use-task-people.js';

export type DialogAct = 'delegate' | 'resolve' | 'handOver' | 'escalate' | 'followUp' | 'assign';

/** Roles that a task may be escalated to. */
const escalationRoles = ['service-delivery-manager', 'process-owner', 'agent'] as const;

interface ActInput {
  readonly person: string | null;
  /** `group:second-line` or `role:agent`. */
  readonly team: string | null;
  readonly note: string;
  readonly until: string;
}

/** Whether what is typed is enough. */
function isEnough(act: DialogAct, { person, team, note, until }: ActInput): boolean {
  const hasNote = note.trim() !== '';
  switch (act) {
    case 'delegate':
    case 'assign':
      return person !== null;
    case 'resolve':
      return true;
    case 'handOver':
    case 'escalate':
      return hasNote && (person === null) !== (team === null);
    case 'followUp':
      return until !== '';
  }
}

function useAct(task: UserTaskDetail, act: DialogAct, onDone: () => void) {
  const { t } = useTranslation();
  const api = useApi();
  const notify = useNotify();
  const queryClient = useQueryClient();
  const { session } = useSession();
  const { userTaskKey, name, claimVersion, assignmentEpoch } = task;
  const fence = { claimVersion, assignmentEpoch };
  const send = ({ person, team, note: typed, until }: ActInput): Promise<unknown> => {
    const params = { userTaskKey };
    const note = typed.trim();
    const toTeam = team?.slice(team.indexOf(':') + 1);
    const maybeNote = note === '' ? {} : { note };
    switch (act) {
      case 'assign':
        return api.call('assignUserTask', {
          params,
          body: { assignee: person ?? undefined, allowOverride: true, claimVersion },
        });
      case 'delegate':
        return api.call('delegateUserTask', {
          params,
          body: { ...fence, to: person ?? '', ...maybeNote },
        });
      case 'resolve':
        return api.call('resolveUserTask', { params, body: { ...fence, ...maybeNote } });
      case 'handOver':
        return api.call('handOverUserTask', {
          params,
          body: { ...fence, note, ...(person === null ? { toGroup: toTeam } : { toUser: person }) },
        });
      case 'escalate':
        return api.call('escalateUserTask', {
          params,
          body: {
            ...fence,
            note,
            ...(person === null ? { toRole: toTeam } : { toUser: person }),
          },
        });
      case 'followUp':
        return api.call('followUpUserTask', {
          params,
          body: { ...fence, at: toInstant(until, session.person.zone) },
        });
    }
  };
  const readAgain = (): void => {
    for (const first of touchedQueries) void queryClient.invalidateQueries({ queryKey: [first] });
  };
  return useMutation({
    mutationFn: send,
    onSuccess: () => {
      notify(t(`inbox.acts.${act}.done`, { name }));
      onDone();
    },
    onSettled: readAgain,
  });
}

interface TaskActDialogProps {
  readonly task: UserTaskDetail;
  readonly act: DialogAct;
  readonly onClose: () => void;
}

/** Asks for what an act needs: to whom, why, until when. */
export function TaskActDialog({ task, act, onClose }: TaskActDialogProps) {
  const { t } = useTranslation();
  const { session } = useSession();
  const { zone } = session.person;
  const [input, setInput] = useState<ActInput>(() => ({
    person: null,
    team: null,
    note: '',
    until: morningAhead(Date.now(), 1, zone),
  }));
  const send = useAct(task, act, onClose);
  const change = (changed: Partial<ActInput>): void =>
    setInput((previous) => ({ ...previous, ...changed }));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (isEnough(act, input)) send.mutate(input);
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(`inbox.acts.${act}.title`, { name: task.name })}
      closeButtonProps={{ 'aria-label': t('actions.close') }}
    >
      <form onSubmit={submit}>
        <Stack>
          <Text>{t(`inbox.acts.${act}.text`, { owner: task.delegatedBy ?? '' })}</Text>
          {send.error !== null && (
            <Alert color="red" role="alert">
              {describeError(send.error, t)}
            </Alert>
          )}
          {act !== 'resolve' && act !== 'followUp' && (
            <WhoFields task={task} act={act} input={input} onChange={change} />
          )}
          {act === 'followUp' && <UntilField input={input} onChange={change} />}
          {act !== 'followUp' && act !== 'assign' && (
            <Textarea
              label={t('inbox.acts.note')}
              description={t('inbox.acts.noteHelp')}
              required={act === 'handOver' || act === 'escalate'}
              autosize
              minRows={2}
              maxLength={4000}
              value={input.note}
              onChange={(event) => change({ note: event.currentTarget.value })}
              data-autofocus={act === 'resolve'}
            />
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('actions.close')}
            </Button>
            <Button type="submit" disabled={!isEnough(act, input)} loading={send.isPending}>
              {t(`inbox.acts.${act}.submit`)}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

interface FieldProps {
  readonly input: ActInput;
  readonly onChange: (changed: Partial<ActInput>) => void;
}

const purposes = {
  delegate: 'delegation',
  assign: 'delegation',
  handOver: 'handOver',
  escalate: 'escalation',
} as const;

function WhoFields({
  task,
  act,
  input,
  onChange,
}: FieldProps & { readonly task: UserTaskDetail; readonly act: keyof typeof purposes }) {
  const { t } = useTranslation();
  const { session } = useSession();
  const people = useTaskPeople(task.userTaskKey, purposes[act]);
  const teams =
    act === 'handOver'
      ? task.candidateGroups.map((group) => ({ value: `group:${group}`, label: group }))
      : act === 'escalate'
        ? escalationRoles.map((role) => ({
            value: `role:${role}`,
            label: session.roleNames[role] ?? role,
          }))
        : [];
  return (
    <>
      <Select
        label={t('inbox.acts.person')}
        placeholder={t('inbox.acts.personHelp')}
        searchable
        openOnFocus={false}
        clearable
        required={teams.length === 0}
        data={people.options}
        filter={({ options }) => options}
        onSearchChange={people.onSearch}
        nothingFoundMessage={t('inbox.acts.nobody')}
        value={input.person}
        onChange={(person) => onChange({ person, ...(person === null ? {} : { team: null }) })}
        clearButtonProps={{ 'aria-label': t('inbox.acts.clear') }}
        data-autofocus
      />
      {teams.length > 0 && (
        <Select
          label={t(act === 'handOver' ? 'inbox.acts.orGroup' : 'inbox.acts.orRole')}
          clearable
          data={teams}
          value={input.team}
          onChange={(team) => onChange({ team, ...(team === null ? {} : { person: null }) })}
          clearButtonProps={{ 'aria-label': t('inbox.acts.clear') }}
        />
      )}
    </>
  );
}

function UntilField({ input, onChange }: FieldProps) {
  const { t } = useTranslation();
  const { session } = useSession();
  const { zone } = session.person;
  const presets = [
    ['tomorrow', 1],
    ['inThreeDays', 3],
    ['inAWeek', 7],
  ] as const;
  return (
    <>
      <Group gap="xs">
        {presets.map(([name, days]) => (
          <Button
            key={name}
            size="compact-sm"
            variant="default"
            onClick={() => onChange({ until: morningAhead(Date.now(), days, zone) })}
          >
            {t(`inbox.acts.${name}`)}
          </Button>
        ))}
      </Group>
      <TextInput
        type="datetime-local"
        label={t('inbox.acts.until')}
        description={t('inbox.acts.zone', { zone })}
        required
        value={input.until}
        onChange={(event) => onChange({ until: event.currentTarget.value })}
        data-autofocus
      />
    </>
  );
}
