import type { z } from 'zod';
import type { AbilityAction, AbilitySubject } from './ability.js';

/** `public`: anybody. `session`: whoever is logged in. Otherwise the right that is needed at least; finer checks follow. */
export type EndpointAccess = 'public' | 'session' | readonly [AbilityAction, AbilitySubject];

/** One operation of the REST interface: route, documentation and client are made from it. */
export interface Endpoint {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** Parameters stand in braces: `/v2/drafts/{draftKey}`. */
  readonly path: string;
  readonly tag: string;
  readonly summary: string;
  readonly access: EndpointAccess;
  /** Status of success. */
  readonly status: 200 | 201 | 204;
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  readonly response?: z.ZodType;
  /** The answer (and a write's `If-Match`) carries the version as `ETag`. */
  readonly isVersioned?: true;
  /** The body may also be `multipart/form-data`. */
  readonly acceptsFiles?: true;
  /** The body is a form with one file in the field `file`. */
  readonly takesFile?: true;
  /** The answer is a file. */
  readonly isDownload?: true;
}

/** A file as an answer. */
export interface FileDownload {
  readonly name: string;
  readonly mediaType: string;
  readonly size: number;
  readonly bytes: AsyncIterable<Uint8Array>;
}

type ParamNames<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name | ParamNames<Rest>
  : never;

export type EndpointParams<E extends Endpoint> = {
  readonly [Name in ParamNames<E['path']>]: string;
};
/** What a client sends: fields with defaults may be left out. */
export type EndpointInput<E extends Endpoint> = E extends {
  readonly body: infer B extends z.ZodType;
}
  ? z.input<B>
  : undefined;
/** What a handler gets: parsed, defaults filled in. */
export type EndpointBody<E extends Endpoint> = E extends {
  readonly body: infer B extends z.ZodType;
}
  ? z.output<B>
  : undefined;
export type EndpointQueryInput<E extends Endpoint> = E extends {
  readonly query: infer Q extends z.ZodType;
}
  ? z.input<Q>
  : undefined;
export type EndpointQuery<E extends Endpoint> = E extends {
  readonly query: infer Q extends z.ZodType;
}
  ? z.output<Q>
  : undefined;
export type EndpointResponse<E extends Endpoint> = E extends { readonly isDownload: true }
  ? FileDownload
  : E extends { readonly response: infer R extends z.ZodType }
    ? z.output<R>
    : undefined;
