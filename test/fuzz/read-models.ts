import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folders = ['test/conformance', 'definitions'];

/** All models of the project, in an order that does not depend on the machine. */
export function readModels(projectFolder: string): readonly string[] {
  return listFiles(projectFolder, '.bpmn').map((file) => readFileSync(file, 'utf8'));
}

function listFiles(projectFolder: string, ending: string): readonly string[] {
  return folders
    .flatMap((folder) =>
      readdirSync(join(projectFolder, folder), { recursive: true, encoding: 'utf8' })
        .filter((file) => file.endsWith(ending))
        .map((file) => join(projectFolder, folder, file)),
    )
    .sort();
}

/** A model with what a script says to happen to it. */
export interface ScriptedModel {
  readonly xml: string;
  /** JSON, as it is read from the file. */
  readonly script: string;
}

const scriptEnding = '.script.json';

/** The cases of the conformance suite; the steps of their scripts are very nearly those of the command line. */
export function readScriptedModels(projectFolder: string): readonly ScriptedModel[] {
  return listFiles(projectFolder, scriptEnding).map((file) => ({
    xml: readFileSync(file.replace(scriptEnding, '.bpmn'), 'utf8'),
    script: readFileSync(file, 'utf8'),
  }));
}
