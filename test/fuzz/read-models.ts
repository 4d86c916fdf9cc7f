import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { ForeignCase } from './foreign/plan-foreign.js';
import { listFiles, readFiles } from './read-files.js';

const folders = ['test/conformance', 'definitions'];

/** All models of the project, in an order that does not depend on the machine. */
export function readModels(projectFolder: string): readonly string[] {
  return listAll(projectFolder, '.bpmn').map((file) => readFileSync(file, 'utf8'));
}

function listAll(projectFolder: string, ending: string): readonly string[] {
  return folders.flatMap((folder) => listFiles(join(projectFolder, folder), [ending])).sort();
}

const decisionFolders = [
  'test/dmn-tck',
  'test/dmn',
  'test/engine/dmn',
  'test/conformance',
  'definitions',
];

/** All models of decisions of the project. */
export function readDecisions(projectFolder: string): readonly string[] {
  return decisionFolders.flatMap((folder) => readFiles(join(projectFolder, folder), ['.dmn']));
}

/** Models of other tools, each with the forms and decisions beside it: `name.bpmn`, `name.any.form`, `name.dmn`. */
export function readForeignCases(projectFolder: string): readonly ForeignCase[] {
  const folder = join(projectFolder, 'test/foreign/models');
  const beside = listFiles(folder, ['.form', '.dmn']);
  return listFiles(folder, ['.bpmn']).map((model) =>
    [model, ...beside.filter((file) => file.startsWith(model.slice(0, -'bpmn'.length)))].map(
      (file) => ({ name: basename(file), text: readFileSync(file, 'utf8') }),
    ),
  );
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
  return listAll(projectFolder, scriptEnding).map((file) => ({
    xml: readFileSync(file.replace(scriptEnding, '.bpmn'), 'utf8'),
    script: readFileSync(file, 'utf8'),
  }));
}
