import { Client, Connection } from '@temporalio/client';
import type { ProcessInstance } from '../../server/contract/index.js';
import { createTestApp, type TestApp, type TestClient } from '../support/create-test-app.js';
import { testTemporalAddress } from '../support/embedded-temporal.js';
import { eventually } from '../support/eventually.js';
import { readRuns } from '../support/temporal-runs.js';
import { createTestInbox, deployProcess } from '../support/test-inbox.js';

jest.setTimeout(240_000);

const TASKS = 1_000;
/** Requests at a time: as many connections as a system lets wait for one server. */
const LANES = 250;

const survey = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:lemniscate="urn:lemniscate:bpmn:1" id="definitions" targetNamespace="urn:lemniscate:test">
  <bpmn:process id="survey" isExecutable="true">
    <bpmn:extensionElements><lemniscate:start roles="agent" /></bpmn:extensionElements>
    <bpmn:startEvent id="begin" />
    <bpmn:sequenceFlow id="to-ask" sourceRef="begin" targetRef="ask" />
    <bpmn:userTask id="ask">
      <bpmn:extensionElements><lemniscate:assignment candidateRoles="agent" /></bpmn:extensionElements>
      <bpmn:multiInstanceLoopCharacteristics><bpmn:loopCardinality>${TASKS}</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics>
    </bpmn:userTask>
    <bpmn:sequenceFlow id="to-end" sourceRef="ask" targetRef="end" />
    <bpmn:endEvent id="end" />
  </bpmn:process>
</bpmn:definitions>`;

/** The events of all runs of an instance. */
async function countEvents(workflowId: string): Promise<number> {
  const connection = await Connection.connect({ address: testTemporalAddress() });
  const client = new Client({ connection });
  const runs = await readRuns(client, workflowId);
  await connection.close();
  return runs.reduce((sum, { events }) => sum + events.length, 0);
}

describe('a thousand tasks of one instance', () => {
  let app: TestApp;
  let anna: TestClient;

  beforeAll(async () => {
    app = await createTestApp({ hasWorker: true });
    anna = await app.logIn('anna');
    await deployProcess(await app.logIn('paula'), survey);
  });

  afterAll(() => app.stop());

  it('are completed at once, each of them once, at few events each', async () => {
    // given
    const key = await createTestInbox(anna).start('survey');
    const open = { instanceId: key, state: 'created' } as const;
    await eventually(async () => {
      const count = await app.services.store.userTasks.countDocuments(open);
      return count === TASKS || undefined;
    }, 60_000);
    const tasks = await app.services.store.userTasks.find(open).lean();

    // when
    const statuses: number[] = [];
    const left = [...tasks];
    const lane = async (): Promise<void> => {
      for (let task = left.pop(); task !== undefined; task = left.pop()) {
        const { _id, assignmentEpoch } = task;
        const body = { commandId: `complete-${_id}`, assignmentEpoch };
        const path = `/v2/user-tasks/${encodeURIComponent(_id)}/completion`;
        statuses.push((await anna.post(path, body)).status);
      }
    };
    await Promise.all(Array.from({ length: LANES }, lane));

    // then
    expect(statuses).toEqual(tasks.map(() => 200));
    await eventually(async () => {
      await app.services.completer.settlePending(new Date());
      const { body } = await anna.get<ProcessInstance>(`/v2/process-instances/${key}`);
      return body.state === 'completed' || undefined;
    }, 120_000);
    const completed = { streamId: key, type: 'taskCompleted' } as const;
    expect(await app.services.store.facts.countDocuments(completed)).toBe(TASKS);
    const events = await countEvents(key);
    // Accepted, answered, and a share of the workflow tasks and of the facts that several have in common.
    expect(events / TASKS).toBeLessThan(7);
  });
});
