import {
  endpoints,
  rightsPresets as roles,
  type Endpoint,
  type EndpointName,
  type RightsPreset as Role,
} from '../../server/contract/index.js';
import { createTestApp, logIn, type TestApp, type TestClient } from '../support/create-test-app.js';

type Allowed = readonly Role[] | 'everybody logged in' | 'everybody';

const people = roles.filter((role) => role !== 'worker');
const staff: readonly Role[] = ['agent', 'service-delivery-manager', 'process-owner', 'admin'];
const owners: readonly Role[] = ['process-owner', 'admin'];
const admins: readonly Role[] = ['admin'];
const managers: readonly Role[] = ['service-delivery-manager', 'process-owner', 'admin'];

/** Who shall get past the door of each operation. Written down on its own, not derived from the abilities. */
const expected: Record<EndpointName, Allowed> = {
  createSession: 'everybody',
  getSession: 'everybody logged in',
  deleteSession: 'everybody logged in',
  updatePreferences: 'everybody logged in',
  changePassword: 'everybody logged in',
  searchNotifications: 'everybody logged in',
  listSteps: 'everybody logged in',
  readAllNotifications: 'everybody logged in',
  getNotificationSettings: 'everybody logged in',
  updateNotificationSettings: 'everybody logged in',
  listWebhooks: ['admin'],
  createWebhook: ['admin'],
  updateWebhook: ['admin'],
  deleteWebhook: ['admin'],
  listSecrets: ['admin'],
  putSecret: ['admin'],
  deleteSecret: ['admin'],
  searchDeliveries: ['admin'],
  retryDelivery: ['admin'],
  readNotification: 'everybody logged in',
  createUser: admins,
  searchUsers: staff,
  updateUser: admins,
  setUserPassword: admins,
  searchServices: people,
  putService: admins,
  searchAuditLogs: owners,
  listCalendars: managers,
  createCalendar: admins,
  getCalendar: managers,
  listCalendarVersions: managers,
  updateCalendar: admins,
  checkCalendar: managers,
  listAgreements: managers,
  createAgreement: ['service-delivery-manager', 'admin'],
  getAgreement: managers,
  listAgreementVersions: managers,
  updateAgreement: ['service-delivery-manager', 'admin'],
  checkAgreement: managers,
  searchApiTokens: roles,
  createApiToken: roles,
  deleteApiToken: roles,
  searchRoles: staff,
  putRole: admins,
  deleteRole: admins,
  searchGroups: staff,
  putGroup: admins,
  deleteGroup: admins,
  searchUnits: staff,
  putUnit: admins,
  deleteUnit: admins,
  searchCustomers: staff,
  putCustomer: admins,
  searchRoleHoldings: staff,
  createRoleHolding: ['service-delivery-manager', 'admin'],
  deleteRoleHolding: ['service-delivery-manager', 'admin'],
  searchAbsences: staff,
  createAbsence: staff,
  deleteAbsence: staff,
  createDeployment: owners,
  checkDeployment: owners,
  searchProcessDefinitions: staff,
  getProcessDefinition: staff,
  getProcessDefinitionXml: staff,
  getStartForm: people,
  getForm: staff,
  getDefinitionStatistics: people,
  getDefinitionDifferences: staff,
  listStartableProcesses: people,
  createDraft: owners,
  searchDrafts: owners,
  getDraft: owners,
  updateDraft: owners,
  deleteDraft: owners,
  checkDraft: owners,
  deployDraft: owners,
  searchDecisionDefinitions: staff,
  getDecisionDefinition: staff,
  getDecisionDefinitionXml: staff,
  searchDecisionInstances: people,
  getDecisionInstance: people,
  createProcessInstance: people,
  searchProcessInstances: people,
  getProcessInstance: people,
  listFacts: people,
  listVariables: people,
  setVariables: admins,
  listElementInstances: people,
  listClocks: people,
  listAdHocSubProcesses: people,
  activateAdHocActivities: ['agent', 'service-delivery-manager', 'admin'],
  completeAdHocSubProcess: ['agent', 'service-delivery-manager', 'admin'],
  cancelProcessInstance: ['service-delivery-manager', 'admin'],
  suspendProcessInstance: ['service-delivery-manager', 'admin'],
  resumeProcessInstance: ['service-delivery-manager', 'admin'],
  withdrawProcessInstance: people,
  searchUserTasks: people,
  getUserTaskCounts: people,
  getUserTask: people,
  assignUserTask: people,
  unassignUserTask: people,
  completeUserTask: people,
  saveUserTaskDraft: people,
  delegateUserTask: people,
  resolveUserTask: people,
  handOverUserTask: people,
  escalateUserTask: people,
  followUpUserTask: people,
  changeUserTasks: people,
  listTaskComments: people,
  createTaskComment: people,
  updateTaskComment: people,
  deleteTaskComment: people,
  getTaskStory: people,
  listTaskPeople: people,
  listTaskFilters: people,
  countTaskFilters: people,
  createTaskFilter: people,
  updateTaskFilter: people,
  deleteTaskFilter: people,
  searchIncidents: ['service-delivery-manager', 'process-owner', 'admin'],
  resolveIncident: owners,
  publishMessage: ['service-delivery-manager', 'admin'],
  correlateMessage: ['service-delivery-manager', 'admin'],
  broadcastSignal: ['service-delivery-manager', 'admin'],
  activateJobs: ['worker', 'admin'],
  completeJob: ['worker', 'admin'],
  failJob: ['worker', 'admin'],
  throwJobError: ['worker', 'admin'],
  updateJob: ['worker', 'admin'],
  listRecordTypes: people,
  createRecord: people,
  searchRecords: people,
  importRecords: people,
  exportRecords: people,
  getRecord: people,
  updateRecord: people,
  transitionRecord: people,
  listRecordLinks: people,
  linkRecord: people,
  unlinkRecord: people,
  attachFile: people,
  getAttachment: people,
  detachFile: people,
  getRecordHistory: people,
  searchJobs: ['worker', 'service-delivery-manager', 'process-owner', 'admin'],
};

describe('rights', () => {
  let app: TestApp;
  const clients = new Map<Role | 'nobody in particular', TestClient>();

  beforeAll(async () => {
    app = await createTestApp();
    const admin = await app.logIn('admin');
    for (const role of [...roles, 'nobody in particular'] as const) {
      const username = `test-${role.replaceAll(' ', '-')}`;
      const password = 'a long password';
      const granted = role === 'nobody in particular' ? [] : [role];
      await admin.post('/v2/users', { username, displayName: role, roles: granted, password });
      clients.set(role, await logIn(app.url, username, password));
    }
  });

  afterAll(() => app.stop());

  /** Sends nothing useful: only whether the door opens matters, and what is behind it must not change anything. */
  function knock(client: TestClient, endpoint: Endpoint) {
    const path = endpoint.path.replaceAll(/\{\w+\}/g, 'no-such-thing');
    return client.send<{ code?: string }>(
      endpoint.method,
      path,
      endpoint.body === undefined ? undefined : { unknown: true },
    );
  }

  const table = (Object.keys(endpoints) as EndpointName[])
    .filter((name) => name !== 'deleteSession' && name !== 'createSession')
    .map((name) => [name, expected[name]] as const);

  it.each(table)('opens %s to %j and to nobody else', async (name, allowed) => {
    // given
    const endpoint = endpoints[name];

    // when
    const answers = new Map<string, { status: number; code: string | undefined }>();
    for (const [role, client] of clients) {
      const { status, body } = await knock(client, endpoint);
      answers.set(role, { status, code: body.code });
    }

    // then
    for (const [role, { status, code }] of answers) {
      const shallOpen = allowed === 'everybody logged in' || allowed.includes(role as never);
      const isOpen = !(status === 403 && code === 'forbidden') && status !== 401;
      expect({ role, isOpen, isBroken: status >= 500 }).toEqual({
        role,
        isOpen: shallOpen,
        isBroken: false,
      });
    }
  });

  it.each(table)('keeps %s closed without a session', async (name) => {
    // when
    const answer = await knock(app.stranger(), endpoints[name]);

    // then
    expect(answer.status).toBe(401);
  });

  const names = Object.keys(endpoints) as EndpointName[];

  it('opens to a token exactly what its scope says, whatever its owner may do', async () => {
    // given
    const owner = await app.logIn('admin');
    const made = await owner.post<{ token: string }>('/v2/api-tokens', {
      name: 'Jobs only',
      scopes: ['jobs'],
      expiresAt: new Date(Date.now() + 3_600_000).toISOString(),
    });
    const program = app.stranger();
    program.agent.set('authorization', `Bearer ${made.body.token}`);

    // when
    const opened: string[] = [];
    for (const name of names.filter((one) => endpoints[one].access !== 'public')) {
      const { status } = await knock(program, endpoints[name]);
      expect({ name, isBroken: status >= 500 || status === 401 }).toEqual({
        name,
        isBroken: false,
      });
      if (status !== 403) opened.push(name);
    }

    // then
    const ofJobs = names.filter((name) => {
      const { access }: Endpoint = endpoints[name];
      return typeof access !== 'string' && access[1] === 'Job';
    });
    expect(opened).toEqual(ofJobs);
  });

  it('shows nothing of another organisation in any search', async () => {
    // given
    const { store } = app.services;
    await store.users.updateOne({ username: 'admin' }, { $set: { organisationId: 'elsewhere' } });
    const stranger = await app.logIn('admin');

    // when
    const found = new Map<string, unknown[]>();
    const searches = names.filter((one) => endpoints[one].path.endsWith('/search'));
    const isOfAll = (name: EndpointName): boolean => {
      const { body }: Endpoint = endpoints[name];
      return body?.safeParse({}).success === true;
    };
    for (const name of searches.filter(isOfAll)) {
      const { path, method } = endpoints[name];
      const { status, body } = await stranger.send<{ items: unknown[] }>(method, path, {});
      expect({ name, status }).toEqual({ name, status: 200 });
      found.set(name, body.items);
    }

    // then
    // It asks for what one instance has decided, and whoever may not see that is told of none.
    expect(searches.filter((name) => !isOfAll(name))).toEqual(['searchDecisionInstances']);
    const seen = [...found].filter(([, items]) => items.length > 0);
    expect(Object.fromEntries(seen)).toEqual({
      searchUsers: [expect.objectContaining({ username: 'admin' })],
      searchAuditLogs: [expect.objectContaining({ action: 'sessionCreated', actor: 'admin' })],
    });
    await store.users.updateOne({ username: 'admin' }, { $set: { organisationId: 'demo' } });
  });

  it('shows nothing of another organisation', async () => {
    // given
    const { store } = app.services;
    const paula = await app.logIn('paula');
    const definition = await store.processDefinitions.findOne().lean();
    const key = definition?._id ?? '';
    const before = await paula.get(`/v2/process-definitions/${key}`);

    // when
    await store.users.updateOne({ username: 'paula' }, { $set: { organisationId: 'elsewhere' } });

    // then
    expect(before.status).toBe(200);
    expect((await paula.get(`/v2/process-definitions/${key}`)).status).toBe(404);
    expect((await paula.post('/v2/process-definitions/search')).body).toMatchObject({ items: [] });
    expect((await paula.post('/v2/users/search')).body).toMatchObject({
      items: [{ username: 'paula' }],
    });
    expect((await paula.post('/v2/services/search')).body).toMatchObject({ items: [] });
  });
});
