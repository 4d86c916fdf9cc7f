import { exportModel, importModel } from '../../engine/foreign/index.js';
import { compileBpmn } from '../../engine/parser/index.js';

const namespaces =
  'xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" xmlns:x="urn:x"';

function modelOf(inside: string, root = ''): string {
  return `<?xml version="1.0"?>\n<definitions ${namespaces} id="d" targetNamespace="t"${root}>\n<process id="p" isExecutable="true">${inside}</process>\n</definitions>\n`;
}

const around = (task: string) =>
  `<startEvent id="s"/>${task}<endEvent id="e"/><sequenceFlow id="f" sourceRef="s" targetRef="a"/><sequenceFlow id="g" sourceRef="a" targetRef="e"/>`;

async function importOne(text: string, name = 'a.bpmn') {
  const { files, report } = await importModel([{ name, text }]);
  return { text: files[0]?.text ?? '', report };
}

describe('an import', () => {
  it('keeps every byte that it does not touch', async () => {
    // given
    const odd = `<?xml version='1.0' encoding='UTF-8'?><!-- before -->
<definitions ${namespaces}
   id='d' targetNamespace='t'
   x:more = "a &lt; b &#10; &quot;c&quot;">
  <!-- a <comment> -->
  <process id="p" isExecutable="true">
    <extensionElements><x:any z='1'><![CDATA[<raw> & ]]> text <x:deep/></x:any><?pi one?></extensionElements>
    <startEvent   id = "s"   />
    <userTask id="a" name="A &amp; B" camunda:assignee="kim" x:color='red'><documentation>Text</documentation></userTask>
    <endEvent id="e"/>
    <sequenceFlow id="f" sourceRef="s" targetRef="a"/><sequenceFlow id="g" sourceRef="a" targetRef="e"/>
  </process>
</definitions><!-- after -->
`;

    // when
    const { text } = await importOne(odd);
    const exported = exportModel([{ name: 'a.bpmn', text }]).files[0]?.text ?? '';

    // then
    for (const part of odd
      .split('\n')
      .filter((line) => !/id='d'|x:more|<definitions|userTask|<\/definitions/.test(line)))
      expect(exported).toContain(part);
    expect(text).toContain('<lemniscate:assignment assignee="kim" />');
    expect(text).toContain("x:color='red'><documentation>Text</documentation>");
    expect(text).toContain(`x:more = "a &lt; b &#10; &quot;c&quot;"`);
    expect(exported).not.toContain('lemniscate:imported');
  });

  it('gives expressions back as they were, and leaves those that somebody has changed', async () => {
    // given
    const { text } = await importOne(
      modelOf(
        `<startEvent id="s"/><exclusiveGateway id="g" default="n"/><endEvent id="e"/><endEvent id="e2"/><sequenceFlow id="f" sourceRef="s" targetRef="g"/><sequenceFlow id="y" sourceRef="g" targetRef="e"><conditionExpression xsi:type="tFormalExpression"><![CDATA[\${a && b}]]></conditionExpression></sequenceFlow><sequenceFlow id="n" sourceRef="g" targetRef="e2"/>`,
      ),
    );
    expect(text).toContain('>a and b</conditionExpression>');

    // when
    const back = exportModel([{ name: 'a.bpmn', text }]);
    const changed = exportModel([{ name: 'a.bpmn', text: text.replace('>a and b<', '>c<') }]);

    // then
    expect(back.files[0]?.text).toContain('>${a &amp;&amp; b}</conditionExpression>');
    expect(back.files[0]?.text).not.toContain('lemniscate:original');
    expect(changed.files[0]?.text).toContain('>c</conditionExpression>');
    expect(changed.entries).toEqual([
      { file: 'a.bpmn', elementId: 'y', property: 'conditionExpression', outcome: 'changed' },
    ]);
  });

  it('lets our own extension count where it says something else, and tells so', async () => {
    // when
    const { text, report } = await importOne(
      modelOf(
        around(
          '<userTask id="a" camunda:assignee="kim"><extensionElements><l:assignment xmlns:l="urn:lemniscate:bpmn:1" assignee="lee"/></extensionElements></userTask>',
        ),
      ),
    );

    // then
    expect(text).not.toContain('assignee="kim" />');
    expect(report.entries).toContainEqual(
      expect.objectContaining({ elementId: 'a', what: 'lemniscate:assignment', fate: 'kept' }),
    );
  });

  it('lets what blocks keep blocking until a person has settled it', async () => {
    // given
    const { text, report } = await importOne(
      modelOf(around('<callActivity id="a" calledElement="q" camunda:caseRef="c"/>')),
    );
    expect(report.deployable).toBe(false);

    // when
    const { problems } = await compileBpmn(text);
    const settled = await compileBpmn(text.replace(/<lemniscate:obstacle[^>]*>/, ''));

    // then
    expect(problems.map(({ rule, elementId }) => [rule, elementId])).toEqual([
      ['importUnsettled', 'a'],
    ]);
    expect(settled.problems).toEqual([]);
  });

  it('is demanded of a file with extensions of another engine', async () => {
    // given
    const foreign = modelOf(around('<userTask id="a" camunda:assignee="kim"/>'));

    // when
    const { problems } = await compileBpmn(foreign);

    // then
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([
      expect.objectContaining({
        rule: 'modelNotImported',
        elementId: 'a',
        message: expect.stringContaining("'camunda:assignee' of Camunda 7") as string,
      }),
    ]);
  });

  it('draws each node and flow that has no drawing, inside pools, lanes and sub-processes too', async () => {
    // given
    const lonely = `<startEvent id="s"/><subProcess id="a"><startEvent id="is"/><userTask id="ia"/><boundaryEvent id="ib" attachedToRef="ia"><timerEventDefinition><timeDuration>PT1H</timeDuration></timerEventDefinition></boundaryEvent><endEvent id="ie"/><sequenceFlow id="if" sourceRef="is" targetRef="ia"/><sequenceFlow id="ig" sourceRef="ia" targetRef="ie"/><sequenceFlow id="ih" sourceRef="ib" targetRef="ie"/></subProcess><userTask id="alone"/><endEvent id="e"/><sequenceFlow id="f" sourceRef="s" targetRef="a"/><sequenceFlow id="g" sourceRef="a" targetRef="e"/><sequenceFlow id="self" sourceRef="alone" targetRef="alone"/>`;
    const text = modelOf(
      `<laneSet id="ls"><lane id="l1"><flowNodeRef>s</flowNodeRef></lane><lane id="l2"><flowNodeRef>a</flowNodeRef><flowNodeRef>e</flowNodeRef></lane></laneSet>${lonely}`,
    ).replace(
      '<process',
      '<collaboration id="c"><participant id="one" processRef="p"/><participant id="two"/><messageFlow id="m" sourceRef="a" targetRef="two"/></collaboration><process',
    );

    // when
    const imported = await importOne(text);

    // then
    const drawn = [...imported.text.matchAll(/bpmnElement="(\w+)"/g)].map(([, id]) => id).sort();
    expect(drawn).toEqual(
      'a alone c e f g ia ib ie if ig ih is l1 l2 m one s self two'.split(' ').sort(),
    );
    expect(imported.report.files[0]?.layout).toBe('made');
    const corners = [...imported.text.matchAll(/<dc:Bounds x="([^"]+)" y="([^"]+)"/g)];
    expect(new Set(corners.map(([, x, y]) => `${x} ${y}`)).size).toBeGreaterThanOrEqual(11);
  });

  it('adds to a drawing what is missing in it', async () => {
    // given
    const { text } = await importOne(modelOf(around('<task id="a"/>')));
    const partly = text.replace(/<bpmndi:BPMNShape id="a_di"[\s\S]*?<\/bpmndi:BPMNShape>/, '');

    // when
    const { text: completed, report } = await importOne(partly);

    // then
    expect(report.files[0]?.layout).toBe('completed');
    expect(completed.match(/bpmnElement="a"/g)).toHaveLength(1);
    expect(completed.match(/<bpmndi:BPMNDiagram /g)).toHaveLength(1);
  });

  it.each([
    ['an entity bomb', '<!DOCTYPE a [<!ENTITY b "b">]><a>&b;</a>', 'xmlDeclarationForbidden', 1],
    [
      'a tag that is never closed',
      modelOf('<task id="a">').replace('</process>', ''),
      'xmlMalformed',
      4,
    ],
    ['a control character', modelOf('\n<task id="a" name="\u0000"/>'), 'xmlMalformed', 4],
    ['a double attribute', modelOf('\n<task id="a" id="b"/>'), 'xmlMalformed', 4],
    ['another language', '<html>\n</html>', 'xmlMalformed', 1],
    ['nothing', '', 'xmlMalformed', 1],
    ['deep nesting', modelOf('\n' + '<subProcess>'.repeat(300)), 'xmlTooDeep', 4],
    ['an attribute without end', modelOf('\n<task id="a'), 'xmlMalformed', 4],
  ])('tells %s with its line', async (_, text, rule, line) => {
    // when
    const { files, report } = await importModel([{ name: 'a.bpmn', text }]);

    // then
    expect(report.problems).toMatchObject([{ file: 'a.bpmn', rule, line, isUnreadable: true }]);
    expect(report.deployable).toBe(false);
    expect(files).toEqual([{ name: 'a.bpmn', text }]);
  });

  it('tells doubled and missing ids', async () => {
    // when
    const doubled = await importOne(modelOf(around('<task id="a"/><task id="a"/>')));
    const missing = await importOne(
      modelOf(around('<task id="a"/><task name="no id" camunda:asyncBefore="true"/>')),
    );

    // then
    expect(doubled.report.problems).toContainEqual(
      expect.objectContaining({ rule: 'idDuplicate', elementId: 'a' }),
    );
    expect(missing.report.problems).toContainEqual(expect.objectContaining({ rule: 'idMissing' }));
  });

  it('tells broken forms and decisions', async () => {
    // when
    const { report } = await importModel([
      { name: 'a.form', text: '{"components": [' },
      { name: 'b.form', text: '{"id":"b","components":[{"type":"hologram","key":"k"}]}' },
      { name: 'c.dmn', text: '<definitions/>' },
    ]);

    // then
    expect(report.problems).toMatchObject([
      { file: 'a.form', rule: 'formUnreadable', isUnreadable: true },
      { file: 'c.dmn', rule: 'xmlMalformed', line: 1, isUnreadable: true },
    ]);
    expect(report.entries).toMatchObject([
      { file: 'b.form', fate: 'blocks' },
      { file: 'b.form', fate: 'mapped' },
    ]);
  });
});

describe('an import of decisions', () => {
  const table = (expression: string) =>
    `<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" xmlns:camunda="http://camunda.org/schema/1.0/dmn" id="d" name="d" namespace="http://camunda.org/schema/1.0/dmn">
<inputData id="InputData_a" name="other"><variable name="other"/></inputData>
<decision id="x" name="X"><variable name="X"/><literalExpression><text>${expression}</text></literalExpression></decision>
</definitions>`;

  it('lets a decision require what it names, with ids that are free, and takes it away on the way out', async () => {
    // given
    const given = { name: 'a.dmn', text: table('a + b') };

    // when
    const { files, report, decisions } = await importModel([given]);
    const exported = exportModel(files);

    // then
    expect(report.problems).toEqual([]);
    expect(report.entries.map(({ message }) => message)).toContain(
      'Becomes a decision that requires what it names: a, b.',
    );
    const ids = [...(files[0]?.text ?? '').matchAll(/<inputData id="(\w+)"/g)].map(([, id]) => id);
    expect([...ids].sort()).toEqual(['InputData_a', 'InputData_a_2', 'InputData_b']);
    expect(decisions.get('a.dmn')?.decisions).toHaveLength(1);
    expect(exported.files[0]?.text.replace(/ xmlns:lemniscate="[^"]*"/, '')).toBe(given.text);
  });

  it('leaves alone what no engine would have handed over', async () => {
    // when
    const text = table('a + b').replaceAll('camunda', 'example');
    const { files } = await importModel([{ name: 'a.dmn', text }]);

    // then
    expect(files).toEqual([{ name: 'a.dmn', text }]);
  });

  it('gives a cycle back with all that it had, whatever was written beside it since', async () => {
    // given
    const cycle =
      '<timeCycle xsi:type="tFormalExpression" id="c" x:note="&quot;nightly&quot;">0 30 6 ? * 2-6</timeCycle>';
    const given = modelOf(
      `<startEvent id="s"><timerEventDefinition id="t">${cycle}</timerEventDefinition></startEvent><endEvent id="e"/><sequenceFlow id="f" sourceRef="s" targetRef="e"/>`,
    );

    // when
    const { text } = await importOne(given);
    const back = (changed: string) =>
      exportModel([{ name: 'a.bpmn', text: changed }]).files[0]?.text ?? '';

    // then
    expect(text).not.toContain('timeCycle xsi');
    expect(back(text)).toContain(cycle);
    const plain = '<timeCycle xsi:type="tFormalExpression">0 30 6 ? * 2-6</timeCycle>';
    for (const other of ['[1]', 'no JSON', '{&quot;a b&quot;: 1}'])
      expect(back(text.replace(/attributes="[^"]*"/, `attributes="${other}"`))).toContain(
        other.startsWith('{') ? '<timeCycle>0 30' : plain,
      );
  });

  it('tells of what is long in short', async () => {
    const form = JSON.stringify({ id: 'a'.repeat(5_000), type: 'default', components: [] });
    const { report } = await importModel([{ name: 'a.form', text: form }]);

    expect(report.entries.map(({ message }) => message.length)).toEqual([500]);
  });
});
