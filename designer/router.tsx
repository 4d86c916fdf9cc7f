import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Navigate,
  RouterProvider,
} from '@tanstack/react-router';
import { useState } from 'react';
import { ErrorState, NotFoundState, PageSkeleton } from './components/page-states.js';
import { readDefinitionsSearch } from './features/processes/definitions-search.js';
import { readInboxSearch } from './features/inbox/inbox-search.js';
import { readInstancesSearch } from './features/operations/instances-search.js';
import {
  readRecordsSearch,
  recordTabs,
  type RecordTab,
} from './features/records/records-search.js';
import { Frame } from './frame/frame.js';
import { withLateTexts } from './i18n/late-texts.js';

const rootRoute = createRootRoute({ component: Frame, notFoundComponent: NotFoundState });

const readText = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

const homeRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/',
  component: () => <Navigate to="/inbox" replace />,
});

const inboxRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/inbox',
  validateSearch: readInboxSearch,
  component: lazyRouteComponent(() => import('./features/inbox/inbox-page.js'), 'InboxPage'),
});

const startRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/start/$processDefinitionId',
  validateSearch: (search: Record<string, unknown>): { service?: string } => {
    const service = readText(search['service']);
    return service === undefined ? {} : { service };
  },
  component: lazyRouteComponent(() => import('./features/start/start-page.js'), 'StartPage'),
});

const reportsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/reports',
  component: lazyRouteComponent(() => import('./features/start/reports-page.js'), 'ReportsPage'),
});

const processesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/processes',
  validateSearch: readDefinitionsSearch,
  component: lazyRouteComponent(
    () => import('./features/processes/definitions-page.js'),
    'DefinitionsPage',
  ),
});

const definitionRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/processes/$processDefinitionKey',
  component: lazyRouteComponent(
    () => withLateTexts(import('./features/processes/definition-page.js')),
    'DefinitionPage',
  ),
});

const draftsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/drafts',
  component: lazyRouteComponent(() => import('./features/processes/drafts-page.js'), 'DraftsPage'),
});

const draftRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/drafts/$draftKey',
  component: lazyRouteComponent(
    () => withLateTexts(import('./features/modeler/modeler-page.js')),
    'ModelerPage',
  ),
});

const instancesRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/operations',
  validateSearch: readInstancesSearch,
  component: lazyRouteComponent(
    () => import('./features/operations/instances-page.js'),
    'InstancesPage',
  ),
});

const deployedRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/operations/definitions',
  component: lazyRouteComponent(
    () => import('./features/operations/deployed-page.js'),
    'DeployedPage',
  ),
});

const instanceTabs = ['timeline', 'variables', 'tasks', 'decisions', 'incidents'] as const;
export type InstanceTab = (typeof instanceTabs)[number];

const instanceRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/operations/instances/$processInstanceKey',
  validateSearch: (search: Record<string, unknown>): { tab?: InstanceTab } => {
    const tab = instanceTabs.find((known) => known === search['tab']);
    return tab === undefined ? {} : { tab };
  },
  component: lazyRouteComponent(
    () => import('./features/operations/instance-page.js'),
    'InstancePage',
  ),
});

const recordsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/records',
  validateSearch: readRecordsSearch,
  component: lazyRouteComponent(
    () => withLateTexts(import('./features/records/records-page.js')),
    'RecordsPage',
  ),
});

const recordRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/records/$recordKey',
  validateSearch: (search: Record<string, unknown>): { tab?: RecordTab } => {
    const tab = recordTabs.find((known) => known === search['tab']);
    return tab === undefined ? {} : { tab };
  },
  component: lazyRouteComponent(
    () => withLateTexts(import('./features/records/record-page.js')),
    'RecordPage',
  ),
});

const peopleRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/administration',
  validateSearch: (search: Record<string, unknown>): { text?: string } => {
    const text = readText(search['text']);
    return text === undefined ? {} : { text };
  },
  component: lazyRouteComponent(
    () => withLateTexts(import('./features/administration/people-page.js')),
    'PeoplePage',
  ),
});

const auditRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/administration/audit',
  validateSearch: (search: Record<string, unknown>): { actor?: string; subjectKey?: string } => {
    const actor = readText(search['actor']);
    const subjectKey = readText(search['subjectKey']);
    return {
      ...(actor === undefined ? {} : { actor }),
      ...(subjectKey === undefined ? {} : { subjectKey }),
    };
  },
  component: lazyRouteComponent(
    () => withLateTexts(import('./features/administration/audit-page.js')),
    'AuditPage',
  ),
});

const routeTree = rootRoute.addChildren([
  homeRoute,
  inboxRoute,
  startRoute,
  reportsRoute,
  processesRoute,
  definitionRoute,
  draftsRoute,
  draftRoute,
  instancesRoute,
  deployedRoute,
  instanceRoute,
  recordsRoute,
  recordRoute,
  peopleRoute,
  auditRoute,
]);

const createAppRouter = () =>
  createRouter({
    routeTree,
    defaultPreload: 'intent',
    defaultPendingComponent: PageSkeleton,
    defaultErrorComponent: ({ error, reset }) => <ErrorState error={error} onRetry={reset} />,
  });

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}

export function AppRouter() {
  const [router] = useState(createAppRouter);
  return <RouterProvider router={router} />;
}
