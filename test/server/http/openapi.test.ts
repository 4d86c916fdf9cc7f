import { endpoints } from '../../../server/contract/index.js';
import { createDocsPage } from '../../../server/http/docs-page.js';
import { createOpenApiDocument } from '../../../server/http/openapi.js';

describe('the description of the interface', () => {
  const document = createOpenApiDocument('lemniscate.8080');

  it('names every operation of the contract once', () => {
    // when
    const operations = Object.values(document.paths ?? {}).flatMap((path) =>
      Object.values(path as Record<string, { operationId?: string }>).map(
        (operation) => operation.operationId,
      ),
    );

    // then
    expect(operations.sort()).toEqual(Object.keys(endpoints).sort());
  });

  it('is OpenAPI 3.1 with parameters, bodies, answers and problems', () => {
    // when
    const path = document.paths?.['/v2/user-tasks/{userTaskKey}/completion'];

    // then
    expect(document.openapi).toBe('3.1.0');
    expect(path?.post?.parameters).toContainEqual(
      expect.objectContaining({ name: 'userTaskKey', in: 'path', required: true }),
    );
    expect(path?.post?.requestBody).toMatchObject({
      content: {
        'application/json': {
          schema: { type: 'object', required: ['commandId', 'assignmentEpoch'] },
        },
      },
    });
    expect(Object.keys((path?.post?.responses ?? {}) as object)).toEqual(['200', 'default']);
  });

  it('can be read on a page without scripts and foreign resources', () => {
    // when
    const page = createDocsPage();

    // then
    for (const { path } of Object.values(endpoints)) expect(page).toContain(path);
    expect(page).not.toMatch(/<script|https?:\/\/|onclick/);
  });
});
