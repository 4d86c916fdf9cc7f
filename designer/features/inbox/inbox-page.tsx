import { Checkbox } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { getRouteApi } from '@tanstack/react-router';
import { useCallback, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useBreadcrumb } from '../../frame/breadcrumb.js';
import { chooseUsualFilter } from './usual-filter.js';
import { useSession } from '../../session/session-context.js';
import { InboxFilters } from './inbox-filters.js';
import { KeyHelp } from './key-help.js';
import type { InboxOrder } from './inbox-search.js';
import { useChosenTasks } from './use-chosen-tasks.js';
import { useShownList } from './use-shown-list.js';
import { TaskList } from './task-list.js';
import { TaskPane } from './task-pane.js';
import { useInboxKeys } from './use-inbox-keys.js';
import { useInboxList } from './use-inbox-list.js';
import classes from './inbox.module.css';

const route = getRouteApi('/inbox');

function useMove(
  keys: readonly string[],
  selected: string | undefined,
  open: (key: string | undefined) => void,
) {
  return useCallback(
    (step: 1 | -1) => {
      if (keys.length === 0) return;
      const index = selected === undefined ? -1 : keys.indexOf(selected);
      const next = index < 0 ? 0 : Math.min(Math.max(index + step, 0), keys.length - 1);
      open(keys[next]);
    },
    [keys, open, selected],
  );
}

export function InboxPage() {
  const { t } = useTranslation();
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const { session } = useSession();
  const usualFilter = chooseUsualFilter(session.person);
  const { text, task, tab = 'form' } = search;
  const shown = useShownList(search, usualFilter);
  const list = useInboxList(shown.query, shown.isReady);
  const searchRef = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState(text ?? '');
  const [isHelpOpen, setIsHelpOpen] = useState(false);
  useBreadcrumb([{ label: t('frame.inbox'), link: { to: '/inbox' } }, { label: shown.title }]);

  const applyText = useDebouncedCallback((value: string) => {
    void navigate({
      search: (previous) => ({ ...previous, text: value === '' ? undefined : value }),
      replace: true,
    });
  }, 250);
  const open = useCallback(
    (key: string | undefined) =>
      void navigate({ search: (previous) => ({ ...previous, task: key }), replace: true }),
    [navigate],
  );
  const keys = list.rows.map((row) => row.task.userTaskKey);
  const move = useMove(keys, task, open);
  const chosen = useChosenTasks(list);
  useInboxKeys({
    onMove: move,
    onSearch: () => searchRef.current?.focus(),
    onHelp: () => setIsHelpOpen(true),
    onChoose: () => {
      if (task !== undefined) chosen.toggle(task);
    },
    onGoTo: (to) => void navigate({ to }),
  });
  const { refresh } = list;
  const afterCompletion = (): void => {
    const index = task === undefined ? -1 : keys.indexOf(task);
    open(keys[index + 1] ?? keys[index - 1]);
    refresh();
  };

  return (
    <div className={classes['inbox']} data-open={task !== undefined}>
      <InboxFilters
        filter={shown.filter}
        savedKey={search.saved}
        order={shown.order}
        text={typed}
        searchRef={searchRef}
        onOrder={(value: InboxOrder) =>
          void navigate({ search: (previous) => ({ ...previous, order: value }) })
        }
        onText={(value) => {
          setTyped(value);
          applyText(value);
        }}
      />
      <TaskList
        list={list}
        title={shown.title}
        emptyText={shown.emptyText}
        selectedKey={task}
        chosen={chosen}
      >
        {shown.filter === 'mine' && (
          <Checkbox
            size="xs"
            label={t('inbox.showLater')}
            checked={search.later === true}
            onChange={(event) => {
              const later = event.currentTarget.checked ? true : undefined;
              void navigate({ search: (previous) => ({ ...previous, later }), replace: true });
            }}
          />
        )}
      </TaskList>
      <TaskPane userTaskKey={task} tab={tab} onCompleted={afterCompletion} />
      <KeyHelp isOpen={isHelpOpen} onClose={() => setIsHelpOpen(false)} />
    </div>
  );
}
