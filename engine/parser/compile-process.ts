import type { JsonValue } from '../protocol/json.js';
import { canonicalJson, sha256 } from '../model/content-hash.js';
import type { Program, ProgramElement, ProgramStartEvent } from '../model/program.js';
import { type ModdleElement, readText } from '../tailoring/moddle-element.js';
import { type ClockTables, readClocks } from './clock-definitions.js';
import { compileElement } from './compile-element.js';
import { compileFlow } from './compile-flow.js';
import { type DataItems, readDataItems } from './data/data-items.js';
import { type DraftElement, type DraftModel, draftModel } from './draft-model.js';
import { keepCompleters } from './keep-completers.js';
import type { CompileOptions } from './index.js';
import { wrapLoops } from './loops/wrap-loops.js';
import { ModelReader, readExtension } from './model-reader.js';
import type { Problem } from './problem.js';
import { listEntries } from './process-entries.js';
import { rules } from './rules/registry.js';

export interface CompiledProcess {
  readonly program?: Program;
  readonly problems: readonly Problem[];
}

/** How a process can begin. */
interface ProcessUse {
  /** Nothing but a call begins it: its start events are no way in. */
  readonly isCalledOnly?: boolean;
}

/** Checks a process by all rules and, if none finds an error, writes its program. */
export function compileProcess(
  process: ModdleElement,
  options: CompileOptions,
  use: ProcessUse = {},
): CompiledProcess {
  const model = draftModel(process);
  const items = readDataItems(model);
  const reader = new ModelReader([...items.values()].map(({ variable }) => variable));
  const clocks = readClocks(model, reader);
  const program = hash({
    ...writeContent(model, clocks, items, reader),
    ...(use.isCalledOnly === true ? { startEvents: [] } : {}),
  });
  const problems = [...rules.flatMap((rule) => rule(model, options)), ...reader.problems];
  const hasErrors = problems.some(({ severity }) => severity === 'error');
  return hasErrors ? { problems } : { program, problems };
}

type ProgramContent = Omit<Program, 'hash'>;

function hash(content: ProgramContent): Program {
  // A program is JSON by construction; its interfaces lack the index signature that says so.
  return { ...content, hash: sha256(canonicalJson(content as unknown as JsonValue)) };
}

function writeContent(
  model: DraftModel,
  clocks: ClockTables,
  items: DataItems,
  reader: ModelReader,
): ProgramContent {
  const activities = model.elements.map((element) =>
    compileElement(element, clocks, items, reader),
  );
  const flows = model.flows.map((flow) => compileFlow(flow, reader));
  const wrapped = wrapLoops(model, activities, items, reader);
  const start = readStart(model.process, reader);
  const elements = keepCompleters(wrapped, reader);
  const { source, id, name } = model.process;
  const versionTag = readExtension(source, 'VersionTag');
  const tag = versionTag === undefined ? undefined : readText(versionTag, 'value');
  return {
    formatVersion: 1,
    processId: id,
    name: name === '' ? id : name,
    ...(tag === undefined ? {} : { versionTag: tag }),
    start,
    startEvents: listStartEvents(model, elements),
    formIds: listForms(model),
    elements,
    flows,
  };
}

function readStart(process: DraftElement, reader: ModelReader): Program['start'] {
  const start = readExtension(process.source, 'Start');
  if (start === undefined) return { roles: [] };
  const roles = (readText(start, 'roles') ?? '').split(',').map((role) => role.trim());
  const prefix = readText(start, 'businessKey');
  const nameText = readText(start, 'instanceName');
  const instanceName =
    nameText === undefined ? undefined : reader.expression(process, 'instance name', nameText);
  return {
    roles: roles.filter((role) => role !== ''),
    ...(prefix === undefined ? {} : { businessKeyPrefix: prefix }),
    ...(instanceName === undefined ? {} : { instanceName }),
  };
}

function listStartEvents(
  model: DraftModel,
  elements: readonly ProgramElement[],
): readonly ProgramStartEvent[] {
  const { id, name } = model.process;
  const entries = listEntries(model.process);
  // Without any, the process begins by itself wherever no flow leads.
  if (entries.length === 0) return [{ elementId: id, name, kind: 'none' }];
  return entries.map((event) => {
    const formId = formOf(event);
    const definition = elements[event.index]?.eventDefinitions[0];
    const reference = referenceOf(definition?.attributes['name']);
    return {
      elementId: event.id,
      name: event.name,
      kind: definition?.type ?? 'none',
      ...(formId === undefined ? {} : { formId }),
      ...(reference === undefined ? {} : { reference }),
    };
  });
}

/** A name that is computed cannot start anything: there is no instance yet to compute it in. */
function referenceOf(name: unknown): string | undefined {
  const isConstant = typeof name === 'object' && name !== null && 'value' in name;
  return isConstant && typeof name.value === 'string' ? name.value : undefined;
}

function listForms(model: DraftModel): readonly string[] {
  return [...new Set(model.elements.flatMap((element) => formOf(element) ?? []))];
}

function formOf({ source }: DraftElement): string | undefined {
  const form = readExtension(source, 'Form');
  return form === undefined ? undefined : readText(form, 'formId');
}
