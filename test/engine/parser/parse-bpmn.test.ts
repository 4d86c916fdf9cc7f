import { compileBpmn, parseBpmn } from '../../../engine/parser/index.js';

const bpmn = 'xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"';

describe('parseBpmn', () => {
  it('tells at which line XML is malformed', async () => {
    // given
    const xml = `<bpmn:definitions ${bpmn}>\n<bpmn:process id="p">\n<bpmn:task id="t">\n</bpmn:process></bpmn:definitions>`;

    // when
    const { definitions, problems } = await parseBpmn(xml);

    // then
    expect(definitions).toBeUndefined();
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({
      rule: 'xmlMalformed',
      severity: 'error',
      params: { line: 4 },
    });
    expect(problems[0]?.message).toContain('closing tag mismatch');
  });

  it.each([
    ['no text at all', ''],
    ['no XML', 'hello'],
    ['other XML', '<html></html>'],
    [
      'an unknown element of BPMN',
      `<bpmn:definitions ${bpmn}><bpmn:process id="p" isExecutable="true"><bpmn:fuss/></bpmn:process></bpmn:definitions>`,
    ],
  ])('has a problem with %s and compiles nothing', async (_what, xml) => {
    const { programs, problems } = await compileBpmn(xml);
    expect(programs).toEqual([]);
    expect(problems.map(({ rule }) => rule)).toContain('xmlMalformed');
  });

  it('names the id that is given twice, and goes on to what else is wrong', async () => {
    // given
    const xml = `<bpmn:definitions ${bpmn}><bpmn:process id="p" isExecutable="true">\n<bpmn:task id="t"/>\n<bpmn:task id="t"/><bpmn:boundaryEvent id="b" attachedToRef="gone"/></bpmn:process></bpmn:definitions>`;

    // when
    const { problems } = await compileBpmn(xml);

    // then
    expect(problems).toContainEqual({
      elementId: 't',
      rule: 'idDuplicate',
      severity: 'error',
      message: "Expected id 't' once but at line 3 another element has it",
      params: { line: 3 },
    });
    expect(problems.map(({ rule }) => rule)).toContain('danglingReference');
  });

  it('names the element whose id can be none', async () => {
    // given
    const xml = `<bpmn:definitions ${bpmn}><bpmn:process id="p" isExecutable="true"><bpmn:task id="1 t"/></bpmn:process></bpmn:definitions>`;

    // when
    const { problems } = await compileBpmn(xml);

    // then
    expect(problems).toContainEqual(
      expect.objectContaining({ elementId: '1 t', rule: 'xmlMalformed', severity: 'error' }),
    );
  });

  it('names who refers to what does not exist', async () => {
    // given
    const xml = `<bpmn:definitions ${bpmn}><bpmn:process id="p" isExecutable="true"><bpmn:startEvent id="s"/><bpmn:sequenceFlow id="f" sourceRef="s" targetRef="gone"/></bpmn:process></bpmn:definitions>`;

    // when
    const { programs, problems } = await compileBpmn(xml);

    // then
    expect(programs).toEqual([]);
    expect(problems).toContainEqual(
      expect.objectContaining({
        rule: 'danglingReference',
        elementId: 'f',
        params: { reference: 'gone', attribute: 'targetRef' },
      }),
    );
  });

  it('names the element of which a part without an id refers to what does not exist', async () => {
    // given
    const xml = `<bpmn:definitions ${bpmn}><bpmn:process id="p" isExecutable="true"><bpmn:endEvent id="e"><bpmn:errorEventDefinition errorRef="gone"/></bpmn:endEvent></bpmn:process></bpmn:definitions>`;

    // when
    const { problems } = await parseBpmn(xml);

    // then
    expect(problems).toMatchObject([
      {
        rule: 'danglingReference',
        elementId: 'e',
        message: "Expected 'gone' to exist but 'e' refers to it in vain (errorRef)",
      },
    ]);
  });

  it('leaves references of the drawing alone', async () => {
    // given
    const di = 'xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI"';
    const xml = `<bpmn:definitions ${bpmn} ${di}><bpmn:process id="p" isExecutable="true"><bpmn:task id="t"/></bpmn:process><bpmndi:BPMNDiagram><bpmndi:BPMNPlane bpmnElement="p"><bpmndi:BPMNShape bpmnElement="gone"/></bpmndi:BPMNPlane></bpmndi:BPMNDiagram></bpmn:definitions>`;

    // when
    const { programs, problems } = await compileBpmn(xml);

    // then
    expect(problems).toEqual([]);
    expect(programs).toHaveLength(1);
  });
});
