import type { ProgramAttributes } from '../../model/program.js';
import { readText } from '../../tailoring/moddle-element.js';
import type { DraftElement } from '../draft-model.js';
import { type ModelReader, readExtension } from '../model-reader.js';
import { describe } from '../problem.js';
import { definedEntries } from './defined-entries.js';

const feelFormats = new Set(['', 'feel', 'text/feel', 'application/feel']);

export function readScriptTask(element: DraftElement, reader: ModelReader): ProgramAttributes {
  const { source } = element;
  const format = readText(source, 'scriptFormat') ?? '';
  const script = readText(source, 'script');
  if (!feelFormats.has(format.toLowerCase())) {
    const message = `Expected a script in FEEL at ${describe(element)} but its format is '${format}'`;
    reader.error(element, 'scriptFormatUnsupported', message, { format });
    return {};
  }
  if (script === undefined) {
    reader.error(
      element,
      'scriptMissing',
      `Expected a script at ${describe(element)} but got none`,
    );
    return {};
  }
  const result = readExtension(source, 'Result');
  return definedEntries({
    script: reader.expression(element, 'script', script),
    resultVariable: result === undefined ? undefined : readText(result, 'variable'),
  });
}
