import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { PageInfo } from '../../server/contract/index.js';

/** How many of how many; exact up to the limit of counting. */
export function ListTotal({ shown, page }: { readonly shown: number; readonly page: PageInfo }) {
  const { t } = useTranslation();
  const key = page.hasMoreTotalItems ? 'list.shownMore' : 'list.shown';
  return (
    <Text fz="sm" c="dimmed" role="status">
      {t(key, { shown, total: page.totalItems })}
    </Text>
  );
}
