import { Alert, Button, Skeleton, Stack, Text, Title } from '@mantine/core';
import { IconAlertCircle, IconLock, IconMapOff } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { describeError } from '../api/describe-error.js';
import { isStatus } from '../api/errors.js';
import classes from './page-states.module.css';

export function PageSkeleton() {
  return (
    <Stack p="lg" gap="md" aria-hidden="true">
      <Skeleton h={28} w={240} />
      <ListSkeleton rows={6} />
    </Stack>
  );
}

export function ListSkeleton({ rows = 5 }: { readonly rows?: number }) {
  return (
    <Stack gap="sm" p="sm" aria-hidden="true">
      {Array.from({ length: rows }, (_, row) => (
        <Skeleton key={row} h={36} />
      ))}
    </Stack>
  );
}

interface StateProps {
  readonly icon?: ReactNode;
  readonly title: string;
  readonly text?: string | undefined;
  readonly action?: ReactNode;
}

/** The quiet middle of a page that has nothing to show. */
export function EmptyState({ icon, title, text, action }: StateProps) {
  return (
    <div className={classes['state']}>
      {icon}
      <Title order={2} fz={16}>
        {title}
      </Title>
      {text !== undefined && <Text c="dimmed">{text}</Text>}
      {action}
    </div>
  );
}

interface ErrorStateProps {
  readonly error: unknown;
  readonly onRetry?: () => void;
}

export function ErrorState({ error, onRetry }: ErrorStateProps) {
  const { t } = useTranslation();
  if (isStatus(error, 403)) return <NoRightState />;
  if (isStatus(error, 404)) return <NotFoundState />;
  return (
    <div className={classes['state']} role="alert">
      <Alert color="red" icon={<IconAlertCircle aria-hidden />} title={t('errors.title')}>
        <Text>{describeError(error, t)}</Text>
        {onRetry !== undefined && (
          <Button mt="md" size="xs" variant="default" onClick={onRetry}>
            {t('errors.retry')}
          </Button>
        )}
      </Alert>
    </div>
  );
}

export function NoRightState() {
  const { t } = useTranslation();
  return (
    <EmptyState
      icon={<IconLock aria-hidden size={32} />}
      title={t('errors.noRightTitle')}
      text={t('errors.noRightText')}
    />
  );
}

export function NotFoundState() {
  const { t } = useTranslation();
  return (
    <EmptyState
      icon={<IconMapOff aria-hidden size={32} />}
      title={t('errors.notFoundTitle')}
      text={t('errors.notFoundText')}
    />
  );
}
