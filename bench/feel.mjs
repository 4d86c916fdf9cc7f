/**
 * Evaluations per second of compiled FEEL expressions against `feelin`, in one process.
 * The results are compared first. `feelin` has no compiled form: it parses each time, so
 * the column "parsed each time" shows ours with parsing included.
 */
import { existsSync } from 'node:fs';
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
};

const expressions = [
  'impact * urgency + 1',
  'if priority = "high" and impact > 2 then "P1" else "P2"',
  'amount > 100 and customer.level = "gold"',
  'amount * 2 + 0.25',
  'sum(for i in items return i.price * i.qty)',
  'items[price > 6].qty',
  'some i in items satisfies i.price > 50',
  'contains(customer.name, "d")',
  'string(date("2026-11-21") + duration("P1D"))',
];

const scope = scopeOf(variables);
const options = { now: 0, zone: 'UTC', mode: 'strict' };

function parse(text) {
  const parsed = parseExpression(text);
  if (!parsed.ok) throw new SyntaxError(text);
  return parsed.ast;
}

/** Calls per second over half a second, after a warm-up. */
function rateOf(call) {
  for (let round = 0; round < 500; round += 1) call();
  const start = performance.now();
  let calls = 0;
  while (performance.now() - start < 500) {
    for (let round = 0; round < 20; round += 1) call();
    calls += 20;
  }
  return (calls / (performance.now() - start)) * 1000;
}

function measure(text) {
  const ast = parse(text);
  const result = toJson(evaluate(ast, scope, options).value);
  const expected = evaluateByFeelin(text, variables).value;
  if (!isDeepStrictEqual(result, expected)) throw new TypeError(`The results of '${text}' differ`);
  const ours = rateOf(() => evaluate(ast, scope, options));
  const withParsing = rateOf(() => evaluate(parse(text), scope, options));
  const feelin = rateOf(() => evaluateByFeelin(text, variables));
  return { text, ours, withParsing, feelin };
}

const format = (rate) => Math.round(rate).toLocaleString('en').padStart(12);

console.log(
  `${'evaluations/s'.padEnd(58)}${'ours'.padStart(12)}${'parsed each'.padStart(12)}${'feelin'.padStart(12)}   ratio`,
);
for (const text of expressions) {
  const { ours, withParsing, feelin } = measure(text);
  const ratio = `${(ours / feelin).toFixed(0)}x / ${(withParsing / feelin).toFixed(1)}x`;
  console.log(
    text.padEnd(58) + format(ours) + format(withParsing) + format(feelin) + `   ${ratio}`,
  );
}
