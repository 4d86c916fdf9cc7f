import { listImportLines } from '../../../designer/components/import-report.js';
import { encodingOf } from '../../../designer/features/processes/import-files.js';
import { importModel } from '../../../engine/foreign/index.js';

const model = `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" id="d" targetNamespace="t">
<process id="p" isExecutable="true" camunda:historyTimeToLive="P1D"><startEvent id="s"/>
<userTask id="a" name="Approve" camunda:assignee="kim" camunda:candidateUsers="\${x.y()}"/><callActivity id="lost"/><endEvent id="e"/><sequenceFlow id="g" sourceRef="a" targetRef="lost"/><sequenceFlow id="h" sourceRef="lost" targetRef="e"/>
<sequenceFlow id="f" sourceRef="s" targetRef="a"/></process></definitions>`;

describe('listImportLines', () => {
  it('tells first what blocks, problems of the model included, then what is kept, then what works', async () => {
    // given
    const { report } = await importModel([{ name: 'a.bpmn', text: model }]);

    // when
    const lines = listImportLines(report);

    // then
    expect(lines.map(({ fate }) => fate)).toEqual(['blocks', 'blocks', 'kept', 'mapped']);
    expect(lines[0]).toMatchObject({ elementId: 'lost', element: 'lost', what: undefined });
    expect(lines[1]).toMatchObject({ element: 'Approve', what: 'camunda:candidateUsers' });
    expect(lines[3]).toMatchObject({ elementId: 'a', what: 'camunda:assignee' });
  });
});

describe('encodingOf', () => {
  it.each([
    ['a byte order mark', new Uint8Array([0xff, 0xfe, 60, 0]), 'utf-16le'],
    [
      'a declaration',
      new TextEncoder().encode("<?xml version='1.0' encoding='ISO-8859-1'?>"),
      'ISO-8859-1',
    ],
    ['neither', new TextEncoder().encode('<a/>'), 'utf-8'],
  ])('follows %s', (_, bytes, expected) => {
    expect(encodingOf(bytes)).toBe(expected);
  });
});
