import type { ForeignFile, ImportReport } from '../../../engine/foreign/index.js';
import type { NewDraft } from '../../../server/contract/index.js';
import { ImportUnreadableError } from './errors.js';

const largest = 20 * 1024 * 1024;

/** A model that was imported, ready to become a draft. */
export interface ImportedDraft {
  readonly file: string;
  readonly draft: Extract<NewDraft, { readonly xml: string }>;
}

export interface ImportOutcome {
  readonly report: ImportReport;
  readonly drafts: readonly ImportedDraft[];
}

/** Imports files of other tools in the browser: models, with the forms and decisions that were chosen with them. */
export async function importFiles(chosen: readonly File[]): Promise<ImportOutcome> {
  const [{ importModel }, given] = await Promise.all([
    import('../../../engine/foreign/index.js'),
    Promise.all(chosen.map(readFile)),
  ]);
  const { files, report } = await importModel(given);
  return { report, drafts: listDrafts(files, report) };
}

async function readFile(file: File): Promise<ForeignFile> {
  if (file.size > largest) throw new ImportUnreadableError(file.name, 'tooLarge');
  const bytes = new Uint8Array(await file.arrayBuffer());
  try {
    return {
      name: file.name,
      text: new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes),
    };
  } catch {
    throw new ImportUnreadableError(file.name, 'noText');
  }
}

const declaration = /^<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z][\w.-]*)["']/;

/** Of a byte order mark, or of the declaration of XML. */
export function encodingOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const head = String.fromCharCode(...bytes.slice(0, 200));
  return declaration.exec(head)?.[1] ?? 'utf-8';
}

function listDrafts(
  files: readonly ForeignFile[],
  { files: described, problems }: ImportReport,
): readonly ImportedDraft[] {
  const unreadable = new Set(
    problems.filter(({ isUnreadable }) => isUnreadable === true).map(({ file }) => file),
  );
  const forms = files.filter(({ name }) => /\.form(\.json)?$/i.test(name) && !unreadable.has(name));
  const decisions = files.filter(
    ({ name }) => /\.dmn(\.xml)?$/i.test(name) && !unreadable.has(name),
  );
  return described
    .filter(({ file, kind }) => kind === 'model' && !unreadable.has(file))
    .flatMap(({ file }) => {
      const xml = files.find(({ name }) => name === file)?.text;
      if (xml === undefined) return [];
      return [
        {
          file,
          draft: {
            xml,
            forms: forms.map(toNamedForm),
            decisions: decisions.map(({ name, text }) => ({ name, xml: text })),
          },
        },
      ];
    });
}

type NamedForm = NonNullable<ImportedDraft['draft']['forms']>[number];

function toNamedForm({ name, text }: ForeignFile): NamedForm {
  // It has been read as a form by the import.
  const schema = JSON.parse(text) as NamedForm['schema'];
  return { formId: schema.id ?? name.replace(/\.form(\.json)?$/i, ''), schema };
}
