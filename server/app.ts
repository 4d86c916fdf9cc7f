import compression from 'compression';
import express, { type Express, type RequestHandler } from 'express';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { pinoHttp } from 'pino-http';
import { createHandlers } from './create-handlers.js';
import type { Services } from './create-services.js';
import { createErrorMiddleware } from './error-middleware.js';
import { NotFound } from './errors.js';
import { createDocsPage } from './http/docs-page.js';
import { createEndpointRouter } from './http/endpoint-router.js';
import { createLoginLimiters } from './http/login-limiter.js';
import { createTokenLimiters } from './http/token-limiter.js';
import { createOpenApiDocument } from './http/openapi.js';
import { requireContext } from './http/request-context.js';
import { createSecurityHeaders } from './http/security-headers.js';
import { sessionCookieName } from './http/session-middleware.js';

export interface AppDependencies {
  readonly services: Services;
  readonly sessionMiddleware: RequestHandler;
  /** Folder of the built web application; without it only the interfaces are served. */
  readonly webRoot?: string;
}

/** The HTTP side of the product: order of middleware and routes, nothing else. */
export function createApp({ services, sessionMiddleware, webRoot }: AppDependencies): Express {
  const { config, store, engine, standings, logger, now } = services;
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', config.trustProxy);
  app.set('query parser', 'simple');
  app.use(
    pinoHttp({
      logger,
      customLogLevel: (_request, response) => (response.statusCode >= 500 ? 'error' : 'debug'),
    }),
  );
  app.use(createSecurityHeaders(config.hasSecureCookies));
  app.use(compression());
  app.get('/health/live', (_request, response) => {
    response.json({ status: 'live' });
  });
  app.get('/health/ready', async (_request, response) => {
    await store.connection.getClient().db(store.connection.name).command({ ping: 1 });
    await engine.checkHealth();
    response.json({ status: 'ready', pid: process.pid });
  });
  serveDocumentation(app, sessionCookieName(config.port));
  app.use('/v2', sessionMiddleware);
  app.use('/v2', ...createTokenLimiters(config.tokenRequests));
  app.use(
    createEndpointRouter({
      handlers: createHandlers(services),
      readContext: (request) =>
        requireContext(store, standings, request, config.session.maxSeconds, now().getTime()),
      tokens: services.tokenAccess,
      loginLimiters: createLoginLimiters(config.loginAttempts),
      maxAttachmentBytes: config.maxAttachmentBytes,
    }),
  );
  app.use('/v2', (request) => {
    throw new NotFound('operation', `${request.method} ${request.originalUrl}`);
  });
  if (webRoot !== undefined) serveWebApplication(app, webRoot);
  app.use(createErrorMiddleware(logger));
  return app;
}

function serveDocumentation(app: Express, cookieName: string): void {
  const document = createOpenApiDocument(cookieName);
  const page = createDocsPage();
  app.get('/v2/openapi.json', (_request, response) => {
    response.json(document);
  });
  app.get('/v2/docs', (_request, response) => {
    response.type('html').send(page);
  });
}

/** Files of the build are named by content, so browsers may keep them; the page itself is asked for every time. */
function serveWebApplication(app: Express, webRoot: string): void {
  const page = path.join(webRoot, 'index.html');
  app.use(
    '/assets',
    express.static(path.join(webRoot, 'assets'), { immutable: true, maxAge: '1y', index: false }),
  );
  app.use('/assets', (request) => {
    throw new NotFound('file', request.originalUrl);
  });
  app.use(express.static(webRoot, { index: false, maxAge: 0 }));
  app.get('/*path', servePage(page));
  app.get('/', servePage(page));
}

function servePage(page: string): RequestHandler {
  return (request, response) => {
    if (!request.accepts('html') || !existsSync(page)) throw new NotFound('page', request.path);
    response.set('Cache-Control', 'no-cache').sendFile(page, { dotfiles: 'allow' });
  };
}
