import type { JsonValue } from '../protocol/json.js';

/** JSON with sorted keys and no spaces: equal content, equal text. */
export function canonicalJson(value: JsonValue): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  let text = '';
  if (isList(value)) {
    for (const item of value) text += text === '' ? canonicalJson(item) : `,${canonicalJson(item)}`;
    return `[${text}]`;
  }
  for (const key of Object.keys(value).sort()) {
    const entry = value[key];
    if (entry === undefined) continue;
    const comma = text === '' ? '' : ',';
    text += `${comma}${JSON.stringify(key)}:${canonicalJson(entry)}`;
  }
  return `{${text}}`;
}

function isList(value: object): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** SHA-256 (FIPS 180-4) of the text in UTF-8, as hex. */
export function sha256(text: string): string {
  const words = paddedWords(text);
  const state = [...initialState];
  const schedule = new Int32Array(64);
  for (let offset = 0; offset < words.length; offset += 16) {
    fillSchedule(schedule, words, offset);
    compress(state, schedule);
  }
  return state.map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
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

/** The bytes of the text, the end mark and the length in bits, as big-endian words in whole blocks. */
function paddedWords(text: string): Int32Array {
  const length = utf8Length(text);
  const words = new Int32Array((((length + 8) >> 6) + 1) * 16);
  writeUtf8(words, text);
  putByte(words, length, 0x80);
  words[words.length - 2] = Math.floor(length / 2 ** 29);
  words[words.length - 1] = length << 3;
  return words;
}

function utf8Length(text: string): number {
  let length = 0;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    const point = unit < 0x80 ? unit : (text.codePointAt(index) ?? 0);
    length += widthOf(point);
    if (point >= 0x10000) index += 1;
  }
  return length;
}

function widthOf(point: number): number {
  if (point < 0x80) return 1;
  if (point < 0x800) return 2;
  return point < 0x10000 ? 3 : 4;
}

/** Marks of the first byte, by the number of bytes. */
const leadMarks = [0, 0, 0xc0, 0xe0, 0xf0];

function writeUtf8(words: Int32Array, text: string): void {
  let offset = 0;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit < 0x80) {
      putByte(words, offset, unit);
      offset += 1;
      continue;
    }
    const point = text.codePointAt(index) ?? 0;
    const width = widthOf(point);
    putByte(words, offset, at(leadMarks, width) | (point >> (6 * (width - 1))));
    for (let rest = width - 2; rest >= 0; rest -= 1) {
      putByte(words, offset + width - 1 - rest, 0x80 | ((point >> (6 * rest)) & 0x3f));
    }
    offset += width;
    if (width === 4) index += 1;
  }
}

function putByte(words: Int32Array, index: number, byte: number): void {
  const position = index >> 2;
  words[position] = at(words, position) | (byte << (24 - (index & 3) * 8));
}

function at(words: ArrayLike<number>, index: number): number {
  return words[index] ?? 0;
}

function rotate(word: number, bits: number): number {
  return (word >>> bits) | (word << (32 - bits));
}

function compress(state: number[], schedule: Int32Array): void {
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
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
  const sums = [a, b, c, d, e, f, g, h];
  for (let index = 0; index < 8; index += 1) {
    state[index] = (at(state, index) + at(sums, index)) | 0;
  }
}

function fillSchedule(schedule: Int32Array, words: Int32Array, offset: number): void {
  for (let index = 0; index < 16; index += 1) schedule[index] = at(words, offset + index);
  for (let index = 16; index < 64; index += 1) {
    const early = at(schedule, index - 15);
    const late = at(schedule, index - 2);
    const sigma0 = rotate(early, 7) ^ rotate(early, 18) ^ (early >>> 3);
    const sigma1 = rotate(late, 17) ^ rotate(late, 19) ^ (late >>> 10);
    schedule[index] = (at(schedule, index - 16) + sigma0 + at(schedule, index - 7) + sigma1) | 0;
  }
}
