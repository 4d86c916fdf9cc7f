import { Alert } from '@mantine/core';
import { IconWifiOff } from '@tabler/icons-react';
import { Outlet } from '@tanstack/react-router';
import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { PageSkeleton } from '../components/page-states.js';
import { useLive } from '../live/live-provider.js';
import { BreadcrumbProvider } from './breadcrumb.js';
import { CommandSearch } from './command-search.js';
import { Rail } from './rail.js';
import { TopBar } from './top-bar.js';
import classes from './frame.module.css';

export function Frame() {
  const { t } = useTranslation();
  const { isConnected } = useLive();
  return (
    <BreadcrumbProvider>
      <a className="skip-link" href="#content">
        {t('frame.skip')}
      </a>
      <div className={classes['frame']}>
        <TopBar />
        <Rail />
        <main id="content" className={classes['content']} tabIndex={-1}>
          {!isConnected && (
            <Alert
              className={classes['offline'] ?? ''}
              color="yellow"
              role="status"
              icon={<IconWifiOff aria-hidden size={16} />}
            >
              {t('frame.offline')}
            </Alert>
          )}
          <div className={classes['page']}>
            <Suspense fallback={<PageSkeleton />}>
              <Outlet />
            </Suspense>
          </div>
        </main>
      </div>
      <CommandSearch />
    </BreadcrumbProvider>
  );
}
