import { UnstyledButton } from '@mantine/core';
import { openSpotlight } from '@mantine/spotlight';
import { IconSearch } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ProductMark } from '../components/product-mark.js';
import { useSession } from '../session/session-context.js';
import { Breadcrumb } from './breadcrumb.js';
import { NotificationMenu } from './notification-menu.js';
import { PersonMenu } from './person-menu.js';
import classes from './frame.module.css';

export function TopBar() {
  const { t } = useTranslation();
  const { session } = useSession();
  return (
    <header className={classes['top']}>
      <Link to="/inbox" className={classes['mark']} aria-label={t('product')}>
        <ProductMark />
      </Link>
      <span className={classes['organisation']}>{session.organisation.name}</span>
      <Breadcrumb />
      <UnstyledButton
        className={classes['search']}
        onClick={openSpotlight}
        aria-label={t('frame.openSearch')}
      >
        <IconSearch size={16} aria-hidden />
        <span>{t('frame.search')}</span>
        <kbd>Ctrl K</kbd>
      </UnstyledButton>
      <NotificationMenu />
      <PersonMenu />
    </header>
  );
}
