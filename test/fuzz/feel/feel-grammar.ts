import { builtIns } from '../../../engine/expressions/builtins/registry.js';
import type { ParameterType } from '../../../engine/expressions/builtins/built-in.js';
import type { Random } from '../random.js';

/** Sorts of expressions. `any` is one of the others. */
type Sort = Exclude<keyof typeof leaves, 'any'>;

/** `$sort` stands for another expression of that sort. The names are those of `feel-variables.ts`. */
const leaves = {
  number: ['0', '1', '-1', '2.5', '1e3', '0.1', '3', '100', '9007199254740993', 'n', 'total price'],
  string: ['""', '"a"', '"foo bar"', '"2026-03-29"', '"\\u{1F40E}x"', '"10.5"', 's', 's2', '"a,b"'],
  boolean: ['true', 'false', 'null', 'b'],
  date: ['@"2026-02-28"', 'date("2024-02-29")', 'date(2026, 12, 31)', 'd', '@"-0004-03-01"'],
  time: ['@"10:00:00"', 'time("23:59:59.999Z")', '@"02:30:00@Europe/Amsterdam"', 't', '@"T00:00"'],
  dateTime: [
    '@"2026-03-29T02:30:00@Europe/Paris"',
    '@"2026-10-25T00:00:00Z"',
    'now()',
    'dt',
    'dt2',
  ],
  daysTime: ['@"PT1H"', 'duration("P1DT0.5S")', '-@"PT36H"', 'dd', '@"-PT0.001S"'],
  yearsMonths: ['@"P1Y"', 'duration("P13M")', '@"-P1M"', 'ym', '@"P0M"'],
  list: ['[]', '[1,2,3]', '["a",null,true]', 'xs', 'cs', '[[1],[2]]', '[{a:1},{a:2}]', '1..4'],
  context: ['{}', '{a:1,b:{c:2}}', 'c', '{"x y":1}', 'c.inner', '{a:[1,2]}'],
  range: ['[1..10]', '(1..5]', '["a".."f"]', '[@"2026-01-01"..@"2026-12-31"]', 'r', '< 5', '(>=2)'],
  function: ['function(x) x', 'function(a, b) a < b', 'function(x: number) x + 1', 'abs', 'count'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

const sorts = Object.keys(leaves) as readonly Sort[];

/** What may stand for each sort, besides what makes any sort. */
const forms: Readonly<Record<Sort, readonly string[]>> = {
  number: [
    '$number + $number',
    '$number - $number',
    '$number * $number',
    '$number / $number',
    '$number ** $number',
    '-$number',
    '$list[$number]',
    '$context.a',
    '$date.year',
    '$time.hour',
    '$dateTime.minute',
    '$daysTime.hours',
    '$yearsMonths.months',
    '$daysTime / $daysTime',
    '$yearsMonths / $yearsMonths',
  ],
  string: ['$string + $string', 'string($any)', '$string + string($number)', '$context.s'],
  boolean: [
    '$any = $any',
    '$any != $any',
    '$number < $number',
    '$string >= $string',
    '$dateTime <= $dateTime',
    '$date > $date',
    '$daysTime < $daysTime',
    '$boolean and $boolean',
    '$boolean or $boolean',
    'not($boolean)',
    '$number between $number and $number',
    '$number in $range',
    '$any in ($any, $any)',
    '$number in (< $number, [$number..$number])',
    'some i in $list satisfies $boolean',
    'every i in $list, j in $list satisfies i = j',
    '$any instance of number',
    '$any instance of list<number>',
    '$any instance of context<a: number, b: string>',
    '$any instance of date and time',
    '$range.start included',
  ],
  date: ['$date + $daysTime', '$date - $yearsMonths', 'date($dateTime)', '$date + $yearsMonths'],
  time: ['$time + $daysTime', '$time - $daysTime', 'time($dateTime)', 'time($number, $number, 0)'],
  dateTime: [
    '$dateTime + $daysTime',
    '$dateTime - $yearsMonths',
    'date and time($date, $time)',
    'date and time($dateTime, "America/St_Johns")',
  ],
  daysTime: [
    '$daysTime + $daysTime',
    '$daysTime * $number',
    '$daysTime / $number',
    '$date - $date',
    '$dateTime - $dateTime',
    '$time - $time',
  ],
  yearsMonths: [
    '$yearsMonths + $yearsMonths',
    '$number * $yearsMonths',
    'years and months duration($date, $date)',
  ],
  list: [
    '[$any, $any]',
    '[$number..$number]',
    '$list[item > $number]',
    '$list[$boolean]',
    'for i in $list return $any',
    'for i in $number..$number return i * $number',
    'for i in $list, j in $list return [i, j]',
    'for i in $list return partial',
    'for i in [$date..$date] return i',
    '$list.a',
    'sort($list, $function)',
    'cs[a > $number].b',
  ],
  context: [
    '{a: $any, b: $any}',
    '{a: $any, b: a, s: string(b)}',
    '{f: $function, r: f($any)}',
    '{"$string": $any}',
    '$list[1]',
    'context put($context, $string, $any)',
  ],
  range: [
    '[$number..$number)',
    ']$date..$date]',
    '($string..$string)',
    'range("[1..$number]")',
    '[$daysTime..$daysTime]',
    '(< $number)',
  ],
  function: ['function(x) $any', 'function(x, y) x = $any', 'function(i: string, j) $any'],
};

/** What makes any sort. */
const general: readonly string[] = [
  'if $boolean then $any else $any',
  '($any)',
  '{r: $any}.r',
  '[$any][1]',
  '(function(p, q) $any)($any, $any)',
  '(function(p, q) $any)(q: $any, p: $any)',
  '$function($any)',
  'get value({k: $any}, "k")',
  '$any.a.b',
  '$any[$any]',
];

/** An expression by FEEL's grammar, most of it with operands that fit. */
export function growExpression(random: Random, depth: number, sort: string = 'any'): string {
  const known = sorts.find((each) => each === sort);
  // Here and there something that does not fit.
  const wanted = known === undefined || random.oneIn(30) ? (random.pick(sorts) ?? 'number') : known;
  if (depth <= 0 || random.oneIn(4)) return random.pick(leaves[wanted]) ?? 'null';
  const choice = random.below(8);
  if (choice === 0) return fill(random, depth, random.pick(general) ?? '$any');
  if (choice <= 3) return growCall(random, depth);
  return fill(random, depth, random.pick(forms[wanted]) ?? '$any');
}

function fill(random: Random, depth: number, template: string): string {
  return template.replaceAll(/\$(\w+)/g, (_, sort: string) =>
    growExpression(random, depth - 1, sort),
  );
}

/** Tests of a table's cell. */
export function growTests(random: Random, depth: number): string {
  const tests = ['-', '< $number', '[$number..$number]', '$any', '? > $number', 'not($string)'];
  const count = 1 + random.below(3);
  const list = Array.from({ length: count }, () => fill(random, depth, random.pick(tests) ?? '-'));
  return random.oneIn(4) ? `not(${list.join(', ')})` : list.join(', ');
}

const sortOf: Readonly<Record<string, Sort>> = {
  dateLike: 'date',
  clock: 'time',
  duration: 'daysTime',
} satisfies Partial<Record<ParameterType, Sort>>;

const names = Object.keys(builtIns);

/** A call of a built-in function with arguments that mostly fit, by place or by name. */
function growCall(random: Random, depth: number): string {
  const name = random.pick(names) ?? 'count';
  const parameters = random.pick(builtIns[name] ?? [])?.parameters ?? [];
  const isNamed = random.oneIn(5);
  const given = parameters.filter(({ isOptional }) => !isOptional || random.oneIn(2));
  const args = given.map((parameter) => {
    const value = growExpression(random, depth - 1, sortOf[parameter.type] ?? parameter.type);
    return isNamed ? `${parameter.name}: ${value}` : value;
  });
  if (random.oneIn(20)) args.push(growExpression(random, depth - 1));
  if (random.oneIn(20)) args.pop();
  return `${name}(${args.join(', ')})`;
}
