import type { JsonValue } from '../../../engine/index.js';
import { StepRefused } from './errors.js';

/** Opens a secret by its name. */
export type OpenSecret = (name: string) => Promise<string>;

export interface RequestParts {
  readonly headers: Readonly<Record<string, string>>;
  readonly secretHeaders: readonly string[];
  /** Values that must not be seen again in what the call gives. */
  readonly secrets: readonly string[];
}

const SECRET = /secret:([A-Za-z][A-Za-z0-9_-]{0,59})/g;
const HEADER_NAME = /^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}$/;
const HEADER_VALUE = /^[\t\x20-\x7e]*$/;
/** Of the connection, not of the request. */
const FORBIDDEN: readonly string[] = [
  'connection',
  'content-length',
  'host',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
];

interface AuthInputs {
  readonly headers: JsonValue | undefined;
  readonly auth: string | undefined;
  readonly authScheme: string;
}

/** Headers with their secrets filled in. */
export async function readHeaders(
  { headers, auth, authScheme }: AuthInputs,
  openSecret: OpenSecret,
): Promise<RequestParts> {
  const filled: Record<string, string> = {};
  const secretHeaders: string[] = [];
  const secrets: string[] = [];
  const open = async (name: string): Promise<string> => {
    const value = await openSecret(name);
    secrets.push(value);
    return value;
  };
  for (const [name, text] of listHeaders(headers)) {
    const value = await fill(text, open);
    if (value !== text) secretHeaders.push(name);
    filled[name.toLowerCase()] = requireHeaderValue(name, value);
  }
  if (auth !== undefined) {
    const value = await open(nameOf(auth));
    const shown = authScheme === 'Basic' ? Buffer.from(value).toString('base64') : value;
    if (shown !== value) secrets.push(shown);
    filled['authorization'] = requireHeaderValue('authorization', `${authScheme} ${shown}`);
    secretHeaders.push('authorization');
  }
  return { headers: filled, secretHeaders, secrets };
}

function listHeaders(headers: JsonValue | undefined): [string, string][] {
  if (headers === undefined || headers === null) return [];
  if (typeof headers !== 'object' || Array.isArray(headers))
    throw new StepRefused('InvalidInput', `Expected a context for input 'headers'.`);
  return Object.entries(headers).map(([name, value]) => {
    if (!HEADER_NAME.test(name) || FORBIDDEN.includes(name.toLowerCase()))
      throw new StepRefused('InvalidInput', `Expected a header that may be set, but got another.`);
    if (typeof value !== 'string' && typeof value !== 'number')
      throw new StepRefused('InvalidInput', `Expected text for header '${name}'.`);
    return [name, String(value)];
  });
}

async function fill(text: string, open: OpenSecret): Promise<string> {
  const values = new Map<string, string>();
  for (const [, name = ''] of text.matchAll(SECRET)) values.set(name, await open(name));
  return text.replaceAll(SECRET, (_all, name: string) => values.get(name) ?? '');
}

function nameOf(auth: string): string {
  const match = /^secret:([A-Za-z][A-Za-z0-9_-]{0,59})$/.exec(auth.trim());
  if (match?.[1] !== undefined) return match[1];
  throw new StepRefused(
    'InvalidInput',
    `Expected 'secret:NAME' for input 'auth': credentials do not belong into a model.`,
  );
}

/** The value is not told: it may be a secret. */
function requireHeaderValue(name: string, value: string): string {
  if (HEADER_VALUE.test(value)) return value;
  throw new StepRefused('InvalidInput', `Expected one line of plain text for header '${name}'.`);
}

export interface RequestBody {
  readonly text?: string;
  readonly headers: Readonly<Record<string, string>>;
}

export function writeBody(body: JsonValue | undefined): RequestBody {
  if (body === undefined || body === null) return { headers: {} };
  if (typeof body === 'string')
    return { text: body, headers: { 'content-type': 'text/plain; charset=utf-8' } };
  return { text: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
}

/** A system that gives back what it was shown must not bring it into the variables. */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
  return secrets.reduce((kept, secret) => {
    const quoted = JSON.stringify(secret).slice(1, -1);
    return kept.replaceAll(secret, '[secret]').replaceAll(quoted, '[secret]');
  }, text);
}
