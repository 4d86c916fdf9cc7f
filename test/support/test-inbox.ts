import type { UserTask, UserTaskDetail } from '../../server/contract/index.js';
import type { TestClient } from './create-test-app.js';
import { eventually } from './eventually.js';

/** What tests do with instances and their tasks, as a person would. */
export interface TestInbox {
  start(processDefinitionId: string, variables?: object, scope?: object): Promise<string>;
  /** Waits for the open task of an element. */
  open(processInstanceKey: string, elementId: string): Promise<UserTaskDetail>;
}

export function createTestInbox(client: TestClient): TestInbox {
  return {
    start: async (processDefinitionId, variables = {}, scope = {}) => {
      const body = { processDefinitionId, variables, scope };
      const started = await client.post<{ processInstanceKey: string }>(
        '/v2/process-instances',
        body,
      );
      if (started.status !== 201)
        throw new RangeError(`Expected to start '${processDefinitionId}': ${started.text}`);
      return started.body.processInstanceKey;
    },
    open: (processInstanceKey, elementId) =>
      eventually(async () => {
        const filter = { processInstanceKey, state: ['created'] };
        const found = await client.post<{ items: UserTask[] }>('/v2/user-tasks/search', { filter });
        const task = found.body.items.find((item) => item.elementId === elementId);
        if (task === undefined) return undefined;
        return (await client.get<UserTaskDetail>(`/v2/user-tasks/${task.userTaskKey}`)).body;
      }),
  };
}

/** Deploys one process as the process owner does. */
export async function deployProcess(
  owner: TestClient,
  xml: string,
  forms: Record<string, object> = {},
): Promise<void> {
  const resources = [
    { name: 'process.bpmn', content: xml },
    ...Object.entries(forms).map(([formId, schema]) => ({
      name: `${formId}.form.json`,
      content: JSON.stringify({ id: formId, ...schema }),
    })),
  ];
  const answer = await owner.post('/v2/deployments', { resources });
  if (answer.status !== 201) throw new RangeError(`Expected to deploy: ${answer.text}`);
}
