import express, { Router, type Request, type RequestHandler, type Response } from 'express';
import { pipeline } from 'node:stream/promises';
import type { z } from 'zod';
import {
  endpoints,
  type Endpoint,
  type EndpointBody,
  type EndpointName,
  type EndpointParams,
  type EndpointQuery,
  type EndpointResponse,
  type Endpoints,
  type FileDownload,
} from '../contract/index.js';
import { Forbidden, InvalidRequest, NotAuthenticated } from '../errors.js';
import { readAttachmentFile } from './attachment-file.js';
import { requireCsrfToken, requireSameOrigin } from './csrf.js';
import { readDeploymentFiles } from './deployment-files.js';
import { readIfMatch } from './if-match.js';
import type { RequestContext } from './request-context.js';
import { readBearer, type TokenAccess } from './token-context.js';

export interface HandlerInput<E extends Endpoint> {
  readonly context: E['access'] extends 'public' ? undefined : RequestContext;
  readonly params: EndpointParams<E>;
  readonly query: EndpointQuery<E>;
  readonly body: EndpointBody<E>;
  /** Version named by `If-Match`. */
  readonly ifMatch: number | undefined;
  /** For the session only; everything else is in the fields above. */
  readonly request: Request;
}

export type Handler<E extends Endpoint> = (input: HandlerInput<E>) => Promise<EndpointResponse<E>>;
export type HandlerOf<Name extends EndpointName> = Handler<Endpoints[Name]>;
export type Handlers<Names extends EndpointName = EndpointName> = {
  readonly [Name in Names]: Handler<Endpoints[Name]>;
};

export interface EndpointRouterOptions {
  readonly handlers: Handlers;
  readonly readContext: (request: Request) => Promise<RequestContext>;
  readonly tokens: TokenAccess;
  readonly loginLimiters: readonly RequestHandler[];
  /** Limit of one attached file. */
  readonly maxAttachmentBytes: number;
}

const SMALL_BODY = '2mb';
/** Of models and imports; below what one document of the store can hold. */
const LARGE_BODY = '15mb';
const LARGE_BODIES = new Set(['Drafts', 'Deployments', 'Record transfer']);

/** Makes the routes of the whole contract; rights, tokens and shapes are checked here, before any handler. */
export function createEndpointRouter(options: EndpointRouterOptions): Router {
  const router = Router();
  for (const name of Object.keys(endpoints) as EndpointName[]) {
    const endpoint: Endpoint = endpoints[name];
    const path = endpoint.path.replaceAll(/\{(\w+)\}/g, ':$1');
    // The table pairs every endpoint with the handler of its own type; a loop cannot express that.
    const handler = options.handlers[name] as unknown as Handler<Endpoint>;
    const limiters = name === 'createSession' ? options.loginLimiters : [];
    router[endpoint.method](
      path,
      admit(endpoint, options),
      ...bodyReaders(endpoint, options),
      ...limiters,
      answer(endpoint, handler),
    );
  }
  return router;
}

function admit(endpoint: Endpoint, options: EndpointRouterOptions): RequestHandler {
  return async (request, response, next) => {
    requireSameOrigin(request);
    if (endpoint.access !== 'public') {
      const bearer = readBearer(request.get('authorization'));
      const context =
        bearer === undefined
          ? await options.readContext(request)
          : await readTokenContext(options.tokens, bearer, endpoint);
      if (typeof endpoint.access !== 'string') requireRight(context, endpoint.access);
      // A foreign page can make a browser send its cookie, but no such header.
      if (bearer === undefined) requireCsrfToken(request);
      response.locals['context'] = context;
    }
    next();
  };
}

async function readTokenContext(
  tokens: TokenAccess,
  hash: string,
  endpoint: Endpoint,
): Promise<RequestContext> {
  const context = await tokens.readContext(hash);
  if (!context) {
    throw new NotAuthenticated('invalidToken', 'Expected a token that holds, but it does not.');
  }
  if (endpoint.access === 'session') {
    throw new Forbidden('sessionRequired', 'This takes a person who is logged in.');
  }
  return context;
}

function requireRight(context: RequestContext, access: Exclude<Endpoint['access'], string>): void {
  const [action, subject] = access;
  if (!context.ability.can(action, subject)) {
    throw new Forbidden('forbidden', `You have no right to '${action}' here.`, {
      params: { action, subject },
    });
  }
}

function bodyReaders(
  endpoint: Endpoint,
  { maxAttachmentBytes }: EndpointRouterOptions,
): RequestHandler[] {
  if (endpoint.takesFile) return [readAttachmentFile(maxAttachmentBytes)];
  if (endpoint.body === undefined) return [];
  const limit = LARGE_BODIES.has(endpoint.tag) ? LARGE_BODY : SMALL_BODY;
  const readJson = express.json({ limit, strict: true });
  return endpoint.acceptsFiles ? [...readDeploymentFiles(), readJson] : [readJson];
}

function answer(endpoint: Endpoint, handler: Handler<Endpoint>): RequestHandler {
  return async (request, response) => {
    const result: unknown = await handler({
      context: response.locals['context'] as RequestContext & undefined,
      params: request.params,
      query: parse(endpoint.query, request.query, 'query') as undefined,
      body: parse(endpoint.body, request.body, 'body') as undefined,
      ifMatch: readIfMatch(request),
      request,
    });
    if (endpoint.isDownload) await sendFile(response, result as FileDownload);
    else send(endpoint, response, result);
  };
}

function send(endpoint: Endpoint, response: Response, result: unknown): void {
  response.set('Cache-Control', 'no-store');
  if (endpoint.status === 204) {
    response.status(204).end();
    return;
  }
  if (
    endpoint.isVersioned &&
    typeof result === 'object' &&
    result !== null &&
    'version' in result
  ) {
    response.set('ETag', `"${String(result.version)}"`);
  }
  response.status(endpoint.status).json(result);
}

/** Never shown in the page: whatever it holds, it is saved. */
async function sendFile(response: Response, file: FileDownload): Promise<void> {
  response.attachment(file.name).set({
    'Content-Type': file.mediaType,
    'Content-Length': String(file.size),
    'X-Content-Type-Options': 'nosniff',
    'Content-Security-Policy': "default-src 'none'; sandbox",
    'Cache-Control': 'private, no-store',
  });
  await pipeline(file.bytes, response);
}

function parse(schema: z.ZodType | undefined, value: unknown, place: string): unknown {
  if (schema === undefined) return undefined;
  const parsed = schema.safeParse(value ?? {});
  if (parsed.success) return parsed.data;
  throw new InvalidRequest(
    'invalidRequest',
    `Expected a valid ${place}, but it has ${String(parsed.error.issues.length)} problem(s).`,
    {
      errors: parsed.error.issues.map((issue) => ({
        path: issue.path.join('.'),
        rule: issue.code,
        message: issue.message,
      })),
    },
  );
}
