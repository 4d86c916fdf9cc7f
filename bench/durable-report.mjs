const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const round = (value, digits = 1) => value.toFixed(digits);

function percentile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

function figuresOf(shape, rounds, costs) {
  const latencies = rounds.flatMap(({ latencies }) => latencies);
  const perSecond = median(rounds.map(({ instances, seconds }) => instances / seconds));
  return {
    instancesPerSecond: perSecond,
    tasksPerSecond: perSecond * shape.tasks,
    p50: percentile(latencies, 0.5),
    p95: percentile(latencies, 0.95),
    p99: percentile(latencies, 0.99),
    cpuMsPerInstance: median(
      rounds.map(({ instances, cpuSeconds }) => (cpuSeconds * 1000) / instances),
    ),
    ...costs,
  };
}

const columns = [
  'Shape',
  '',
  'Instances/s',
  'Tasks/s',
  'p50 / p95 / p99 ms',
  'Elements',
  'Events',
  'Events per element',
  'History KB',
  'Facts',
  'CPU ms per instance',
];
export const headings = `| ${columns.join(' | ')} |`;

function rowOf(side, figures, isHuman) {
  const latencies = isHuman
    ? [figures.p50, figures.p95, figures.p99].map((each) => round(each)).join(' / ')
    : '-';
  return [
    side,
    round(figures.instancesPerSecond),
    round(figures.tasksPerSecond),
    latencies,
    figures.elements,
    round(figures.events),
    round(figures.eventsPerElement, 2),
    round(figures.bytes / 1024),
    figures.facts,
    round(figures.cpuMsPerInstance),
  ].join(' | ');
}

/** Figures of one shape on both sides, and how ours compare. */
export function summarize(shape, measured, costs) {
  const ours = figuresOf(shape, measured.ours, costs.ours);
  const byHand = figuresOf(shape, measured.byHand, costs.byHand);
  const rows = [rowOf('ours', ours, shape.isHuman), rowOf('by hand', byHand, shape.isHuman)];
  return {
    name: shape.name,
    isHuman: shape.isHuman,
    ours,
    byHand,
    text: rows.map((row) => `| ${shape.name} | ${row} |`).join('\n'),
  };
}

/** What is demanded of every shape, and of a step of a person the speed besides. Gives what falls short. */
export function requirements(results) {
  return results.flatMap(({ name, isHuman, ours, byHand }) => {
    const problems = [];
    if (ours.facts !== byHand.facts)
      problems.push(`${name}: expected equal facts but ${ours.facts} and ${byHand.facts}`);
    const events = ours.events / byHand.events;
    if (events > 1.15) problems.push(`${name}: ${round(events, 2)} times the events`);
    const cpu = ours.cpuMsPerInstance / byHand.cpuMsPerInstance;
    if (cpu > 1.5) problems.push(`${name}: ${round(cpu, 2)} times the CPU`);
    const speed = ours.instancesPerSecond / byHand.instancesPerSecond;
    if (isHuman && speed < 0.7) problems.push(`${name}: ${round(speed, 2)} times the speed`);
    return problems;
  });
}
