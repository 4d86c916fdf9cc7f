/**
 * CPU time of one evaluation of a decision table by the number of its rules: of tables whose every rule must be looked at, and
 * of tables whose tests are equalities or ranges, which have an index. Each in one process, in turns.
 */
import { cpus, loadavg } from 'node:os';
import { evaluateDecision } from '../dist/engine/dmn/index.js';
import { compileDmn } from '../dist/engine/dmn/parser/index.js';

const rounds = 5;
const roundMs = 60;
const [few, many] = [1_000, 10_000];
/** Ten times the rules may cost at most this many times as much: of a scan, and of a look-up. */
const allowed = { scan: 12, index: 3 };
/** A look-up among many rules is at least this many times faster than the scan of as many. */
const requiredGain = 20;

const tables = [
  {
    name: 'conditions, scanned',
    kind: 'scan',
    input: 'number',
    test: (rule) => `? &gt;= ${rule} and ? &lt; ${rule + 1}`,
    value: (rule) => rule,
  },
  {
    name: 'all rules fire, summed',
    kind: 'scan',
    policy: 'COLLECT" aggregation="SUM',
    input: 'number',
    test: (rule) => `&gt; ${-rule}`,
    value: (rule) => rule + 1,
    result: (_rule, rules) => (rules * (rules - 1)) / 2,
  },
  {
    name: 'texts that differ',
    kind: 'index',
    input: 'string',
    test: (rule) => `"code ${rule}"`,
    value: (rule) => `code ${rule}`,
  },
  {
    name: 'numbers that differ',
    kind: 'index',
    input: 'number',
    test: (rule) => `${rule}`,
    value: (rule) => rule,
  },
  {
    name: 'ranges that do not overlap',
    kind: 'index',
    input: 'number',
    test: (rule) => `[${rule}..${rule + 1})`,
    value: (rule) => rule + 0.5,
  },
];

function modelOf({ input, test, policy = 'UNIQUE' }, rules) {
  const rows = Array.from(
    { length: rules },
    (_, rule) =>
      `<rule id="r${rule}"><inputEntry><text>${test(rule)}</text></inputEntry><outputEntry><text>${rule}</text></outputEntry></rule>`,
  );
  return `<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" id="m" name="m" namespace="urn:bench">
    <inputData id="i" name="x"><variable name="x" typeRef="${input}"/></inputData>
    <decision id="d" name="d"><variable name="d" typeRef="number"/>
      <informationRequirement><requiredInput href="#i"/></informationRequirement>
      <decisionTable id="t" hitPolicy="${policy}"><input id="c"><inputExpression><text>x</text></inputExpression></input>
        <output id="o"/>${rows.join('\n')}</decisionTable></decision></definitions>`;
}

/** CPU time of all threads in milliseconds: other programs don't count. */
function cpuMs(run) {
  const before = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

async function prepare(table, rules) {
  let model;
  let problems;
  const before = process.cpuUsage();
  ({ model, problems } = await compileDmn(modelOf(table, rules)));
  const { user, system } = process.cpuUsage(before);
  if (model === undefined || problems.length > 0) throw new TypeError(problems[0]?.message);
  const evaluate = (rule) => {
    const inputs = { x: table.value(rule) };
    const result = evaluateDecision(model, { decision: 'd' }, inputs, { now: 0, zone: 'UTC' });
    const expected = table.result?.(rule, rules) ?? rule;
    if (result.value !== expected)
      throw new TypeError(
        `${table.name}: rule ${rule} did not fire: ${JSON.stringify(result.warnings[0])}`,
      );
  };
  // The tests of a rule are compiled when they are first looked at.
  for (let rule = 0; rule < rules; rule += 1)
    if (rule % 7 === 0 || table.kind === 'index') evaluate(rule);
  return { rules, evaluate, times: [], compileMs: (user + system) / 1000, count: 1 };
}

/** Milliseconds of one evaluation, over rules all over the table. */
function measureOnce(prepared) {
  const { rules, evaluate } = prepared;
  let step = 0;
  const run = () => {
    for (let done = 0; done < prepared.count; done += 1) {
      step = (step + 7919) % rules;
      evaluate(step);
    }
  };
  let spent = cpuMs(run);
  while (spent < roundMs) {
    prepared.count *= 2;
    spent = cpuMs(run);
  }
  return spent / prepared.count;
}

const micros = (ms) => `${(ms * 1000).toFixed(ms < 0.1 ? 1 : 0)} µs`.padStart(14);
console.log(
  `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model}, load ${loadavg()[0]?.toFixed(1)}; CPU time of one evaluation`,
);
console.log(
  `${'table'.padEnd(28)}${`${few} rules`.padStart(14)}${`${many} rules`.padStart(14)}${'ratio'.padStart(8)}${'compile'.padStart(12)}`,
);
let isEnough = true;
let scanMs = 0;
for (const table of tables) {
  const sizes = [await prepare(table, few), await prepare(table, many)];
  globalThis.gc?.();
  for (let round = 0; round < rounds; round += 1) {
    for (const prepared of sizes) prepared.times.push(measureOnce(prepared));
  }
  const [small, large] = sizes.map(({ times }) => median(times));
  const ratio = large / small;
  isEnough &&= ratio <= allowed[table.kind];
  if (table.kind === 'scan') scanMs ||= large;
  else isEnough &&= scanMs / large >= requiredGain;
  console.log(
    `${table.name.padEnd(28)}${micros(small)}${micros(large)}${ratio.toFixed(1).padStart(8)}${`${sizes[1].compileMs.toFixed(0)} ms`.padStart(12)}`,
  );
}
console.log(
  `Required: ${many} rules cost at most ${allowed.scan} × ${few} scanned and ${allowed.index} × looked up, and looked up at most 1/${requiredGain} of scanned: ${isEnough ? 'met' : 'NOT met'}`,
);
process.exitCode = isEnough ? 0 : 1;
