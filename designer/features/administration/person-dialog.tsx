import {
  Alert,
  Button,
  Group,
  Modal,
  MultiSelect,
  PasswordInput,
  Stack,
  Switch,
  TextInput,
} from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { User } from '../../../server/contract/index.js';
import { useApi } from '../../api/api-context.js';
import { describeError } from '../../api/describe-error.js';
import { useNotify } from '../../components/use-notify.js';
import { useGroups, useRoles } from './use-organisation.js';

interface PersonFields {
  username: string;
  displayName: string;
  email: string;
  roles: string[];
  groups: string[];
  isActive: boolean;
  password: string;
}

const emptyFields: PersonFields = {
  username: '',
  displayName: '',
  email: '',
  roles: [],
  groups: [],
  isActive: true,
  password: '',
};

const toFields = (user: User): PersonFields => ({
  ...emptyFields,
  username: user.username,
  displayName: user.displayName,
  email: user.email ?? '',
  roles: user.roles,
  groups: user.groups,
  isActive: !user.isDisabled,
});

function useSave(user: User | undefined, onClose: () => void) {
  const { t } = useTranslation();
  const notify = useNotify();
  const api = useApi();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ username, isActive, password, email, ...fields }: PersonFields) => {
      const shared = { ...fields, ...(email === '' ? {} : { email }) };
      return user === undefined
        ? api.call('createUser', { body: { ...shared, username, password } })
        : api.call('updateUser', {
            params: { username },
            body: { ...shared, isDisabled: !isActive },
          });
    },
    onSuccess: ({ displayName: name }) => {
      notify(t(user === undefined ? 'administration.created' : 'administration.saved', { name }));
      onClose();
      return queryClient.invalidateQueries({ queryKey: ['people'] });
    },
  });
}

interface PersonDialogProps {
  readonly user?: User;
  readonly onClose: () => void;
}

export function PersonDialog({ user, onClose }: PersonDialogProps) {
  const { t } = useTranslation();
  const form = useForm<PersonFields>({
    initialValues: user === undefined ? emptyFields : toFields(user),
  });
  const save = useSave(user, onClose);
  const roles = useRoles();
  const groups = useGroups();
  const title =
    user === undefined
      ? t('administration.add')
      : t('administration.editTitle', { name: user.displayName });
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      closeButtonProps={{ 'aria-label': t('actions.close') }}
    >
      <form onSubmit={form.onSubmit((fields) => save.mutate(fields))}>
        <Stack gap="sm">
          {save.isError && (
            <Alert color="red" role="alert">
              {describeError(save.error, t)}
            </Alert>
          )}
          {user === undefined && (
            <TextInput
              label={t('administration.form.username')}
              description={t('administration.form.usernameHelp')}
              required
              autoComplete="off"
              {...form.getInputProps('username')}
            />
          )}
          <TextInput
            label={t('administration.form.displayName')}
            required
            {...form.getInputProps('displayName')}
          />
          <TextInput
            label={t('administration.form.email')}
            type="email"
            {...form.getInputProps('email')}
          />
          <MultiSelect
            label={t('administration.form.roles')}
            data={roles.map(({ roleId, name }) => ({ value: roleId, label: name }))}
            searchable
            maxDropdownHeight={200}
            {...form.getInputProps('roles')}
          />
          <MultiSelect
            label={t('administration.form.groups')}
            data={groups.map(({ groupId, name }) => ({ value: groupId, label: name }))}
            searchable
            maxDropdownHeight={200}
            {...form.getInputProps('groups')}
          />
          {user === undefined ? (
            <PasswordInput
              label={t('administration.form.password')}
              description={t('administration.form.passwordHelp')}
              required
              minLength={10}
              autoComplete="new-password"
              {...form.getInputProps('password')}
            />
          ) : (
            <Switch
              label={t('administration.form.isActive')}
              {...form.getInputProps('isActive', { type: 'checkbox' })}
            />
          )}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('actions.cancel')}
            </Button>
            <Button type="submit" loading={save.isPending}>
              {t(user === undefined ? 'actions.create' : 'actions.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
