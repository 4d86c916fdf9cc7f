import {
  Alert,
  Button,
  Checkbox,
  Group,
  Modal,
  MultiSelect,
  NumberInput,
  Select,
  Stack,
  TextInput,
} from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { TaskFilter } from '../../../server/contract/index.js';
import { useApi } from '../../api/api-context.js';
import { describeError } from '../../api/describe-error.js';
import { useSession } from '../../session/session-context.js';
import { dueSpans, toFields, toFilter, whoseChoices, type FilterFields } from './filter-fields.js';
import { inboxOrders } from './inbox-search.js';

interface FilterDialogProps {
  readonly saved: TaskFilter | undefined;
  readonly onClose: () => void;
}

function useSave(saved: TaskFilter | undefined, onClose: () => void) {
  const api = useApi();
  const queryClient = useQueryClient();
  const navigate = useNavigate({ from: '/inbox' });
  return useMutation({
    mutationFn: ({ name, order, groups, ...fields }: FilterFields) => {
      const body = { name: name.trim(), order, groups: [...groups], filter: toFilter(fields) };
      if (saved === undefined) return api.call('createTaskFilter', { body });
      const { taskFilterKey, version } = saved;
      return api.call('updateTaskFilter', {
        params: { taskFilterKey },
        body,
        ifMatch: version,
      });
    },
    onSuccess: async ({ taskFilterKey }) => {
      await queryClient.invalidateQueries({ queryKey: ['task-filters'] });
      await queryClient.invalidateQueries({ queryKey: ['task-counts'] });
      await queryClient.invalidateQueries({ queryKey: ['tasks'] });
      onClose();
      void navigate({ search: () => ({ saved: taskFilterKey }) });
    },
  });
}

/** Puts a list together from what tasks can be told apart by. */
export function FilterDialog({ saved, onClose }: FilterDialogProps) {
  const { t } = useTranslation();
  const { session } = useSession();
  const [fields, setFields] = useState(() => toFields(saved));
  const save = useSave(saved, onClose);
  const change = (changed: Partial<FilterFields>): void =>
    setFields((previous) => ({ ...previous, ...changed }));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (fields.name.trim() !== '') save.mutate(fields);
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(saved === undefined ? 'inbox.saved.newTitle' : 'inbox.saved.editTitle')}
      closeButtonProps={{ 'aria-label': t('actions.close') }}
    >
      <form onSubmit={submit}>
        <Stack gap="sm">
          {save.error !== null && (
            <Alert color="red" role="alert">
              {describeError(save.error, t)}
            </Alert>
          )}
          <TextInput
            label={t('inbox.saved.name')}
            required
            maxLength={60}
            value={fields.name}
            onChange={(event) => change({ name: event.currentTarget.value })}
            data-autofocus
          />
          <WhoseFields fields={fields} onChange={change} />
          <WhatFields fields={fields} onChange={change} />
          <Select
            label={t('inbox.order')}
            allowDeselect={false}
            data={inboxOrders.map((value) => ({ value, label: t(`inbox.orders.${value}`) }))}
            value={fields.order}
            onChange={(value) =>
              change({ order: inboxOrders.find((known) => known === value) ?? 'due' })
            }
          />
          {session.person.groups.length > 0 && (
            <MultiSelect
              label={t('inbox.saved.shareWith')}
              data={session.person.groups}
              value={[...fields.groups]}
              onChange={(groups) => change({ groups })}
            />
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('actions.close')}
            </Button>
            <Button type="submit" disabled={fields.name.trim() === ''} loading={save.isPending}>
              {t('inbox.saved.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

interface FieldsProps {
  readonly fields: FilterFields;
  readonly onChange: (changed: Partial<FilterFields>) => void;
}

function WhoseFields({ fields, onChange }: FieldsProps) {
  const { t } = useTranslation();
  return (
    <Group grow align="start">
      <Select
        label={t('inbox.saved.whose')}
        allowDeselect={false}
        data={whoseChoices.map((value) => ({
          value,
          label: t(`inbox.saved.whoseChoices.${value}`),
        }))}
        value={fields.whose}
        onChange={(value) =>
          onChange({ whose: whoseChoices.find((known) => known === value) ?? 'all' })
        }
      />
      <TextInput
        label={t('inbox.saved.group')}
        maxLength={100}
        value={fields.group}
        onChange={(event) => onChange({ group: event.currentTarget.value })}
      />
    </Group>
  );
}

function WhatFields({ fields, onChange }: FieldsProps) {
  const { t } = useTranslation();
  const api = useApi();
  const services = useQuery({
    queryKey: ['services'],
    queryFn: () => api.call('searchServices', { body: { page: { limit: 200 } } }),
  });
  const readNumber = (value: string | number): number | undefined =>
    value === '' ? undefined : Number(value);
  return (
    <>
      <Group grow align="start">
        <Select
          label={t('inbox.start.service')}
          searchable
          clearable
          data={(services.data?.items ?? []).map(({ serviceId, name }) => ({
            value: serviceId,
            label: name,
          }))}
          value={fields.serviceId === '' ? null : fields.serviceId}
          onChange={(serviceId) => onChange({ serviceId: serviceId ?? '' })}
          clearButtonProps={{ 'aria-label': t('inbox.acts.clear') }}
        />
        <TextInput
          label={t('inbox.saved.process')}
          maxLength={200}
          value={fields.processDefinitionId}
          onChange={(event) => onChange({ processDefinitionId: event.currentTarget.value })}
        />
      </Group>
      <Group grow align="start">
        <NumberInput
          label={t('inbox.saved.priorityFrom')}
          min={0}
          max={100}
          value={fields.priorityFrom ?? ''}
          onChange={(value) => onChange({ priorityFrom: readNumber(value) })}
        />
        <Select
          label={t('inbox.saved.due')}
          clearable
          data={dueSpans.map((value) => ({ value, label: t(`inbox.saved.dueSpans.${value}`) }))}
          value={fields.dueBefore === '' ? null : fields.dueBefore}
          onChange={(dueBefore) => onChange({ dueBefore: dueBefore ?? '' })}
          clearButtonProps={{ 'aria-label': t('inbox.acts.clear') }}
        />
      </Group>
      <TextInput
        label={t('inbox.saved.text')}
        maxLength={200}
        value={fields.text}
        onChange={(event) => onChange({ text: event.currentTarget.value })}
      />
      <Checkbox
        label={t('inbox.saved.atRisk')}
        checked={fields.atRisk}
        onChange={(event) => onChange({ atRisk: event.currentTarget.checked })}
      />
    </>
  );
}
