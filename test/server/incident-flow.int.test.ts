import type { ProcessInstance, UserTask, UserTaskDetail } from '../../server/contract/index.js';
import { createTestApp, type TestApp, type TestClient } from '../support/create-test-app.js';
import { eventually } from '../support/eventually.js';

interface Page<Item> {
  readonly items: Item[];
}

const report = {
  title: 'Printer on floor 2 does not print',
  description: 'Jobs stay in the queue.',
  observedAt: '2026-03-02T09:00:00+01:00',
  contact: '1234',
};

describe('the incident process', () => {
  let app: TestApp;
  let anna: TestClient;
  let ben: TestClient;

  beforeAll(async () => {
    app = await createTestApp({ hasWorker: true });
    anna = await app.logIn('anna');
    ben = await app.logIn('ben');
  });

  afterAll(() => app.stop());

  async function startIncident(): Promise<string> {
    const started = await anna.post<{ processInstanceKey: string }>('/v2/process-instances', {
      processDefinitionId: 'incident-escalation',
      scope: { serviceId: 'email' },
      variables: report,
    });
    expect(started).toMatchObject({ status: 201 });
    return started.body.processInstanceKey;
  }

  async function openTask(client: TestClient, processInstanceKey: string): Promise<UserTask> {
    return eventually(async () => {
      const found = await client.post<Page<UserTask>>('/v2/user-tasks/search', {
        filter: { processInstanceKey, state: ['created'] },
      });
      return found.body.items[0];
    });
  }

  it('offers the classification of a reported incident to the first line', async () => {
    // given
    const processInstanceKey = await startIncident();

    // when
    const task = await openTask(ben, processInstanceKey);

    // then
    const instance = await ben.get<ProcessInstance>(`/v2/process-instances/${processInstanceKey}`);
    expect(task).toMatchObject({
      elementId: 'classify-and-prioritise',
      candidateGroups: ['first-line'],
      state: 'created',
    });
    expect(instance.body).toMatchObject({ state: 'active', startedBy: 'anna', name: report.title });
    expect(instance.body.activeElements).toEqual([
      { elementId: 'classify-and-prioritise', name: 'Classify and prioritise' },
    ]);
  });

  it('moves on when the task is claimed, filled in and completed', async () => {
    // given
    const processInstanceKey = await startIncident();
    const { userTaskKey } = await openTask(anna, processInstanceKey);
    await anna.post(`/v2/user-tasks/${userTaskKey}/assignment`);
    const task = (await anna.get<UserTaskDetail>(`/v2/user-tasks/${userTaskKey}`)).body;

    // when
    const completed = await anna.post(`/v2/user-tasks/${userTaskKey}/completion`, {
      commandId: 'complete-1-of-the-test',
      assignmentEpoch: task.assignmentEpoch,
      claimVersion: task.claimVersion,
      variables: { category: 'hardware', impact: 'high', urgency: 'medium' },
    });

    // then
    expect(completed).toMatchObject({ status: 200, body: { state: 'completed' } });
    const next = await openTask(ben, processInstanceKey);
    expect(next.elementId).toBe('first-line-support');
  });
});
