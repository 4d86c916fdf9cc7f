import type { TraceRecord, Variables } from '../../engine/index.js';
import type { InstanceFacts } from './driver.js';
import type { Work } from './open-work.js';
import type { ScriptExpectation } from './script.js';

/** Where a case stands, in the words of its expectation. */
type Standing = Required<Omit<ScriptExpectation, 'variables' | 'absent' | 'visits' | 'avoids'>> & {
  readonly variables: Variables;
  readonly absentButSet: readonly string[];
  readonly notVisited: readonly string[];
  readonly visitedAnyway: readonly string[];
};

function statusOf(records: readonly TraceRecord[]): ScriptExpectation['status'] {
  switch (records.at(-1)?.type) {
    case 'instanceCompleted':
      return 'completed';
    case 'instanceCanceled':
      return 'canceled';
    case 'instanceFailed':
      return 'failed';
    default:
      return 'open';
  }
}

function variablesOf(records: readonly TraceRecord[]): Variables {
  const variables: Variables = {};
  for (const record of records) {
    const isOfInstance =
      record.type === 'instanceStarted' ||
      (record.type === 'variablesChanged' && record.elementInstanceId === undefined);
    if (isOfInstance) Object.assign(variables, record.variables);
  }
  return variables;
}

function openElements(works: readonly Work[], kind: Work['kind']): string[] {
  return works
    .filter((work) => work.kind === kind && work.isOpen)
    .map((work) => work.element)
    .sort();
}

/** How the case stands, as far as its expectation asks. */
export function standingOf(
  expectation: ScriptExpectation,
  instances: readonly InstanceFacts[],
  works: readonly Work[],
): Standing {
  const records = instances[0]?.facts.map(({ record }) => record) ?? [];
  const variables = variablesOf(records);
  const asked = Object.keys(expectation.variables ?? {});
  const visited = new Set(
    instances.flatMap(({ facts }) =>
      facts.flatMap(({ record }) => (record.type === 'elementActivated' ? [record.elementId] : [])),
    ),
  );
  return {
    status: statusOf(records),
    variables: Object.fromEntries(
      asked.flatMap((name) => (variables[name] === undefined ? [] : [[name, variables[name]]])),
    ),
    instances: instances.filter(({ parentInstanceId }) => parentInstanceId === undefined).length,
    absentButSet: (expectation.absent ?? []).filter((name) => name in variables),
    openTasks: openElements(works, 'task'),
    openJobs: openElements(works, 'job'),
    openTimers: openElements(works, 'timer'),
    openSubscriptions: openElements(works, 'subscription'),
    openConditions: openElements(works, 'condition'),
    incidents: works
      .filter((work) => work.kind === 'incident' && work.isOpen)
      .map(({ element, code = '' }) => ({ element, code })),
    notVisited: (expectation.visits ?? []).filter((element) => !visited.has(element)),
    visitedAnyway: (expectation.avoids ?? []).filter((element) => visited.has(element)),
  };
}

/** The standing that the script demands. */
export function demandedStanding(expectation: ScriptExpectation): Standing {
  const sorted = (elements: readonly string[] = []): string[] => [...elements].sort();
  return {
    status: expectation.status,
    variables: { ...expectation.variables },
    instances: expectation.instances ?? 1,
    absentButSet: [],
    openTasks: sorted(expectation.openTasks),
    openJobs: sorted(expectation.openJobs),
    openTimers: sorted(expectation.openTimers),
    openSubscriptions: sorted(expectation.openSubscriptions),
    openConditions: sorted(expectation.openConditions),
    incidents: expectation.incidents ?? [],
    notVisited: [],
    visitedAnyway: [],
  };
}
