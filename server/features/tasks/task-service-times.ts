import type { RequestContext } from '../../http/request-context.js';
import type { UserTaskDocument } from '../../store/projection-models.js';
import type { TaskServiceTime } from './describe-task.js';

/** Service time of clocks that are open, by their ids. */
export type ServiceTimes = (
  organisationId: string,
  clockIds: readonly string[],
) => Promise<ReadonlyMap<string, TaskServiceTime>>;

/** Service time that open tasks have left, by task. */
export async function timesOf(
  serviceTimes: ServiceTimes,
  { organisationId }: RequestContext,
  rows: readonly UserTaskDocument[],
): Promise<ReadonlyMap<string, TaskServiceTime>> {
  const clocks = rows.flatMap(({ _id, state, clock }) =>
    state === 'created' && clock?.clockId !== undefined ? [[_id, clock.clockId] as const] : [],
  );
  const clockIds = clocks.map(([, clockId]) => clockId);
  const times = await serviceTimes(organisationId, clockIds);
  return new Map(
    clocks.flatMap(([taskId, clockId]) => {
      const time = times.get(clockId);
      return time === undefined ? [] : [[taskId, time] as const];
    }),
  );
}
