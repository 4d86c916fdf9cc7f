import { DaysTimeDuration } from '../../expressions/feel-value.js';
import { parseDuration } from '../../expressions/temporal-values.js';
import { readList, readText } from '../../tailoring/moddle-element.js';
import type { DraftElement } from '../draft-model.js';
import type { KnownInput, KnownJob } from '../known-jobs.js';
import { readExtension } from '../model-reader.js';
import { describe, type Problem, problemAt } from '../problem.js';
import type { Rule } from './registry.js';

const taskTypes: readonly (string | undefined)[] = ['serviceTask', 'sendTask', 'businessRuleTask'];

/** Jobs that the product itself serves must be told what they need. */
export const knownJobs: Rule = ({ elements }, { jobs = [] }) =>
  jobs.length === 0 ? [] : elements.flatMap((element) => check(element, jobs));

function check(element: DraftElement, jobs: readonly KnownJob[]): readonly Problem[] {
  if (!taskTypes.includes(element.type)) return [];
  const job = readExtension(element.source, 'Job');
  if (job === undefined) return [];
  const isElsewhere = ['worker', 'taskQueue'].some((name) => readText(job, name) !== undefined);
  const known = isElsewhere ? undefined : jobs.find(({ type }) => type === readText(job, 'type'));
  if (known === undefined) return [];
  const given = readGiven(element);
  return [
    ...(canJudgeMissing(element, given) ? findMissing(element, known, given) : []),
    ...[...given].flatMap(([name, source]) => checkInput(element, known, name, source)),
  ];
}

/** Texts of the inputs by name. */
function readGiven(element: DraftElement): ReadonlyMap<string, string> {
  const io = readExtension(element.source, 'Io');
  const inputs = io === undefined ? [] : readList(io, 'inputs');
  return new Map(
    inputs.map((input) => [readText(input, 'target') ?? '', readText(input, 'source') ?? '']),
  );
}

/** Without inputs of its own a task hands over all it sees: what that is, is known when it runs. */
function canJudgeMissing(element: DraftElement, given: ReadonlyMap<string, string>): boolean {
  const io = readExtension(element.source, 'Io');
  const payload = io === undefined ? undefined : readText(io, 'payload');
  if (payload === 'all' || readList(element.source, 'dataInputAssociations').length > 0)
    return false;
  return payload === 'inputs' || given.size > 0;
}

function findMissing(
  element: DraftElement,
  { type, inputs, oneOf = [] }: KnownJob,
  given: ReadonlyMap<string, string>,
): readonly Problem[] {
  const isGiven = (name: string): boolean => (given.get(name) ?? '') !== '';
  const required = inputs.flatMap(({ name, isRequired }) => (isRequired === true ? [[name]] : []));
  return [...required, ...oneOf].flatMap((names) => {
    if (names.some(isGiven)) return [];
    const listed = names.map((name) => `'${name}'`).join(' or ');
    const message = `Expected input ${listed} of step '${type}' at ${describe(element)} but it is not given`;
    const params = { jobType: type, inputs: [...names] };
    return [problemAt(element, 'error', 'jobInputMissing', message, params)];
  });
}

function checkInput(
  element: DraftElement,
  { type, inputs }: KnownJob,
  name: string,
  source: string,
): readonly Problem[] {
  const params = { jobType: type, input: name };
  const input = inputs.find((one) => one.name === name);
  if (input === undefined) {
    const known = inputs.map((one) => one.name).join(', ');
    const message = `Expected an input of step '${type}' (${known}) at ${describe(element)} but got '${name}', which it does not read`;
    return [problemAt(element, 'warning', 'jobInputUnknown', message, params)];
  }
  if (source === '' || source.trim().startsWith('=')) return [];
  const expected = findMismatch(input, source);
  if (expected === undefined) return [];
  const message = `Expected ${expected} as input '${name}' of step '${type}' at ${describe(element)} but got '${source}'`;
  return [problemAt(element, 'error', 'jobInputInvalid', message, params)];
}

/** What a constant should have been. */
function findMismatch({ type, values }: KnownInput, text: string): string | undefined {
  const items = type === 'textList' ? text.split(',').map((item) => item.trim()) : [text];
  if (values !== undefined && items.some((item) => !values.includes(item)))
    return `one of ${values.join(', ')}`;
  switch (type) {
    case 'number':
      return Number.isFinite(Number(text)) ? undefined : 'a number';
    case 'boolean':
      return ['true', 'false'].includes(text) ? undefined : 'true or false';
    case 'duration':
      return parseDuration(text.trim()) instanceof DaysTimeDuration
        ? undefined
        : 'a duration such as PT30S';
    default:
      return undefined;
  }
}
