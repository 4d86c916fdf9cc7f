import { findWanted } from './find-work.js';
import type { StepOf } from './script.js';
import type { Session } from './session.js';
import type { Stimulus } from './stimulus.js';

export const startActivities: Stimulus<StepOf<'startActivities'>> = (session, step) => {
  const found = findAdHoc(session, step);
  if ('code' in found) return found;
  const { variables = {} } = step;
  return session.driver.apply(found.instanceId, {
    type: 'adHocActivitiesStarted',
    elementInstanceId: found.id,
    activities: step.activities.map((elementId) => ({ elementId, variables })),
    actor: session.actor,
  });
};

export const completeAdHoc: Stimulus<StepOf<'completeAdHoc'>> = (session, step) => {
  const found = findAdHoc(session, step);
  if ('code' in found) return found;
  return session.driver.apply(found.instanceId, {
    type: 'adHocCompleted',
    elementInstanceId: found.id,
    actor: session.actor,
  });
};

function findAdHoc(
  session: Session,
  step: StepOf<'startActivities' | 'completeAdHoc'>,
): ReturnType<typeof findWanted> {
  const { driver, work } = session;
  const candidates = work
    .list(driver, 'adHocOpened')
    .map(({ id, instanceId, record }) => ({ id, instanceId, elementId: record.elementId }));
  return findWanted(session, candidates, step, 'ad-hoc sub-process');
}
