import path from 'node:path';

import { LibraryError } from './errors.js';
import { LibraryFiles, findLibraryFolder } from './library-files.js';
import { notificationTemplateSchema, type NotificationTemplate } from './library-schema.js';

const templateFolder = 'notifications';
/** Every template may name it: the number of the instance that tells. */
const knownEverywhere = ['businessKey'];

/** Reads what notifications say; throws a `LibraryError` that names everything wrong with it. */
export async function loadNotifications(
  folder: string = findLibraryFolder(),
): Promise<NotificationTemplate[]> {
  const files = new LibraryFiles(folder);
  const templates: NotificationTemplate[] = [];
  for (const name of await files.list(templateFolder)) {
    if (!name.endsWith('.json')) continue;
    const file = `${templateFolder}/${name}`;
    const template = await files.readJson(file, notificationTemplateSchema);
    if (template === undefined) continue;
    check(files, file, template);
    templates.push(template);
  }
  if (files.problems.length > 0) throw new LibraryError(files.problems);
  return templates;
}

function check(files: LibraryFiles, file: string, template: NotificationTemplate): void {
  const { id, subject, text, values, optionalValues } = template;
  if (path.basename(file, '.json') !== id) {
    files.note(file, `Expected the file to be named after its id '${id}' but it is not`);
  }
  const named = listPlaceholders(`${subject} ${text}`);
  const declared = [...values, ...optionalValues, ...knownEverywhere];
  for (const name of named) {
    if (!declared.includes(name))
      files.note(file, `Expected '${name}' among the values but it is not`);
  }
  for (const name of values) {
    if (!named.includes(name)) files.note(file, `Expected '${name}' to be used but it is not`);
  }
}

function listPlaceholders(text: string): string[] {
  return [...text.matchAll(/\{\{([^{}]*)\}\}/g)].map(([, name = '']) => name.trim());
}
