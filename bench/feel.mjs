/**
 * Evaluations per second of compiled FEEL expressions against `feelin`, in one process.
 * The results are compared first. `feelin` has no compiled form: it parses each time, so
 * the column "parsed each time" shows ours with parsing included.
 */
import { existsSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { isDeepStrictEqual } from 'node:util';
import { evaluate as evaluateByFeelin } from 'feelin';

const built = new URL('../dist/engine/expressions/', import.meta.url);
if (!existsSync(new URL('parse.js', built))) {
  console.error('Expected the built engine but there is none: run `npx tsc -b engine` first');
  process.exit(1);
}
const { parseExpression } = await import(new URL('parse.js', built).href);
const { evaluate, scopeOf } = await import(new URL('evaluate.js', built).href);
const { toJson } = await import(new URL('json-values.js', built).href);

const variables = {
  priority: 'high',
  impact: 3,
  urgency: 2,
  amount: 119.5,
  items: [
    { price: 10, qty: 2 },
    { price: 5, qty: 7 },
    { price: 100, qty: 1 },
  ],
  customer: { name: 'Ada', level: 'gold' },
  order: { customer: { address: { city: 'Bonn' } } },
};

const expressions = [
  ['arithmetic', 'impact * urgency + 1'],
  ['decimals', 'amount * 2 + 0.25'],
  ['powers and signs', '-(impact ** 2) + 10'],
  ['text', 'priority + "-" + customer.name'],
  ['path', 'order.customer.address.city'],
  ['comparison', 'amount > 100 and customer.level = "gold"'],
  ['between', 'impact between 1 and 5'],
  ['in a list', 'priority in ("low", "high")'],
  ['in a range', 'impact in [1..5)'],
  ['choice', 'if priority = "high" and impact > 2 then "P1" else "P2"'],
  ['list', '[impact, urgency, impact + urgency]'],
  ['context', '{a: impact, b: a + urgency, c: "x"}'],
  ['index', 'items[2].price'],
  ['filter', 'items[price > 6].qty'],
  ['loop', 'for i in items return i.price * i.qty'],
  ['loop over a range', 'for i in 1..20 return i * 2'],
  ['sum', 'sum(for i in items return i.price * i.qty)'],
  ['some', 'some i in items satisfies i.price > 50'],
  ['every', 'every i in items satisfies i.qty > 0'],
  ['function', '(function(a, b) a * b + 1)(impact, urgency)'],
  ['context of functions', '{f: function(x) x + 1, r: f(f(impact))}.r'],
  ['type', 'impact instance of number'],
  ['built-in of text', 'contains(upper case(customer.name), "D")'],
  ['built-in of lists', 'count(concatenate(items, [1, 2]))'],
  ['named arguments', 'substring(string: "process", start position: 2, length: 3)'],
  ['sorting', 'sort([5, 2, 8, 1, 9, 3], function(a, b) a < b)'],
  ['pattern', 'matches("INC-2026-0042", "^INC-[0-9]+-[0-9]+$")'],
  ['date', 'string(date("2026-11-21") + duration("P1D"))'],
  ['literal of a date', 'string(@"2026-11-21T10:00:00Z" + @"PT90M")'],
];

/** Every kind must reach this; the command fails otherwise. */
const requiredRatio = 3;

const scope = scopeOf(variables);
const options = { now: 0, zone: 'UTC', mode: 'strict' };

function parse(text) {
  const parsed = parseExpression(text);
  if (!parsed.ok) throw new SyntaxError(text);
  return parsed.ast;
}

const slice = 120;
const rounds = 5;

/** Calls per second over a slice of time. */
function rateOf(call) {
  const start = performance.now();
  let calls = 0;
  while (performance.now() - start < slice) {
    for (let round = 0; round < 20; round += 1) call();
    calls += 20;
  }
  return (calls / (performance.now() - start)) * 1000;
}

function median(values) {
  return [...values].sort((left, right) => left - right)[Math.floor(values.length / 2)];
}

/** The sides take turns, so that what else the machine does meets them alike. */
function measure(text) {
  const ast = parse(text);
  const result = toJson(evaluate(ast, scope, options).value);
  const expected = evaluateByFeelin(text, variables).value;
  if (!isDeepStrictEqual(result, expected)) throw new TypeError(`The results of '${text}' differ`);
  const sides = {
    ours: () => evaluate(ast, scope, options),
    withParsing: () => evaluate(parse(text), scope, options),
    feelin: () => evaluateByFeelin(text, variables),
  };
  const rates = { ours: [], withParsing: [], feelin: [] };
  for (const call of Object.values(sides)) rateOf(call);
  for (let round = 0; round < rounds; round += 1) {
    for (const [side, call] of Object.entries(sides)) rates[side].push(rateOf(call));
  }
  return Object.fromEntries(Object.entries(rates).map(([side, all]) => [side, median(all)]));
}

const format = (rate) => Math.round(rate).toLocaleString('en').padStart(12);

console.log(
  `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model}, load ${loadavg()[0].toFixed(1)}`,
);
console.log(
  `${'evaluations/s'.padEnd(24)}${'ours'.padStart(12)}${'parsed each'.padStart(12)}${'feelin'.padStart(12)}   ratio / parsed each`,
);
const ratios = [];
const ratiosWithParsing = [];
for (const [kind, text] of expressions) {
  const { ours, withParsing, feelin } = measure(text);
  ratios.push(ours / feelin);
  ratiosWithParsing.push(withParsing / feelin);
  const ratio = `${(ours / feelin).toFixed(0)} / ${(withParsing / feelin).toFixed(1)}`;
  console.log(
    kind.padEnd(24) + format(ours) + format(withParsing) + format(feelin) + `   ${ratio}`,
  );
}

const meanOf = (all) => Math.exp(all.reduce((sum, one) => sum + Math.log(one), 0) / all.length);
console.log(
  `geometric mean ${meanOf(ratios).toFixed(0)}, lowest ${Math.min(...ratios).toFixed(1)}; ` +
    `parsed each time ${meanOf(ratiosWithParsing).toFixed(1)}, lowest ${Math.min(...ratiosWithParsing).toFixed(1)}`,
);
if (Math.min(...ratios) < requiredRatio) {
  console.error(`Expected every kind at least ${requiredRatio} times as fast as feelin`);
  process.exitCode = 1;
}
