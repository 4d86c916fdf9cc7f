import {
  type BusinessCalendar,
  checkCalendar as findProblems,
  deriveDeadlines,
} from '../../../engine/index.js';
import { StaleVersion } from '../../errors.js';
import type { HandlerOf, Handlers } from '../../http/endpoint-router.js';
import { requireIfMatch } from '../../http/if-match.js';
import type { RequestContext } from '../../http/request-context.js';
import { calendarRow, type CalendarDocument, publicationOf } from '../../store/terms-models.js';
import { concernedClocks } from './concerned-clocks.js';
import { describeCalendar, requireSound, toCalendar } from './describe-terms.js';
import type { TermsDependencies } from './terms-dependencies.js';
import type { TermsRepository } from './terms-repository.js';

type CalendarEndpoints =
  | 'listCalendars'
  | 'createCalendar'
  | 'getCalendar'
  | 'listCalendarVersions'
  | 'updateCalendar'
  | 'checkCalendar';

export interface CalendarDependencies extends TermsDependencies {
  readonly calendars: TermsRepository<CalendarDocument>;
}

export function createCalendarHandlers(deps: CalendarDependencies): Handlers<CalendarEndpoints> {
  const { calendars } = deps;
  return {
    listCalendars: async ({ context }) => ({
      items: (await calendars.list(context.organisationId)).map(describeCalendar),
    }),
    createCalendar: createCalendar(deps),
    getCalendar: async ({ context, params }) =>
      describeCalendar(await calendars.get(context.organisationId, params.calendarId)),
    listCalendarVersions: async ({ context, params }) => {
      const rows = await calendars.versions(context.organisationId, params.calendarId);
      return { items: rows.map(describeCalendar) };
    },
    updateCalendar: updateCalendar(deps),
    checkCalendar: checkCalendar(deps),
  };
}

function createCalendar(deps: CalendarDependencies): HandlerOf<'createCalendar'> {
  return async ({ context, body: { calendarId, ...content } }) => {
    const row = buildRow(deps, context, toCalendar(calendarId, '1', content));
    const publication = publicationOf(row, deps.now());
    await deps.calendars.create(row, publication);
    await deps.audit(context, 'Calendar', 'calendarCreated', calendarId, row.calendar);
    deps.announcer.announce(publication);
    return describeCalendar(row);
  };
}

function updateCalendar(deps: CalendarDependencies): HandlerOf<'updateCalendar'> {
  return async ({ context, params: { calendarId }, body, ifMatch }) => {
    const given = requireIfMatch(ifMatch);
    const before = await deps.calendars.get(context.organisationId, calendarId);
    const current = Number(before.version);
    if (given !== current) throw new StaleVersion('calendar', given, current);
    const row = buildRow(deps, context, toCalendar(calendarId, String(current + 1), body));
    const publication = publicationOf(row, deps.now());
    await deps.calendars.replace(before, row, publication);
    await deps.audit(
      context,
      'Calendar',
      'calendarSaved',
      calendarId,
      row.calendar,
      before.calendar,
    );
    deps.announcer.announce(publication);
    return describeCalendar(row);
  };
}

function buildRow(
  { now }: CalendarDependencies,
  { organisationId, username }: RequestContext,
  calendar: BusinessCalendar,
): CalendarDocument {
  requireSound('a calendar', findProblems(calendar, now().getTime()));
  return calendarRow(organisationId, calendar, username, now());
}

function checkCalendar(deps: CalendarDependencies): HandlerOf<'checkCalendar'> {
  const { store, now } = deps;
  return async ({ context: { organisationId }, params: { calendarId }, body }) => {
    const calendar = toCalendar(calendarId, '0', body.calendar);
    const problems = findProblems(calendar, now().getTime());
    const concerned = concernedClocks({ organisationId, source: 'calendar', termsId: calendarId });
    const openClocks = await store.clocks.countDocuments(concerned).exec();
    return {
      problems: problems.map(({ field, message }) => ({ path: field, message })),
      openClocks,
      ...(problems.length > 0 || body.sample === undefined
        ? {}
        : computeSample(calendar, body.sample)),
    };
  };
}

function computeSample(
  calendar: BusinessCalendar,
  { startedAt, serviceMs }: { readonly startedAt: string; readonly serviceMs: number },
): { dueAt?: string } {
  const ledger = [{ event: 'started', at: Date.parse(startedAt) }] as const;
  const [deadline] = deriveDeadlines(calendar, ledger, serviceMs, [1]);
  return deadline === undefined ? {} : { dueAt: new Date(deadline.dueAt).toISOString() };
}
