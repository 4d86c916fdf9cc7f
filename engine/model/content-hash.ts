import type { JsonValue } from '../protocol/json.js';

/** JSON with sorted keys and no spaces: equal content, equal text. */
export function canonicalJson(value: JsonValue): string {
  return writeValue(value, new Map());
}

/** What the keys of objects are in JSON, each with its colon. */
type Labels = Map<string, string>;

function writeValue(value: JsonValue, labels: Labels): string {
  if (typeof value === 'string') return writeText(value);
  if (typeof value === 'number' && Number.isFinite(value)) return String(value);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  if (!isList(value)) return writeObject(value, labels);
  if (value.length === 0) return '[]';
  return `[${value.map((item) => writeValue(item, labels)).join(',')}]`;
}

/** Most texts need no escapes. */
function writeText(text: string): string {
  return /^[ !#-[\]-~]*$/.test(text) ? `"${text}"` : JSON.stringify(text);
}

function writeObject(
  object: Readonly<Record<string, JsonValue | undefined>>,
  labels: Labels,
): string {
  const members: string[] = [];
  for (const key of Object.keys(object).sort()) {
    const entry = object[key];
    if (entry !== undefined) members.push(labelOf(key, labels) + writeValue(entry, labels));
  }
  return `{${members.join(',')}}`;
}

function labelOf(key: string, labels: Labels): string {
  const known = labels.get(key);
  if (known !== undefined) return known;
  const label = `${JSON.stringify(key)}:`;
  labels.set(key, label);
  return label;
}

function isList(value: object): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** SHA-256 (FIPS 180-4) of the text in UTF-8, as hex. */
export function sha256(text: string): string {
  const bytes = utf8(text);
  const { length } = bytes;
  const state = Int32Array.from(initialState);
  const schedule = new Int32Array(64);
  const ending = endingOf(length);
  const whole = length - (length % 64);
  for (let offset = 0; offset < whole; offset += 64) {
    loadBlock(schedule, bytes, offset);
    compress(state, schedule);
  }
  const rest = bytes.slice(whole) + ending;
  for (let offset = 0; offset < rest.length; offset += 64) {
    loadBlock(schedule, rest, offset);
    compress(state, schedule);
  }
  return Array.from(state, (word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
}

/** First 32 bits of the fractional parts of roots of the first primes. */
const primes = firstPrimes(64);
const roundConstants = Int32Array.from(primes, (prime) => fractionBits(Math.cbrt(prime)));
const initialState = primes.slice(0, 8).map((prime) => fractionBits(Math.sqrt(prime)));

function firstPrimes(count: number): number[] {
  const found: number[] = [];
  for (let candidate = 2; found.length < count; candidate += 1) {
    if (found.every((prime) => candidate % prime !== 0)) found.push(candidate);
  }
  return found;
}

function fractionBits(root: number): number {
  return ((root - Math.floor(root)) * 2 ** 32) | 0;
}

/** The text in UTF-8, one character for each byte. */
function utf8(text: string): string {
  return isAscii(text) ? text : text.replace(/[\u{80}-\u{10ffff}]/gu, encode);
}

function isAscii(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) {
    if (text.charCodeAt(index) >= 0x80) return false;
  }
  return true;
}

function encode(character: string): string {
  const point = character.codePointAt(0) ?? 0;
  const more = point < 0x800 ? 1 : point < 0x10000 ? 2 : 3;
  let bytes = String.fromCharCode(((0xff00 >> (more + 1)) & 0xff) | (point >> (6 * more)));
  for (let shift = 6 * (more - 1); shift >= 0; shift -= 6) {
    bytes += String.fromCharCode(0x80 | ((point >> shift) & 0x3f));
  }
  return bytes;
}

/** What stands behind the text: the end mark, and in the last eight bytes of a block the length in bits. */
function endingOf(length: number): string {
  const zeros = '\0'.repeat((119 - (length % 64)) % 64);
  const bits = BigInt(length) * 8n;
  const bytes = Array.from({ length: 8 }, (_, index) =>
    Number((bits >> BigInt(56 - 8 * index)) & 0xffn),
  );
  return `\u0080${zeros}${String.fromCharCode(...bytes)}`;
}

/** The sixteen words of a block, and what FIPS 180-4 section 6.2.2 extends them with. */
function loadBlock(schedule: Int32Array, bytes: string, offset: number): void {
  for (let index = 0; index < 16; index += 1) {
    const from = offset + 4 * index;
    schedule[index] =
      (bytes.charCodeAt(from) << 24) |
      (bytes.charCodeAt(from + 1) << 16) |
      (bytes.charCodeAt(from + 2) << 8) |
      bytes.charCodeAt(from + 3);
  }
  for (let index = 16; index < 64; index += 1) {
    const early = at(schedule, index - 15);
    const late = at(schedule, index - 2);
    const sigma0 = rotate(early, 7) ^ rotate(early, 18) ^ (early >>> 3);
    const sigma1 = rotate(late, 17) ^ rotate(late, 19) ^ (late >>> 10);
    schedule[index] = (at(schedule, index - 16) + sigma0 + at(schedule, index - 7) + sigma1) | 0;
  }
}

function compress(state: Int32Array, schedule: Int32Array): void {
  let a = at(state, 0);
  let b = at(state, 1);
  let c = at(state, 2);
  let d = at(state, 3);
  let e = at(state, 4);
  let f = at(state, 5);
  let g = at(state, 6);
  let h = at(state, 7);
  for (let round = 0; round < 64; round += 1) {
    const sum1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
    const choice = (e & f) ^ (~e & g);
    const first = (h + sum1 + choice + at(roundConstants, round) + at(schedule, round)) | 0;
    const sum0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
    const second = (sum0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + first) | 0;
    d = c;
    c = b;
    b = a;
    a = (first + second) | 0;
  }
  add(state, 0, a, b, c, d);
  add(state, 4, e, f, g, h);
}

function add(state: Int32Array, from: number, a: number, b: number, c: number, d: number): void {
  state[from] = at(state, from) + a;
  state[from + 1] = at(state, from + 1) + b;
  state[from + 2] = at(state, from + 2) + c;
  state[from + 3] = at(state, from + 3) + d;
}

/** Always of typed arrays, which keeps it fast. */
function at(words: Int32Array, index: number): number {
  return words[index] ?? 0;
}

function rotate(word: number, bits: number): number {
  return (word >>> bits) | (word << (32 - bits));
}
