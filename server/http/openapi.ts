import {
  OpenApiGeneratorV31,
  OpenAPIRegistry,
  type RouteConfig,
} from '@asteasolutions/zod-to-openapi';
import { z } from 'zod';
import { endpoints, problemDetailsSchema, type Endpoint } from '../contract/index.js';

type OpenApiDocument = ReturnType<OpenApiGeneratorV31['generateDocument']>;

/** The description of the REST interface, made from the same table as its routes. */
export function createOpenApiDocument(cookieName: string): OpenApiDocument {
  const registry = new OpenAPIRegistry();
  registry.registerComponent('securitySchemes', 'session', {
    type: 'apiKey',
    in: 'cookie',
    name: cookieName,
  });
  registry.registerComponent('securitySchemes', 'csrf', {
    type: 'apiKey',
    in: 'header',
    name: 'x-csrf-token',
  });
  registry.registerComponent('securitySchemes', 'apiToken', { type: 'http', scheme: 'bearer' });
  for (const [name, endpoint] of Object.entries(endpoints))
    registry.registerPath(describe(name, endpoint));
  return new OpenApiGeneratorV31(registry.definitions).generateDocument({
    openapi: '3.1.0',
    info: {
      title: 'Lemniscate',
      version: 'v2',
      description:
        'Processes, their instances and their tasks. Searches are POST; errors are problem+json (RFC 9457).',
    },
    tags: [...new Set(Object.values(endpoints).map(({ tag }) => tag))].map((tag) => ({
      name: tag,
    })),
  });
}

function describe(operationId: string, endpoint: Endpoint): RouteConfig {
  return {
    method: endpoint.method,
    path: endpoint.path,
    operationId,
    tags: [endpoint.tag],
    summary: endpoint.summary,
    ...(typeof endpoint.access === 'string'
      ? {}
      : { description: `Needs the right to ${endpoint.access.join(' ')}.` }),
    ...(endpoint.access === 'public' ? {} : { security: securityOf(endpoint) }),
    request: describeRequest(endpoint),
    responses: {
      [endpoint.status]: {
        description: 'Done',
        ...(endpoint.response === undefined
          ? {}
          : { content: { 'application/json': { schema: endpoint.response } } }),
      },
      default: {
        description: 'What went wrong',
        content: { 'application/problem+json': { schema: problemDetailsSchema } },
      },
    },
  };
}

/** A session, or a token where no logged-in person is needed. */
function securityOf({ method, access }: Endpoint): Record<string, string[]>[] {
  const session = method === 'get' ? { session: [] } : { session: [], csrf: [] };
  return access === 'session' ? [session] : [session, { apiToken: [] }];
}

function describeRequest(endpoint: Endpoint): NonNullable<RouteConfig['request']> {
  const names = [...endpoint.path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] as string);
  const params = z.object(Object.fromEntries(names.map((name) => [name, z.string()])));
  const headers = z.object({ 'If-Match': z.string().optional() });
  return {
    ...(names.length === 0 ? {} : { params }),
    ...(endpoint.isVersioned && endpoint.method !== 'get' ? { headers } : {}),
    ...(endpoint.query === undefined ? {} : { query: endpoint.query as z.ZodObject }),
    ...(endpoint.body === undefined
      ? {}
      : { body: { content: { 'application/json': { schema: endpoint.body } } } }),
  };
}
