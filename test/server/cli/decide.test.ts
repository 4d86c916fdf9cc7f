import { createHeadlessDesk, type HeadlessDesk, pluck } from '../../support/headless-command.js';

let desk: HeadlessDesk;

beforeEach(() => {
  desk = createHeadlessDesk();
});

afterEach(() => {
  desk.clear();
});

const head =
  'xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" expressionLanguage="https://www.omg.org/spec/DMN/20230324/FEEL/"';

const leave = `<definitions ${head} id="leave" name="Leave" namespace="urn:leave">
  <itemDefinition name="tPeriod"><itemComponent name="from"><typeRef>date</typeRef></itemComponent>
    <itemComponent name="length"><typeRef>days and time duration</typeRef></itemComponent></itemDefinition>
  <inputData id="period" name="Period"><variable name="Period" typeRef="tPeriod"/></inputData>
  <inputData id="grade" name="Grade"><variable name="Grade" typeRef="number"/></inputData>
  <decision id="last" name="Last day"><variable name="Last day" typeRef="date"/>
    <informationRequirement><requiredInput href="#period"/></informationRequirement>
    <literalExpression><text>Period.from + Period.length</text></literalExpression></decision>
  <decision id="approver" name="Approver"><variable name="Approver" typeRef="string"/>
    <informationRequirement><requiredInput href="#grade"/></informationRequirement>
    <informationRequirement><requiredDecision href="#last"/></informationRequirement>
    <decisionTable id="table" hitPolicy="FIRST">
      <input id="i"><inputExpression typeRef="number"><text>Grade</text></inputExpression></input>
      <output id="o" name="approver"/>
      <rule id="high"><inputEntry id="e1"><text>&gt; 5</text></inputEntry><outputEntry id="x1"><text>"board"</text></outputEntry></rule>
      <rule id="low"><inputEntry id="e2"><text>-</text></inputEntry><outputEntry id="x2"><text>"lead"</text></outputEntry></rule>
    </decisionTable></decision>
  <decisionService id="service" name="Leave service"><variable name="Leave service"/>
    <outputDecision href="#approver"/><inputDecision href="#last"/><inputData href="#grade"/></decisionService>
</definitions>`;

describe('lemniscate decide', () => {
  it('answers with the value, its type, and the rules that fired', async () => {
    // given
    const model = desk.write('leave.dmn', leave);
    const input = { Period: { from: '2026-03-02', length: 'P3D' }, Grade: 7 };

    // when
    const { exitCode, document } = await desk.perform(
      'decide',
      model,
      '--decision',
      'Approver',
      '--input',
      JSON.stringify(input),
    );

    // then
    expect(exitCode).toBe(0);
    expect(document).toMatchObject({
      formatVersion: 1,
      command: 'decide',
      decision: 'Approver',
      value: 'board',
      type: 'string',
      warnings: [],
      decisions: [
        { id: 'last', value: { '@feel': 'date', value: '2026-03-05' } },
        { id: 'approver', tables: [{ id: 'table', rules: [{ id: 'high', index: 1 }] }] },
      ],
      problems: [],
    });
  });

  it('takes the decision that no other requires if none is named', async () => {
    const model = desk.write('leave.dmn', leave);
    const { document } = await desk.perform('decide', model, '--input', '{"Grade": 1}');
    expect(document).toMatchObject({ decision: 'approver', value: 'lead' });
    expect(pluck(document['warnings'], 'code')).toContain('missingInput');
  });

  it('evaluates a service with what its caller gives, typed', async () => {
    // given
    const model = desk.write('leave.dmn', leave);
    const input = { Grade: 2, 'Last day': '2026-03-05' };

    // when
    const { document } = await desk.perform(
      'decide',
      model,
      '--service',
      'service',
      '--input',
      JSON.stringify(input),
    );

    // then
    expect(document).toMatchObject({ value: 'lead', warnings: [] });
  });

  it('evaluates all decisions, each for itself', async () => {
    const model = desk.write('leave.dmn', leave);
    const { document } = await desk.perform('decide', model, '--all', '--input', '{"Grade": 9}');
    expect(document['results']).toMatchObject([
      { decision: 'last', value: null },
      { decision: 'approver', value: 'board' },
    ]);
  });

  it('answers a batch item by item, and bad ones with what is wrong with them', async () => {
    // given
    const model = desk.write('leave.dmn', leave);
    const lines = [
      { id: 'a', decision: 'Approver', input: { Grade: 6 } },
      { id: 'b', decision: 'Nobody', input: {} },
      { id: 'c', decision: 'Approver', input: [] },
      { id: 'd', service: 'Leave service', input: { Grade: 6 }, now: 'yesterday' },
    ].map((item) => JSON.stringify(item));
    const list = desk.write('batch.json', `[${lines.join(',')}]`);
    const asLines = desk.write('batch.jsonl', [...lines, '{"id"'].join('\n'));

    // when
    const fromList = await desk.perform('decide', model, '--batch', list);
    const fromLines = await desk.perform('decide', model, '--batch', asLines);

    // then
    expect(fromList.exitCode).toBe(0);
    expect(fromList.document['results']).toMatchObject([
      { index: 0, id: 'a', value: 'board' },
      { index: 1, id: 'b', error: { code: 'decisionUnknown' } },
      { index: 2, id: 'c', error: { code: 'batchInvalid' } },
      { index: 3, id: 'd', error: { code: 'batchInvalid' } },
    ]);
    expect(fromLines.document['results']).toMatchObject([
      { id: 'a', value: 'board' },
      { id: 'b' },
      { id: 'c' },
      { id: 'd' },
      { index: 4, error: { code: 'jsonInvalid', line: 5 } },
    ]);
  });

  it('tells problems of the model and evaluates what can be evaluated', async () => {
    // given
    const model = desk.write('leave.dmn', leave.replace('Period.from +', 'Period.from + *'));

    // when
    const { exitCode, document } = await desk.perform(
      'decide',
      model,
      '--decision',
      'approver',
      '--input',
      '{"Grade": 9}',
    );

    // then
    expect(exitCode).toBe(0);
    expect(document).toMatchObject({ value: 'board' });
    expect(document.problems).toMatchObject([
      { file: model, line: 8, elementId: 'last', rule: 'expressionUnreadable', severity: 'error' },
    ]);
  });

  it('finds what the model imports in the other files', async () => {
    // given
    const main = desk.write(
      'main.dmn',
      `<definitions ${head} id="m" name="m" namespace="urn:m">
        <import name="Leave" namespace="urn:leave" importType="https://www.omg.org/spec/DMN/20230324/MODEL/"/>
        <decision id="d" name="d"><informationRequirement><requiredDecision href="urn:leave#approver"/></informationRequirement>
          <literalExpression><text>"to " + Leave.Approver</text></literalExpression></decision>
      </definitions>`,
    );

    // when
    const other = desk.write('leave.dmn', leave);
    const { document } = await desk.perform(
      'decide',
      main,
      other,
      '--input',
      '{"Leave":{"Grade":8}}',
    );

    // then
    expect(document).toMatchObject({ value: 'to board' });
  });

  it.each([
    ['no file', [], 'argumentInvalid'],
    ['a file that is no DMN', ['BPMN'], 'modelUnreadable'],
    ['an unknown decision', ['MODEL', '--decision', 'x'], 'decisionUnknown'],
    ['two targets', ['MODEL', '--decision', 'x', '--service', 'y'], 'argumentInvalid'],
    ['inputs that are a list', ['MODEL', '--input', '[]'], 'inputInvalid'],
    ['too little fuel', ['MODEL', '--input', '{"Grade": 9}', '--fuel', '2'], 'evaluationStopped'],
    ['an unknown zone', ['MODEL', '--zone', 'Mars/Base'], 'argumentInvalid'],
  ])('refuses %s', async (_what, args, code) => {
    // given
    const files: Readonly<Record<string, string>> = {
      MODEL: desk.write('leave.dmn', leave),
      BPMN: desk.write(
        'a.dmn',
        '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"/>',
      ),
    };

    // when
    const given = args.map((arg) => files[arg] ?? arg);
    const { exitCode, document } = await desk.perform('decide', ...given);

    // then
    expect(exitCode).toBe(2);
    expect(document.error).toMatchObject({ code });
  });
});
