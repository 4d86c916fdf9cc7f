import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folders = ['test/conformance', 'definitions'];

/** All models of the project, in an order that does not depend on the machine. */
export function readModels(projectFolder: string): readonly string[] {
  return folders
    .flatMap((folder) =>
      readdirSync(join(projectFolder, folder), { recursive: true, encoding: 'utf8' })
        .filter((file) => file.endsWith('.bpmn'))
        .map((file) => join(projectFolder, folder, file)),
    )
    .sort()
    .map((file) => readFileSync(file, 'utf8'));
}
