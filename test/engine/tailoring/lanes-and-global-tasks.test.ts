import { parseBpmn } from '../../../engine/parser/index.js';
import { checkTailoring, readModel } from '../../../engine/tailoring/index.js';
import { definitionsXml, flowXml, processXml } from '../../support/bpmn-text.js';

const offered = (role: string) =>
  `<bpmn:extensionElements><lemniscate:assignment candidateRoles="${role}" /></bpmn:extensionElements>`;

function lanes(outer: string, inner: string): string {
  const nested = `<bpmn:childLaneSet id="nested"><bpmn:lane id="night">${inner}<bpmn:flowNodeRef>solve</bpmn:flowNodeRef></bpmn:lane></bpmn:childLaneSet>`;
  const refs = ['take', 'handle'].map((id) => `<bpmn:flowNodeRef>${id}</bpmn:flowNodeRef>`);
  return `<bpmn:laneSet id="lanes"><bpmn:lane id="desk">${outer}${refs.join('')}${nested}</bpmn:lane></bpmn:laneSet>`;
}

function model(outer: string, inner: string, global = ''): string {
  const handle = `<bpmn:subProcess id="handle"><bpmn:userTask id="within" /></bpmn:subProcess>`;
  const nodes = `<bpmn:userTask id="take" /><bpmn:userTask id="solve" />${handle}<bpmn:manualTask id="carry" />`;
  const flows = flowXml('main-begin', 'take', 'solve', 'handle', 'carry', 'main-done');
  return definitionsXml(`${processXml(`${lanes(outer, inner)}${nodes}${flows}`)}${global}`);
}

async function read(xml: string) {
  return readModel((await parseBpmn(xml)).definitions);
}

async function differences(standard: string, tailored: string) {
  const check = checkTailoring(await read(standard), await read(tailored), {});
  return check.differences.map(({ elementId, property, verdict }) => [
    elementId,
    property,
    verdict,
  ]);
}

describe('the tailoring of lanes', () => {
  it('sees that a lane offers its user tasks to others, also those in a sub-process', async () => {
    const before = model(offered('agent'), offered('expert'));
    const after = model(offered('manager'), offered('expert'));
    expect(await differences(before, after)).toEqual([
      ['take', 'lane.assignment', 'needsWaiver'],
      ['within', 'lane.assignment', 'needsWaiver'],
    ]);
  });

  it('sees that the innermost lane begins to offer its tasks', async () => {
    const before = model(offered('agent'), '');
    const after = model(offered('agent'), offered('expert'));
    expect(await differences(before, after)).toEqual([['solve', 'lane.assignment', 'needsWaiver']]);
  });
});

describe('the tailoring of global tasks', () => {
  const global = (role: string) =>
    `<bpmn:globalUserTask id="approve">${offered(role)}</bpmn:globalUserTask>`;

  it('sees that one is offered to others', async () => {
    const before = model(offered('agent'), '', global('manager'));
    const after = model(offered('agent'), '', global('agent'));
    expect(await differences(before, after)).toEqual([
      ['approve', 'assignment.candidateRoles', 'needsWaiver'],
    ]);
  });

  it('sees that one is gone, and that one is new', async () => {
    const before = model(offered('agent'), '', global('manager'));
    const after = model(offered('agent'), '');
    expect(await differences(before, after)).toEqual([['approve', undefined, expect.anything()]]);
    expect(await differences(after, before)).toEqual([['approve', undefined, expect.anything()]]);
  });
});
