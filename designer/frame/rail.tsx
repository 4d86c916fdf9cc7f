import { Link, useRouterState } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useSession } from '../session/session-context.js';
import { canOpen, entryOf, places } from './places.js';
import classes from './frame.module.css';

export function Rail() {
  const { t } = useTranslation();
  const { ability } = useSession();
  const path = useRouterState({ select: (state) => state.location.pathname });
  return (
    <nav className={classes['rail']} aria-label={t('frame.places')}>
      {places
        .filter(({ name }) => canOpen(name, ability))
        .map((place) => ({ ...place, to: entryOf(place, ability) }))
        .map(({ name, to, roots, icon: Icon }) => (
          <Link
            key={name}
            to={to}
            className={classes['place']}
            aria-current={roots.some((root) => path.startsWith(root)) ? 'page' : undefined}
          >
            <Icon size={22} stroke={1.6} aria-hidden />
            {t(`frame.${name}`)}
          </Link>
        ))}
    </nav>
  );
}
