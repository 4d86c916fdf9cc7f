import type { ProgramAttributes } from '../../model/program.js';
import { type ModdleElement, readText } from '../../tailoring/moddle-element.js';
import { listPorts, ownNameOf } from '../data/data-items.js';
import type { DraftElement } from '../draft-model.js';
import { type ModelReader, readExtension } from '../model-reader.js';
import { describe } from '../problem.js';
import { definedEntries } from './defined-entries.js';

const javaScriptFormats = new Set(['javascript', 'text/javascript', 'application/javascript']);

const feelFormats = new Set(['', 'feel', 'text/feel', 'application/feel']);

export function readScriptTask(element: DraftElement, reader: ModelReader): ProgramAttributes {
  const { source } = element;
  const format = formatOf(source);
  const script = readText(source, 'script');
  const isJavaScript = javaScriptFormats.has(format);
  if (!isJavaScript && !feelFormats.has(format)) {
    const message = `Expected a script in FEEL or JavaScript at ${describe(element)} but its format is '${format}'`;
    reader.error(element, 'scriptFormatUnsupported', message, { format });
    return {};
  }
  if (script === undefined) {
    const message = `Expected a script at ${describe(element)} but got none: it does nothing, and its result is null`;
    reader.warning(element, 'scriptMissing', message);
  }
  return definedEntries({
    ...(isJavaScript && script !== undefined
      ? { javascript: script }
      : { script: reader.expression(element, 'script', script ?? 'null') }),
    resultVariable: resultVariableOf(source),
  });
}

/** The script, if it is one in JavaScript. */
export function javaScriptOf(source: ModdleElement): string | undefined {
  return javaScriptFormats.has(formatOf(source)) ? readText(source, 'script') : undefined;
}

function formatOf(source: ModdleElement): string {
  return (readText(source, 'scriptFormat') ?? '').toLowerCase();
}

/** BPMN has no word for the value of a script, or of a decision: it goes where we are told, or to the only data output. */
export function resultVariableOf(source: ModdleElement): string | undefined {
  const result = readExtension(source, 'Result');
  if (result !== undefined) return readText(result, 'variable');
  const [output, ...others] = listPorts(source, 'dataOutputs');
  return output === undefined || others.length > 0 ? undefined : ownNameOf(output);
}
