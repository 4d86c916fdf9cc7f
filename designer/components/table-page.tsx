import type { UseQueryResult } from '@tanstack/react-query';
import type { ComponentProps } from 'react';
import { AreaPage } from './area-page.js';
import { DataTable, type Column } from './data-table.js';
import { EmptyState, ErrorState, ListSkeleton } from './page-states.js';

interface TablePageProps<Row extends object> extends Omit<
  ComponentProps<typeof AreaPage>,
  'children'
> {
  /** What the rows come from; it decides between loading, error, empty and table. */
  readonly list: Pick<UseQueryResult, 'isPending' | 'isError' | 'error' | 'refetch'>;
  readonly rows: Row[];
  readonly columns: Column<Row>[];
  readonly getRowId: (row: Row) => string;
  readonly emptyTitle: string;
  readonly emptyText: string;
}

function TableContent<Row extends object>({
  title,
  list,
  rows,
  columns,
  getRowId,
  emptyTitle,
  emptyText,
}: TablePageProps<Row>) {
  if (list.isPending) return <ListSkeleton />;
  if (list.isError && rows.length === 0)
    return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
  if (rows.length === 0) return <EmptyState title={emptyTitle} text={emptyText} />;
  return (
    <>
      {list.isError && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      <DataTable label={title} columns={columns} rows={rows} getRowId={getRowId} />
    </>
  );
}

/** A page of a place that shows one table, in all its states. */
export function TablePage<Row extends object>(props: TablePageProps<Row>) {
  const { title, pages, pagesLabel, actions, toolbar } = props;
  return (
    <AreaPage
      title={title}
      actions={actions}
      toolbar={toolbar}
      {...(pages === undefined ? {} : { pages })}
      {...(pagesLabel === undefined ? {} : { pagesLabel })}
    >
      <TableContent {...props} />
    </AreaPage>
  );
}
