import { Link, type LinkProps } from '@tanstack/react-router';
import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './frame.module.css';

export interface Crumb {
  readonly label: string;
  readonly link?: LinkProps;
}

interface BreadcrumbValue {
  readonly crumbs: readonly Crumb[];
  readonly setCrumbs: (crumbs: readonly Crumb[]) => void;
}

const BreadcrumbContext = createContext<BreadcrumbValue>({
  crumbs: [],
  setCrumbs: () => undefined,
});

export function BreadcrumbProvider({ children }: { readonly children: ReactNode }) {
  const [crumbs, setCrumbs] = useState<readonly Crumb[]>([]);
  const value = useMemo(() => ({ crumbs, setCrumbs }), [crumbs]);
  return <BreadcrumbContext.Provider value={value}>{children}</BreadcrumbContext.Provider>;
}

/** Says where the page stands; also the title of the browser tab. */
export function useBreadcrumb(crumbs: readonly Crumb[]): void {
  const { setCrumbs } = useContext(BreadcrumbContext);
  const signature = JSON.stringify(crumbs);
  useEffect(() => {
    setCrumbs(crumbs);
    document.title = [...crumbs.map(({ label }) => label).reverse(), 'Lemniscate'].join(' · ');
  }, [signature, setCrumbs]);
}

export function Breadcrumb() {
  const { t } = useTranslation();
  const { crumbs } = useContext(BreadcrumbContext);
  return (
    <nav className={classes['crumbs']} aria-label={t('frame.breadcrumb')}>
      <ol>
        {crumbs.map(({ label, link }, index) => (
          <li
            key={`${index}:${label}`}
            aria-current={index === crumbs.length - 1 ? 'page' : undefined}
          >
            {index > 0 && <span aria-hidden>›</span>}
            {link === undefined ? <span>{label}</span> : <Link {...link}>{label}</Link>}
          </li>
        ))}
      </ol>
    </nav>
  );
}
