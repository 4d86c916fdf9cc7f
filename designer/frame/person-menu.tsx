import { ActionIcon, Avatar, Menu, Text, useMantineColorScheme } from '@mantine/core';
import {
  IconCheck,
  IconDeviceDesktop,
  IconKey,
  IconLogout,
  IconMoon,
  IconSun,
} from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ColorScheme } from '../../server/contract/index.js';
import { useApi } from '../api/api-context.js';
import { useSession } from '../session/session-context.js';
import { ChangePasswordDialog } from './change-password-dialog.js';

const schemes = [
  { scheme: 'light', label: 'person.light', icon: IconSun },
  { scheme: 'dark', label: 'person.dark', icon: IconMoon },
  { scheme: 'auto', label: 'person.system', icon: IconDeviceDesktop },
] as const;

function initials(name: string): string {
  const words = name.split(/\s+/).filter((word) => word !== '');
  return [words[0], words.length > 1 ? words.at(-1) : undefined]
    .map((word) => word?.charAt(0) ?? '')
    .join('');
}

function SchemeItems() {
  const { t } = useTranslation();
  const api = useApi();
  const { setSession } = useSession();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const save = useMutation({
    mutationFn: (scheme: ColorScheme) =>
      api.call('updatePreferences', { body: { colorScheme: scheme } }),
    onSuccess: setSession,
  });
  return schemes.map(({ scheme, label, icon: Icon }) => (
    <Menu.Item
      key={scheme}
      leftSection={<Icon size={16} aria-hidden />}
      rightSection={colorScheme === scheme ? <IconCheck size={16} aria-hidden /> : null}
      aria-current={colorScheme === scheme ? 'true' : undefined}
      closeMenuOnClick={false}
      onClick={() => {
        setColorScheme(scheme);
        save.mutate(scheme);
      }}
    >
      {t(label)}
    </Menu.Item>
  ));
}

export function PersonMenu() {
  const { t } = useTranslation();
  const { session, logOut } = useSession();
  const { person } = session;
  const [isChanging, setIsChanging] = useState(person.mustChangePassword === true);
  return (
    <>
      <Menu width={240} position="bottom-end">
        <Menu.Target>
          <ActionIcon
            variant="transparent"
            size={32}
            aria-label={t('person.menu', { name: person.displayName })}
          >
            <Avatar
              size={30}
              radius="xl"
              color="var(--lem-brand)"
              variant="filled"
              styles={{ placeholder: { color: 'var(--lem-on-brand)' } }}
            >
              {initials(person.displayName)}
            </Avatar>
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label c="var(--lem-text)">
            <Text fw={600}>{person.displayName}</Text>
            <Text fz="xs" c="dimmed">
              {person.roles.map((role) => session.roleNames[role] ?? role).join(', ')}
            </Text>
          </Menu.Label>
          <Menu.Divider />
          <Menu.Label>{t('person.theme')}</Menu.Label>
          <SchemeItems />
          <Menu.Divider />
          <Menu.Item
            leftSection={<IconKey size={16} aria-hidden />}
            onClick={() => setIsChanging(true)}
          >
            {t('person.changePassword')}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconLogout size={16} aria-hidden />}
            onClick={() => void logOut()}
          >
            {t('person.logOut')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <ChangePasswordDialog isOpen={isChanging} onClose={() => setIsChanging(false)} />
    </>
  );
}
