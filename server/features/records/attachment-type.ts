import { fileTypeFromBuffer } from 'file-type';
import { Unprocessable } from '../../errors.js';

/** What may be attached: extensions by the type that the content shows. */
const BINARY: Readonly<Record<string, readonly string[]>> = {
  'image/png': ['png'],
  'image/jpeg': ['jpg', 'jpeg'],
  'image/gif': ['gif'],
  'image/webp': ['webp'],
  'application/pdf': ['pdf'],
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ['docx'],
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': ['xlsx'],
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': ['pptx'],
  'application/vnd.oasis.opendocument.text': ['odt'],
  'application/vnd.oasis.opendocument.spreadsheet': ['ods'],
};

/** Text shows no type of its own: the extension says it. */
const TEXT: Readonly<Record<string, string>> = {
  txt: 'text/plain',
  log: 'text/plain',
  md: 'text/plain',
  csv: 'text/csv',
  json: 'application/json',
  eml: 'message/rfc822',
};

const ALLOWED = [...Object.values(BINARY).flat(), ...Object.keys(TEXT)];

/** Finds the type by the content; throws `Unprocessable` if it is not allowed or not what the name says. */
export async function readMediaType(name: string, bytes: Uint8Array): Promise<string> {
  const extension = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
  if (!ALLOWED.includes(extension)) {
    throw wrongType(`Expected a file that ends in ${ALLOWED.join(', ')}, but got '${name}'.`);
  }
  const found = (await fileTypeFromBuffer(bytes))?.mime;
  const textType = TEXT[extension];
  if (found !== undefined && BINARY[found]?.includes(extension)) return found;
  if (textType !== undefined && found === undefined && isText(bytes)) return textType;
  throw wrongType(
    `Expected '${name}' to hold what its name says, but it is ${found === undefined ? 'something else' : `'${found}'`}.`,
  );
}

function wrongType(message: string): Unprocessable {
  return new Unprocessable('attachmentType', message, {
    errors: [{ path: 'file', rule: 'type', message }],
    params: { allowed: ALLOWED },
  });
}

/** UTF-8 without characters that no text has. */
function isText(bytes: Uint8Array): boolean {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return !/[^\P{Cc}\t\n\f\r\u{1B}]/u.test(text);
  } catch {
    return false;
  }
}

const MAX_NAME = 150;

/** The name without folders and without what would disguise it. */
export function cleanFileName(given: string): string {
  const base = given.split(/[/\\]/).at(-1) ?? '';
  const clean = base
    .normalize('NFC')
    .replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}"<>|:*?]/gu, '')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/^[. ]+|[. ]+$/g, '');
  const extension = /\.[^.]{1,10}$/.exec(clean)?.[0] ?? '';
  const stem = clean.slice(0, clean.length - extension.length);
  return stem.slice(0, MAX_NAME - extension.length) + extension;
}
