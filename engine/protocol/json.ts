/** Plain data: everything that crosses the engine's border is one of these. */
export type JsonValue =
  null | boolean | number | string | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/** Variables of one scope by name. */
export type Variables = Record<string, JsonValue>;
