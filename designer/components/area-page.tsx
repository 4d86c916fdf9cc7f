import { Link, type LinkProps } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import classes from './area-page.module.css';

interface AreaLink {
  readonly label: string;
  readonly link: LinkProps;
}

interface AreaPageProps {
  readonly title: string;
  /** The sibling pages of this place. */
  readonly pages?: readonly AreaLink[];
  readonly pagesLabel?: string;
  readonly actions?: ReactNode;
  readonly toolbar?: ReactNode;
  readonly children: ReactNode;
}

/** The usual page of a place: title, sibling pages, filters, content. */
export function AreaPage({ title, pages, pagesLabel, actions, toolbar, children }: AreaPageProps) {
  return (
    <div className={classes['page']}>
      <header className={classes['head']}>
        <h1 className={classes['title']}>{title}</h1>
        {pages !== undefined && (
          <nav className={classes['pages']} aria-label={pagesLabel}>
            {pages.map(({ label, link }) => (
              <Link
                key={label}
                {...link}
                activeOptions={{ exact: true, includeSearch: false }}
                className={classes['pageLink']}
              >
                {label}
              </Link>
            ))}
          </nav>
        )}
        <div className={classes['actions']}>{actions}</div>
      </header>
      {toolbar !== undefined && <div className={classes['toolbar']}>{toolbar}</div>}
      <div className={classes['content']}>{children}</div>
    </div>
  );
}
