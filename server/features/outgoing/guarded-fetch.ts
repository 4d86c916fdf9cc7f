import { lookup as resolveName } from 'node:dns/promises';
import { request as requestHttp, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { AddressForbidden, CallFailed } from './errors.js';
import { isPublicAddress } from './public-addresses.js';

export interface Call {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
  readonly timeoutMs: number;
  /** Left out: three. */
  readonly maxRedirects?: number;
  /** Names of headers that stay behind when a redirect leads to another host. */
  readonly secretHeaders?: readonly string[];
}

export interface CallAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly text: string;
}

/** Calls other systems; never one inside the network of the product unless it is allowed by name. */
export type GuardedFetch = (call: Call) => Promise<CallAnswer>;

export interface FetchOptions {
  /** `host` or `host:port` that may stand inside the network. */
  readonly allowedHosts: readonly string[];
  readonly maxBytes?: number;
  /** All addresses of a name. */
  readonly resolve?: (host: string) => Promise<readonly string[]>;
}

const MAX_REDIRECTS = 3;
const MAX_BYTES = 1_048_576;
const REDIRECTS: readonly number[] = [301, 302, 303, 307, 308];

export function createGuardedFetch(options: FetchOptions): GuardedFetch {
  return async (call) => {
    const signal = AbortSignal.timeout(call.timeoutMs);
    let next = call;
    const { maxRedirects = MAX_REDIRECTS } = call;
    for (let redirects = 0; redirects <= maxRedirects; redirects += 1) {
      const url = readUrl(next.url);
      const address = await withinTime(chooseAddress(url, options), signal, url);
      const { answer, location } = await send(next, { url, address, signal, options });
      if (location === undefined) return answer;
      next = follow(next, url, answer.status, location);
    }
    throw new CallFailed(`Expected at most ${String(maxRedirects)} redirects, but there are more.`);
  };
}

/** The address without what may be confidential in it. */
export const describeUrl = ({ protocol, host, pathname }: URL): string =>
  `${protocol}//${host}${pathname}`;

function readUrl(text: string): URL {
  if (!URL.canParse(text)) throw new AddressForbidden('Expected a web address, but it is none.');
  const url = new URL(text);
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw new AddressForbidden(`Expected http or https, but got '${url.protocol}'.`);
  if (url.username !== '' || url.password !== '')
    throw new AddressForbidden('Expected no name and password in the address: use a secret.');
  return url;
}

/** Looks at every address that the name has, and gives the one to connect to: it is not asked again. */
async function chooseAddress(url: URL, options: FetchOptions): Promise<string> {
  const host = url.hostname.replaceAll(/^\[|\]$/g, '');
  const addresses = await listAddresses(host, options);
  const [first] = addresses;
  if (first === undefined) throw new CallFailed(`Expected '${host}' to exist, but it does not.`);
  const isAllowed = [url.hostname, url.host].some((name) => options.allowedHosts.includes(name));
  if (!isAllowed && !addresses.every(isPublicAddress)) {
    throw new AddressForbidden(
      `Expected a public host, but '${host}' is inside the network and not among LEMNISCATE_HTTP_ALLOWED_HOSTS.`,
    );
  }
  return first;
}

async function listAddresses(host: string, { resolve }: FetchOptions): Promise<readonly string[]> {
  if (isIP(host) !== 0) return [host];
  try {
    if (resolve) return await resolve(host);
    return (await resolveName(host, { all: true })).map(({ address }) => address);
  } catch {
    return [];
  }
}

interface Sending {
  readonly url: URL;
  readonly address: string;
  readonly signal: AbortSignal;
  readonly options: FetchOptions;
}

interface Sent {
  readonly answer: CallAnswer;
  readonly location?: string;
}

function send(call: Call, { url, address, signal, options }: Sending): Promise<Sent> {
  const family = isIP(address);
  const connectTo: LookupFunction = (_host, { all }, answer) => {
    if (all) answer(null, [{ address, family }]);
    else answer(null, address, family);
  };
  const request = url.protocol === 'https:' ? requestHttps : requestHttp;
  const parts: RequestOptions = {
    method: call.method,
    headers: { ...call.headers, ...lengthOf(call.body) },
    lookup: connectTo,
    agent: false,
    signal,
  };
  return new Promise((resolve, reject) => {
    const fail = (error: Error): void => {
      reject(describeFailure(error, url, signal));
    };
    const sending = request(url, parts, (response) => {
      readText(response, options.maxBytes ?? MAX_BYTES).then((text) => {
        const status = response.statusCode ?? 0;
        const contentType = response.headers['content-type'] ?? '';
        const { location } = response.headers;
        const isRedirect = REDIRECTS.includes(status) && location !== undefined;
        resolve({ answer: { status, contentType, text }, ...(isRedirect ? { location } : {}) });
      }, fail);
    });
    sending.on('error', fail);
    sending.end(call.body);
  });
}

function lengthOf(body: string | undefined): Record<string, string> {
  return body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
}

async function readText(response: IncomingMessage, maxBytes: number): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes)
      throw new CallFailed(
        `Expected at most ${String(maxBytes)} bytes of answer, but there are more.`,
      );
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** What Node says may hold parts of the request, so only its code is told. */
function describeFailure(error: Error, url: URL, signal: AbortSignal): Error {
  if (error instanceof CallFailed) return error;
  const code = 'code' in error ? String(error.code) : error.name;
  const reason = signal.aborted ? 'there was none in time' : `the connection failed (${code})`;
  return new CallFailed(`Expected an answer of ${describeUrl(url)}, but ${reason}.`);
}

/** A name that is not resolved in time must not hold up the call. */
function withinTime<Value>(work: Promise<Value>, signal: AbortSignal, url: URL): Promise<Value> {
  return new Promise((resolve, reject) => {
    const late = (): void => {
      reject(
        new CallFailed(`Expected an answer of ${describeUrl(url)}, but there was none in time.`),
      );
    };
    if (signal.aborted) late();
    signal.addEventListener('abort', late, { once: true });
    work.then(resolve, reject).finally(() => {
      signal.removeEventListener('abort', late);
    });
  });
}

/** As browsers do: what was sent is not sent again unless the status asks for it; secrets stay with their host. */
function follow(call: Call, from: URL, status: number, location: string): Call {
  if (!URL.canParse(location, from.href))
    throw new CallFailed('Expected a redirect to a web address, but it is none.');
  const url = new URL(location, from);
  const isSame = url.origin === from.origin;
  const secret = (call.secretHeaders ?? []).map((name) => name.toLowerCase());
  const kept = Object.entries(call.headers).filter(
    ([name]) => isSame || !secret.includes(name.toLowerCase()),
  );
  const keepsBody = status === 307 || status === 308 || call.method === 'HEAD';
  return {
    ...call,
    url: url.href,
    headers: Object.fromEntries(kept),
    ...(keepsBody ? {} : { method: call.method === 'HEAD' ? 'HEAD' : 'GET', body: undefined }),
  };
}
