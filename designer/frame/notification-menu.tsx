import { ActionIcon, Button, Indicator, Popover, ScrollArea, Stack, Text } from '@mantine/core';
import { IconBell } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Notification } from '../../server/contract/index.js';
import { useApi } from '../api/api-context.js';
import { ErrorState, ListSkeleton } from '../components/page-states.js';
import { LinkAnchor } from '../components/links.js';
import { formatMoment } from '../components/format-time.js';
import { useSession } from '../session/session-context.js';
import classes from './notification-menu.module.css';

function NotificationItem({
  item,
  onRead,
}: {
  readonly item: Notification;
  readonly onRead: () => void;
}) {
  const { t } = useTranslation();
  const { session } = useSession();
  return (
    <li className={classes['item']} data-unread={!item.isRead}>
      <Text fw={item.isRead ? 400 : 600}>
        {item.userTaskKey === undefined ? (
          item.subject
        ) : (
          <LinkAnchor to="/inbox" search={{ task: item.userTaskKey }}>
            {item.subject}
          </LinkAnchor>
        )}
      </Text>
      <Text fz="sm">{item.text}</Text>
      <Text fz="xs" c="dimmed">
        {formatMoment(item.createdAt, session.person)}
      </Text>
      {!item.isRead && (
        <Button size="compact-xs" variant="default" onClick={onRead}>
          {t('notifications.markRead')}
        </Button>
      )}
    </li>
  );
}

export function NotificationMenu() {
  const { t } = useTranslation();
  const api = useApi();
  const queryClient = useQueryClient();
  const list = useQuery({
    queryKey: ['notifications'],
    queryFn: () =>
      api.call('searchNotifications', {
        body: { sort: [{ field: 'createdAt', order: 'desc' }], page: { limit: 50 } },
      }),
  });
  const read = useMutation({
    mutationFn: (notificationKey: string) =>
      api.call('readNotification', { params: { notificationKey } }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['notifications'] }),
  });
  const items = list.data?.items ?? [];
  const unread = items.filter(({ isRead }) => !isRead).length;
  return (
    <Popover width={360} position="bottom-end" trapFocus>
      <Indicator
        label={unread}
        disabled={unread === 0}
        size={16}
        offset={6}
        color="var(--lem-brand)"
        className={classes['indicator'] ?? ''}
      >
        <Popover.Target>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={32}
            aria-label={t('notifications.open', { count: unread })}
          >
            <IconBell size={20} stroke={1.6} />
          </ActionIcon>
        </Popover.Target>
      </Indicator>
      <Popover.Dropdown p={0} aria-label={t('notifications.title')}>
        <ScrollArea.Autosize mah={420}>
          {list.isPending && <ListSkeleton rows={3} />}
          {list.isError && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
          {list.isSuccess && items.length === 0 && (
            <Text p="lg" c="dimmed" ta="center">
              {t('notifications.empty')}
            </Text>
          )}
          <Stack component="ul" gap={0} m={0} p={0}>
            {items.map((item) => (
              <NotificationItem
                key={item.notificationKey}
                item={item}
                onRead={() => read.mutate(item.notificationKey)}
              />
            ))}
          </Stack>
        </ScrollArea.Autosize>
      </Popover.Dropdown>
    </Popover>
  );
}
