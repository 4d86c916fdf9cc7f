import { evaluateDecision, storableJson } from '../../../engine/dmn/index.js';
import { compileDmn } from '../../../engine/dmn/parser/index.js';

function text(feel: string): string {
  return `<literalExpression id="l"><text>${feel.replaceAll('<', '&lt;')}</text></literalExpression>`;
}

/** A table over `x`; each row is a test and an output. */
function table(
  hitPolicy: string,
  rows: readonly (readonly [string, string])[],
  output = '<output id="o"/>',
  input = 'x',
): string {
  const rules = rows.map(
    ([test, entry], index) =>
      `<rule id="r${index + 1}"><inputEntry><text>${test}</text></inputEntry><outputEntry><text>${entry}</text></outputEntry></rule>`,
  );
  return `<decisionTable id="t" ${hitPolicy}><input id="i" label="In"><inputExpression><text>${input}</text></inputExpression></input>${output}${rules.join('')}</decisionTable>`;
}

/** A function `f` and a text that calls it. */
function called(definition: string, call: string): string {
  return `<context><contextEntry><variable name="f"/>${definition}</contextEntry><contextEntry>${text(call)}</contextEntry></context>`;
}

function definition(body: string, parameter = '<formalParameter name="p"/>', kind = ''): string {
  return `<functionDefinition${kind}>${parameter}${text(body)}</functionDefinition>`;
}

function invocation(callee: string, name: string, argument: string): string {
  return `<invocation id="v">${text(callee)}<binding><parameter name="${name}"/>${text(argument)}</binding></invocation>`;
}

const two = [
  ['> 1', '"a"'],
  ['> 2', '"b"'],
] as const;
const ordered = '<output id="o"><outputValues><text>"b","a"</text></outputValues></output>';

describe('a decision', () => {
  it.each<[string, string, unknown, readonly string[]]>([
    [
      'a text that cannot be read',
      text('1 +'),
      null,
      ['l unreadableExpression: Expected more but the expression ends here'],
    ],
    [
      'an empty text',
      text(''),
      null,
      ['l unreadableExpression: Expected an expression but the text is empty'],
    ],
    [
      'an entry of another type',
      `<context><contextEntry><variable name="a" typeRef="string"/>${text('1')}</contextEntry></context>`,
      { a: null },
      ["l typeNotConforming: Expected a string but got 1 for 'a'"],
    ],
    [
      'a condition that is none',
      `<conditional><if>${text('1')}</if><then>${text('2')}</then><else>${text('3')}</else></conditional>`,
      3,
      ['d typeMismatch: Expected true or false but got 1'],
    ],
    [
      'a filter that is none',
      `<filter><in>${text('[1, 2]')}</in><match>${text('"a"')}</match></filter>`,
      null,
      ['d typeMismatch: Expected a condition or an index but got a string'],
    ],
    [
      'a filter of nothing',
      `<filter><in>${text('null')}</in><match>${text('true')}</match></filter>`,
      null,
      ['d typeMismatch: Expected a list but got null'],
    ],
    [
      'a filter by a member',
      `<filter><in>${text('[{a: 1}, {a: 2}]')}</in><match>${text('a > 1')}</match></filter>`,
      [{ a: 2 }],
      [],
    ],
    [
      'a filter by the item',
      `<filter><in>${text('[1, 2, 3]')}</in><match>${text('item > 1')}</match></filter>`,
      [2, 3],
      [],
    ],
    [
      'items of another type',
      `<for iteratorVariable="i"><in typeRef="number">${text('["a"]')}</in><return>${text('i')}</return></for>`,
      [null],
      ['d typeNotConforming: Expected a number but got "a" for \'i\''],
    ],
    [
      'an iteration over nothing',
      `<for iteratorVariable="i"><in>${text('null')}</in><return>${text('i')}</return></for>`,
      null,
      ['d typeMismatch: Expected a list but got null'],
    ],
    [
      'results so far',
      `<for iteratorVariable="i"><in>${text('[1, 2, 3]')}</in><return>${text('count(partial) + i')}</return></for>`,
      [1, 3, 5],
      [],
    ],
    [
      'some without a condition',
      `<some iteratorVariable="i"><in>${text('[1, 2]')}</in><satisfies>${text('"x"')}</satisfies></some>`,
      null,
      [
        'd typeMismatch: Expected true or false but got "x"',
        'd typeMismatch: Expected true or false but got "x"',
      ],
    ],
    [
      'every without a condition',
      `<every iteratorVariable="i"><in>${text('[1, 2]')}</in><satisfies>${text('i')}</satisfies></every>`,
      null,
      [
        'd typeMismatch: Expected true or false but got 1',
        'd typeMismatch: Expected true or false but got 2',
      ],
    ],
    [
      'an argument of another type',
      invocation('abs', 'n', '"a"'),
      null,
      ["v badArgument: Expected a number for 'n' of 'abs' but got \"a\" in 'abs' (0-3)"],
    ],
    [
      'a call of what is unknown',
      invocation('nothing', 'n', '1'),
      null,
      [
        "v unknownName: Expected a declared name but 'nothing' is unknown in 'nothing' (0-7)",
        "v typeMismatch: Expected a function but got null in 'nothing' (0-7)",
      ],
    ],
    [
      'an argument of another name',
      invocation('abs', 'wrong', '1'),
      null,
      ["v badArgument: Expected abs(n) or abs(n) but got arguments 'wrong' in 'abs' (0-3)"],
    ],
    [
      'a call of what is no function',
      invocation('5', 'n', '1'),
      null,
      ["v typeMismatch: Expected a function but got 5 in '5' (0-1)"],
    ],
    [
      'a parameter with a type',
      called(definition('p + 1', '<formalParameter name="p" typeRef="number"/>'), 'f("a")'),
      null,
      ['l typeNotConforming: Expected a number but got "a" for parameter \'p\''],
    ],
    [
      'too many arguments',
      called(definition('p + 1'), 'f(1, 2)'),
      null,
      ["l badArgument: Expected 1 arguments but got 2 in 'f(1, 2)' (0-7)"],
    ],
    [
      'a function of another language',
      called(definition('p', '<formalParameter name="p"/>', ' kind="Java"'), 'f(1)'),
      null,
      [
        'd languageUnsupported: Expected a function in FEEL but it is one of Java',
        "l typeMismatch: Expected a function but got null in 'f' (0-1)",
      ],
    ],
    [
      'a mistake in a function',
      called(definition('p - "a"'), 'f(1)'),
      null,
      ['l typeMismatch: Expected two values to subtract but got 1 and "a" in \'p - "a"\' (0-7)'],
    ],
    [
      'a cell of another type',
      `<relation><column name="a" typeRef="number"/><row>${text('"x"')}</row></relation>`,
      [{ a: null }],
      ['l typeNotConforming: Expected a number but got "x" for \'a\''],
    ],
    [
      'a mistake in a list',
      `<list>${text('1')}${text('"a" - 1')}</list>`,
      [1, null],
      ['l typeMismatch: Expected two values to subtract but got "a" and 1 in \'"a" - 1\' (0-7)'],
    ],
    [
      'rules that overlap',
      table('hitPolicy="UNIQUE"', two),
      null,
      ["t rulesOverlap: Expected one rule to fire but rules 1 ('r1'), 2 ('r2') did"],
    ],
    [
      'many rules that overlap',
      table(
        'hitPolicy="UNIQUE"',
        [1, 1, 1, 1, 1, 1, 1].map((each) => [`> ${each}`, '1'] as const),
      ),
      null,
      [
        "t rulesOverlap: Expected one rule to fire but rules 1 ('r1'), 2 ('r2'), 3 ('r3'), 4 ('r4'), 5 ('r5') and 2 more did",
      ],
    ],
    [
      'five rules that overlap',
      table(
        'hitPolicy="UNIQUE"',
        [1, 1, 1, 1, 1].map((each) => [`> ${each}`, '1'] as const),
      ),
      null,
      [
        "t rulesOverlap: Expected one rule to fire but rules 1 ('r1'), 2 ('r2'), 3 ('r3'), 4 ('r4'), 5 ('r5') did",
      ],
    ],
    ['no rule', table('hitPolicy="UNIQUE"', [['> 9', '1']]), null, []],
    [
      'rules that differ',
      table('hitPolicy="ANY"', two),
      null,
      [
        "t outputsDiffer: Expected equal outputs of all rules that fire but those of rules 1 ('r1'), 2 ('r2') differ",
      ],
    ],
    [
      'rules that agree',
      table('hitPolicy="ANY"', [
        ['> 1', '1'],
        ['> 2', '1'],
      ]),
      1,
      [],
    ],
    [
      'no order of outputs',
      table('hitPolicy="PRIORITY"', two),
      null,
      [
        "t outputsUnordered: Expected output values that say which of rules 1 ('r1'), 2 ('r2') goes first",
      ],
    ],
    ['the first output', table('hitPolicy="PRIORITY"', two, ordered), 'b', []],
    ['outputs in order', table('hitPolicy="OUTPUT ORDER"', two, ordered), ['b', 'a'], []],
    [
      'an output that is not allowed',
      table(
        'hitPolicy="PRIORITY"',
        [
          ['> 1', '"z"'],
          ['> 2', '"b"'],
        ],
        ordered,
      ),
      'b',
      ['d valueNotAllowed: Expected "b","a" but got "z"'],
    ],
    [
      'a sum of texts',
      table('hitPolicy="COLLECT" aggregation="SUM"', [
        ['> 1', '"a"'],
        ['> 2', '2'],
      ]),
      null,
      ['t badArgument: Expected only numbers or only durations in the list'],
    ],
    [
      'the least of outputs',
      table('hitPolicy="COLLECT" aggregation="MIN"', [
        ['> 1', '5'],
        ['> 2', '2'],
      ]),
      2,
      [],
    ],
    ['a sum of nothing', table('hitPolicy="COLLECT" aggregation="SUM"', [['> 9', '5']]), null, []],
    ['a count of nothing', table('hitPolicy="COLLECT" aggregation="COUNT"', [['> 9', '5']]), 0, []],
    [
      'an output with a name and another type',
      table('hitPolicy="UNIQUE"', [['-', '1']], '<output id="o" name="Out" typeRef="string"/>'),
      null,
      ["d typeNotConforming: Expected a string but got 1 for output 'Out'"],
    ],
    [
      'an output with a label and another type',
      table('hitPolicy="UNIQUE"', [['-', '1']], '<output id="o" label="Lab" typeRef="string"/>'),
      null,
      ["d typeNotConforming: Expected a string but got 1 for output 'Lab'"],
    ],
    [
      'a default output',
      table(
        'hitPolicy="UNIQUE"',
        [['> 9', '1']],
        '<output id="o"><defaultOutputEntry><text>"none"</text></defaultOutputEntry></output>',
      ),
      'none',
      [],
    ],
    [
      'an unknown name as input',
      table('hitPolicy="UNIQUE"', [['-', '1']], undefined, 'y'),
      1,
      ["d unknownName: Expected a declared name but 'y' is unknown in 'y' (0-1)"],
    ],
    [
      'a test that does not fit',
      table('hitPolicy="UNIQUE"', [['> "a"', '1']]),
      null,
      [
        'd typeMismatch: Expected two values of the same ordered kind but got 5 and "a" in \'> "a"\' (0-5)',
      ],
    ],
  ])(
    'answers %s with a value, and tells what is wrong and where',
    async (_title, logic, value, told) => {
      // given
      const { model } = await compileDmn(
        `<definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" id="m" name="m" namespace="n"><inputData id="x" name="x"/><decision id="d" name="D"><variable name="D"/><informationRequirement><requiredInput href="#x"/></informationRequirement>${logic}</decision></definitions>`,
      );
      if (model === undefined) throw new TypeError('no model');

      // when
      const result = evaluateDecision(model, { decision: 'd' }, { x: 5 }, { now: 0, zone: 'UTC' });

      // then
      expect(storableJson(result.value)).toEqual(value);
      const words = result.warnings.map(({ elementId, code, message, from, to }) => {
        const place = from === undefined || to === undefined ? '' : ` (${from}-${to})`;
        return `${elementId ?? ''} ${code}: ${message}${place}`;
      });
      expect(words).toEqual(told);
    },
  );
});
