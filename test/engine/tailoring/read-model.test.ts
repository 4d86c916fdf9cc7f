import { readBpmn, wrapProcess } from './read-bpmn.js';

describe('readModel', () => {
  it('reads what executes of a user task by the words of the guidelines', async () => {
    // given
    const xml = wrapProcess(`
      <bpmn:userTask id="t" name="Do it">
        <bpmn:documentation>Why it is done</bpmn:documentation>
        <bpmn:extensionElements>
          <lemniscate:assignment candidateGroups="first" candidateRoles="agent" />
          <lemniscate:schedule priority="70" />
          <lemniscate:form formId="f" />
          <lemniscate:io><lemniscate:input target="x" source="=y" /></lemniscate:io>
          <lemniscate:clock id="c" target="PT4H" calendar="business-hours">
            <lemniscate:threshold kind="atRisk" share="0.75" escalationCode="late" />
            <lemniscate:pause element="wait" reason="customer" />
          </lemniscate:clock>
          <lemniscate:guideline id="G1" kind="configurable" property="form" values="f, g" />
        </bpmn:extensionElements>
      </bpmn:userTask>`);

    // when
    const model = await readBpmn(xml);

    // then
    expect(model.elements['t']).toEqual({
      id: 't',
      type: 'userTask',
      scope: 'p',
      properties: {
        name: 'Do it',
        documentation: 'Why it is done',
        'assignment.candidateGroups': 'first',
        'assignment.candidateRoles': 'agent',
        'schedule.priority': '70',
        form: 'f',
        'io.input.x': '=y',
        'clock.c.target': 'PT4H',
        'clock.c.calendar': 'business-hours',
        'clock.c.atRisk': '0.75',
        'clock.c.atRisk.escalationCode': 'late',
        'clock.c.pause.wait': 'customer',
      },
    });
    expect(model.guidelines['t']).toEqual([
      { id: 'G1', kind: 'configurable', property: 'form', values: ['f', 'g'] },
    ]);
  });

  it('reads listeners by their event, in their order', async () => {
    // given
    const xml = wrapProcess(`
      <bpmn:userTask id="t">
        <bpmn:extensionElements>
          <lemniscate:assignment excludedUsers="=initiator" separateFrom="write" />
          <lemniscate:listener event="start" type="check" retries="2" />
          <lemniscate:listener event="start" type="notify">
            <lemniscate:io>
              <lemniscate:input target="text" source="=x" /><lemniscate:output target="y" source="=z" />
            </lemniscate:io>
          </lemniscate:listener>
        </bpmn:extensionElements>
      </bpmn:userTask>`);

    // when
    const model = await readBpmn(xml);

    // then
    expect(model.elements['t']?.properties).toEqual({
      'assignment.excludedUsers': '=initiator',
      'assignment.separateFrom': 'write',
      'listener.start': 'check',
      'listener.start.retries': '2',
      'listener.start#2': 'notify',
      'listener.start#2.input.text': '=x',
      'listener.start#2.output.y': '=z',
    });
  });

  it('reads names and codes of what events refer to', async () => {
    // given
    const roots = `
      <bpmn:message id="m" name="order"><bpmn:extensionElements>
        <lemniscate:correlation key="=businessKey" timeToLive="PT1H" />
      </bpmn:extensionElements></bpmn:message>
      <bpmn:escalation id="e" name="Late" escalationCode="late" />`;
    const xml = wrapProcess(
      `<bpmn:startEvent id="s"><bpmn:messageEventDefinition messageRef="m" /></bpmn:startEvent>
       <bpmn:userTask id="t" />
       <bpmn:boundaryEvent id="b" attachedToRef="t" cancelActivity="false">
         <bpmn:escalationEventDefinition escalationRef="e" />
       </bpmn:boundaryEvent>
       <bpmn:boundaryEvent id="c" attachedToRef="t">
         <bpmn:timerEventDefinition><bpmn:timeDuration>PT1H</bpmn:timeDuration></bpmn:timerEventDefinition>
       </bpmn:boundaryEvent>`,
      roots,
    );

    // when
    const { elements } = await readBpmn(xml);

    // then
    expect(elements['s']).toMatchObject({
      type: 'startEvent:message',
      properties: {
        'event.message': 'order',
        'event.message.correlationKey': '=businessKey',
        'event.message.timeToLive': 'PT1H',
      },
    });
    expect(elements['b']).toMatchObject({
      type: 'boundaryEvent:escalation',
      attachedTo: 't',
      properties: { interrupting: false, 'event.escalation': 'late' },
    });
    expect(elements['c']).toMatchObject({
      properties: { timer: 'PT1H', 'timer.kind': 'timeDuration' },
    });
  });

  it('keeps what it has no word for, so that no change can go unseen', async () => {
    // given
    const xml = wrapProcess(`
      <bpmn:serviceTask id="t" zeebe:modelerTemplate="x" implementation="rest">
        <bpmn:extensionElements><zeebe:taskDefinition type="send" /></bpmn:extensionElements>
        <bpmn:multiInstanceLoopCharacteristics isSequential="true">
          <bpmn:loopCardinality>3</bpmn:loopCardinality>
        </bpmn:multiInstanceLoopCharacteristics>
      </bpmn:serviceTask>`);

    // when
    const { elements } = await readBpmn(xml);

    // then
    expect(elements['t']?.properties).toEqual({
      'attribute.implementation': 'rest',
      'attribute.zeebe:modelerTemplate': 'x',
      'extension.zeebe:taskDefinition': { $type: 'zeebe:taskDefinition', type: 'send' },
      multiInstance: 'multiInstanceLoopCharacteristics',
      'multiInstance.isSequential': true,
      'multiInstance.loopCardinality': { $type: 'bpmn:Expression', body: '3' },
    });
  });

  it('reads sub-processes, lanes and the order of conditions', async () => {
    // given
    const xml = wrapProcess(`
      <bpmn:laneSet><bpmn:lane id="l" name="Support"><bpmn:flowNodeRef>sub</bpmn:flowNodeRef></bpmn:lane></bpmn:laneSet>
      <bpmn:subProcess id="sub" triggeredByEvent="true">
        <bpmn:exclusiveGateway id="g" default="d" />
        <bpmn:task id="t" />
        <bpmn:sequenceFlow id="d" sourceRef="g" targetRef="t" />
        <bpmn:sequenceFlow id="b" sourceRef="g" targetRef="t"><bpmn:conditionExpression>1 = 1</bpmn:conditionExpression></bpmn:sequenceFlow>
        <bpmn:sequenceFlow id="a" sourceRef="g" targetRef="t"><bpmn:conditionExpression>2 = 2</bpmn:conditionExpression></bpmn:sequenceFlow>
      </bpmn:subProcess>`);

    // when
    const { elements } = await readBpmn(xml);

    // then
    expect(elements['sub']).toMatchObject({
      type: 'eventSubProcess',
      properties: { lane: 'Support' },
    });
    expect(elements['g']).toMatchObject({
      scope: 'sub',
      properties: { default: 'd', order: 'b,a' },
    });
    expect(elements['a']).toMatchObject({
      source: 'g',
      target: 't',
      properties: { condition: '2 = 2' },
    });
  });

  it('reads an attribute set to its default like one that is not set', async () => {
    // given
    const explicit = wrapProcess(
      '<bpmn:startEvent id="s" isInterrupting="true" parallelMultiple="false" />',
    );

    // when
    const model = await readBpmn(explicit);

    // then
    expect(model.elements['s']?.properties).toEqual({});
  });

  it('reads nothing of what is not BPMN', async () => {
    const { readModel } = await import('../../../engine/tailoring/index.js');
    expect(readModel({ no: 'definitions' })).toEqual({ elements: {}, guidelines: {} });
  });
});
