import { Alert, Anchor, Button, FileButton, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { RecordDetail } from '../../../server/contract/index.js';
import { describeError } from '../../api/describe-error.js';
import { formatMoment } from '../../components/format-time.js';
import { useSession } from '../../session/session-context.js';
import classes from './record.module.css';
import { useRecordParts } from './use-record-changes.js';

const ALLOWED =
  '.png,.jpg,.jpeg,.gif,.webp,.pdf,.docx,.xlsx,.pptx,.odt,.ods,.txt,.log,.md,.csv,.json,.eml';

export function RecordAttachments({ record }: { readonly record: RecordDetail }) {
  const { t } = useTranslation();
  const { person } = useSession().session;
  const { attach, detach } = useRecordParts(record, () => undefined);
  const { recordKey, attachments, can } = record;
  const error = attach.error ?? detach.error;
  return (
    <>
      {error !== null && (
        <Alert color="red" role="alert" mb="sm">
          {describeError(error, t)}
        </Alert>
      )}
      {attachments.length === 0 && <Text c="dimmed">{t('records.noAttachments')}</Text>}
      <ul className={classes['lines']}>
        {attachments.map(({ attachmentKey, name, size, addedAt, addedBy }) => (
          <li key={attachmentKey} className={classes['line']}>
            <Anchor href={`/v2/records/${recordKey}/attachments/${attachmentKey}`} download={name}>
              {name}
            </Anchor>
            <span className={classes['label']}>
              {t('records.size', { size: Math.ceil(size / 1024) })} · {addedBy} ·{' '}
              {formatMoment(addedAt, person)}
            </span>
            {can.change && (
              <Button
                size="compact-xs"
                variant="default"
                onClick={() => detach.mutate(attachmentKey)}
              >
                {t('records.detach', { name })}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {can.change && (
        <Group mt="sm">
          <FileButton accept={ALLOWED} onChange={(file) => file !== null && attach.mutate(file)}>
            {(props) => (
              <Button {...props} variant="default" loading={attach.isPending}>
                {t('records.attach')}
              </Button>
            )}
          </FileButton>
          <Text c="dimmed">{t('records.attachHint')}</Text>
        </Group>
      )}
    </>
  );
}
