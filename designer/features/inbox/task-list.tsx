import { Button, Checkbox } from '@mantine/core';
import { IconFlag3, IconRefresh } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useVirtualizer } from '@tanstack/react-virtual';
import { lazy, Suspense, useEffect, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState, ErrorState, ListSkeleton } from '../../components/page-states.js';
import { StateBadge } from '../../components/state-badge.js';
import { useNow } from '../../components/use-now.js';
import { DueBadge } from './due-badge.js';
import type { ChosenTasks } from './use-chosen-tasks.js';
import type { ShownTask } from './settle-list.js';
import type { InboxList } from './use-inbox-list.js';
import classes from './inbox.module.css';

const BulkBar = lazy(async () => ({ default: (await import('./bulk-bar.js')).BulkBar }));

const ROW_HEIGHT = 48;

interface TaskRowProps {
  readonly row: ShownTask;
  readonly isSelected: boolean;
  readonly now: number;
}

function TaskRow({ row: { task, hasLeft }, isSelected, now }: TaskRowProps) {
  const { t } = useTranslation();
  const facts = [
    task.businessKey,
    task.processInstanceName ?? task.processDefinitionName,
    task.assigneeName ?? task.assignee,
    task.commentCount === 0 ? undefined : t('inbox.comments.count', { count: task.commentCount }),
  ];
  return (
    <Link
      from="/inbox"
      to="/inbox"
      search={(previous) => ({ ...previous, task: task.userTaskKey })}
      className={classes['row']}
      data-left={hasLeft}
      data-selected={isSelected}
      aria-current={isSelected ? 'true' : undefined}
    >
      <span
        className={classes['priority']}
        title={t('inbox.priority', { priority: task.priority })}
      >
        <span className="visually-hidden">{t('inbox.priorityWord')} </span>
        {task.priority}
      </span>
      <span className={classes['rowMain']}>
        <span className={classes['rowName']}>
          {task.isEscalated && (
            <IconFlag3 size={14} aria-label={t('inbox.escalated')} className={classes['flag']} />
          )}
          {task.name}
        </span>
        <span className={classes['rowFacts']}>
          {hasLeft
            ? `${t('inbox.hasLeft')} · ${task.businessKey}`
            : facts.filter((fact) => fact !== undefined).join(' · ')}
        </span>
      </span>
      {task.isSuspended && <StateBadge kind="paused" label={t('states.suspended')} />}
      <DueBadge task={task} now={now} />
    </Link>
  );
}

interface TaskListProps {
  readonly list: InboxList;
  readonly title: string;
  readonly emptyText: string;
  readonly selectedKey: string | undefined;
  readonly chosen: ChosenTasks;
  /** What else can be chosen about the list. */
  readonly children?: ReactNode;
}

function VirtualRows({
  list,
  selectedKey,
  chosen,
}: Pick<TaskListProps, 'list' | 'selectedKey' | 'chosen'>) {
  const { t } = useTranslation();
  const scroller = useRef<HTMLDivElement>(null);
  const now = useNow();
  const virtualizer = useVirtualizer({
    count: list.rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 8,
  });
  const selectedIndex = list.rows.findIndex(({ task }) => task.userTaskKey === selectedKey);
  useEffect(() => {
    if (selectedIndex >= 0) virtualizer.scrollToIndex(selectedIndex, { align: 'auto' });
  }, [selectedIndex, virtualizer]);
  return (
    <div ref={scroller} className={classes['scroller']}>
      <ul
        className={classes['rows']}
        style={{ height: virtualizer.getTotalSize() }}
        aria-label={t('inbox.tasks')}
      >
        {virtualizer.getVirtualItems().map((item) => {
          const row = list.rows[item.index];
          if (row === undefined) return null;
          return (
            <li
              key={row.task.userTaskKey}
              aria-setsize={list.rows.length}
              aria-posinset={item.index + 1}
              style={{ transform: `translateY(${item.start}px)`, height: item.size }}
            >
              <Checkbox
                size="md"
                className={classes['choose'] ?? ''}
                aria-label={t('inbox.bulk.choose', {
                  name: `${row.task.businessKey} ${row.task.name}`,
                })}
                checked={chosen.keys.has(row.task.userTaskKey)}
                onChange={() => chosen.toggle(row.task.userTaskKey)}
              />
              <TaskRow row={row} now={now} isSelected={row.task.userTaskKey === selectedKey} />
            </li>
          );
        })}
      </ul>
    </div>
  );
}

export function TaskList({ list, title, emptyText, selectedKey, chosen, children }: TaskListProps) {
  const { t } = useTranslation();
  return (
    <section className={classes['list']} aria-label={t('inbox.tasks')}>
      <header className={classes['listHead']}>
        <h1 className={classes['listTitle']}>{title}</h1>
        <span className={classes['total']}>
          {list.hasMore ? t('list.moreThan', { total: list.total }) : list.total}
        </span>
        {children}
        <span aria-live="polite" className={classes['pill']}>
          {list.newCount > 0 && (
            <Button
              size="compact-sm"
              radius="xl"
              rightSection={<IconRefresh size={14} aria-hidden />}
              onClick={list.refresh}
            >
              {t('inbox.newTasks', { count: list.newCount })}
            </Button>
          )}
        </span>
      </header>
      {chosen.tasks.length > 0 && (
        <Suspense fallback={null}>
          <BulkBar tasks={chosen.tasks} onClear={() => chosen.choose([])} onDone={chosen.choose} />
        </Suspense>
      )}
      {list.isPending && <ListSkeleton rows={8} />}
      {!list.isPending && list.error !== null && (
        <ErrorState error={list.error} onRetry={list.refresh} />
      )}
      {!list.isPending && list.error === null && list.rows.length === 0 && (
        <EmptyState title={t('inbox.emptyTitle')} text={emptyText} />
      )}
      {list.rows.length > 0 && (
        <VirtualRows list={list} selectedKey={selectedKey} chosen={chosen} />
      )}
    </section>
  );
}
