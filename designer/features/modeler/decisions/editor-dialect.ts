import { NotEditableInTablesError } from './errors.js';

/** dmn-js knows DMN 1.3 only; later editions differ in names of the namespaces and in constructs that it does not have. */
const editorEdition = '20191111';
const laterEditions = ['20211108', '20230324', '20240513'];
const namespace = (edition: string): RegExp =>
  new RegExp(`https://www\\.omg\\.org/spec/DMN/${edition}/(MODEL|DMNDI|FEEL)/`, 'g');

/** Boxed expressions that came after DMN 1.3: the editor would drop them. */
const laterConstruct = /<(?:[\w.-]+:)?(conditional|filter|for|every|some|iterator)[\s>/]/;

export interface EditorFile {
  /** The file as the editor reads it. */
  readonly xml: string;
  /** What the editor wrote, in the edition that the file had. */
  readonly restore: (edited: string) => string;
}

/** Throws `NotEditableInTablesError` for a file that would not survive the editor. */
export function readForEditor(xml: string): EditorFile {
  const construct = laterConstruct.exec(xml)?.[1];
  if (construct !== undefined) throw new NotEditableInTablesError(construct);
  const edition = laterEditions.find((one) => namespace(one).test(xml));
  if (edition === undefined) return { xml, restore: (edited) => edited };
  return {
    xml: moveNamespaces(xml, edition, editorEdition),
    restore: (edited) => moveNamespaces(edited, editorEdition, edition),
  };
}

function moveNamespaces(xml: string, from: string, to: string): string {
  return xml.replace(namespace(from), (uri) => uri.replace(from, to));
}
