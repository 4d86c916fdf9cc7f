import {
  endpoints,
  problemDetailsSchema,
  type Endpoint,
  type EndpointInput,
  type EndpointName,
  type EndpointParams,
  type EndpointQueryInput,
  type EndpointResponse,
  type Endpoints,
} from '../../server/contract/index.js';
import { ApiProblemError, OfflineError, UnexpectedAnswerError } from './errors.js';

type WithParams<Params> = [keyof Params] extends [never] ? unknown : { readonly params: Params };
type WithFile<E> = E extends { readonly takesFile: true } ? { readonly file: File } : unknown;
type WithBody<Body> = [Body] extends [undefined] ? unknown : { readonly body: Body };

export type ApiRequest<E extends Endpoint> = WithParams<EndpointParams<E>> &
  WithBody<EndpointInput<E>> &
  WithFile<E> & {
    readonly query?: EndpointQueryInput<E>;
    /** The version that was read, for a write that must not overwrite a newer one. */
    readonly ifMatch?: number;
    readonly signal?: AbortSignal;
  };

export interface ApiClient {
  call<Name extends EndpointName>(
    name: Name,
    request: ApiRequest<Endpoints[Name]>,
  ): Promise<EndpointResponse<Endpoints[Name]>>;
  /** The token that goes with every request that changes something. */
  setCsrfToken(token: string | undefined): void;
  /** Called when an answer says that nobody is logged in any more. */
  onSessionEnded(listener: () => void): () => void;
}

interface LooseRequest {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;
  readonly body?: unknown;
  readonly file?: File;
  readonly ifMatch?: number;
  readonly signal?: AbortSignal;
}

function toUrl(endpoint: Endpoint, request: LooseRequest): string {
  const path = endpoint.path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(request.params?.[name] ?? ''),
  );
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(request.query ?? {})) {
    if (value !== undefined) query.set(name, String(value));
  }
  return query.size > 0 ? `${path}?${query.toString()}` : path;
}

function toHeaders(
  endpoint: Endpoint,
  request: LooseRequest,
  csrfToken: string | undefined,
): Headers {
  const headers = new Headers({ accept: 'application/json' });
  if (endpoint.method !== 'get' && csrfToken !== undefined) headers.set('x-csrf-token', csrfToken);
  if (request.body !== undefined) headers.set('content-type', 'application/json');
  if (request.ifMatch !== undefined) headers.set('if-match', `"${request.ifMatch}"`);
  return headers;
}

function toBody({ body, file }: LooseRequest): BodyInit | null {
  if (file === undefined) return body === undefined ? null : JSON.stringify(body);
  const form = new FormData();
  form.set('file', file);
  return form;
}

async function toProblem(response: Response): Promise<ApiProblemError> {
  const body: unknown = await response.json().catch(() => undefined);
  const parsed = problemDetailsSchema.safeParse(body);
  if (parsed.success) return new ApiProblemError(parsed.data);
  const { status, statusText } = response;
  return new ApiProblemError({
    type: 'about:blank',
    title: statusText || `Status ${status}`,
    status,
    code: `http-${status}`,
  });
}

async function send(
  endpoint: Endpoint,
  request: LooseRequest,
  csrfToken: string | undefined,
): Promise<Response> {
  try {
    return await fetch(toUrl(endpoint, request), {
      method: endpoint.method.toUpperCase(),
      headers: toHeaders(endpoint, request, csrfToken),
      credentials: 'same-origin',
      body: toBody(request),
      signal: request.signal ?? null,
    });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new OfflineError(error);
  }
}

async function readAnswer(name: string, endpoint: Endpoint, response: Response): Promise<unknown> {
  if (endpoint.response === undefined) return undefined;
  try {
    return endpoint.response.parse(await response.json());
  } catch (error) {
    throw new UnexpectedAnswerError(name, error);
  }
}

/** A client of every endpoint of the contract; answers are checked against their schema. */
export function createApiClient(): ApiClient {
  let csrfToken: string | undefined;
  const listeners = new Set<() => void>();

  async function callLoosely(name: EndpointName, request: LooseRequest): Promise<unknown> {
    const endpoint: Endpoint = endpoints[name];
    const response = await send(endpoint, request, csrfToken);
    if (response.ok) return readAnswer(name, endpoint, response);
    const problem = await toProblem(response);
    if (problem.status === 401 && name !== 'createSession')
      listeners.forEach((listener) => listener());
    throw problem;
  }

  return {
    // The generic signature ties the answer to the endpoint; the table guarantees the same at run time.
    call: callLoosely as ApiClient['call'],
    setCsrfToken(token) {
      csrfToken = token;
    },
    onSessionEnded(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
