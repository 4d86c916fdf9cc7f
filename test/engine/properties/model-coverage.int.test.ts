import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { elementBehaviors } from '../../../engine/elements/registry.js';
import type { Program, ProgramElement, RunScriptNow } from '../../../engine/index.js';
import { loadScriptRunner } from '../../../engine/javascript/index.mjs';
import { compileBpmn } from '../../../engine/parser/index.js';
import { driveModel } from '../../support/random-model/drive-model.js';
import { listPlainModels, writeModel } from '../../support/random-model/random-model.js';

interface Compiled {
  readonly name: string;
  readonly programs: readonly Program[];
}

let compiled: readonly Compiled[];
let runScript: RunScriptNow;

beforeAll(async () => {
  runScript = await loadScriptRunner();
  const all: Compiled[] = [];
  for (const model of listPlainModels()) {
    const { programs, problems } = await compileBpmn(writeModel(model));
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    all.push({ name: JSON.stringify(model), programs });
  }
  compiled = all;
}, 60_000);

function listElements(): readonly { element: ProgramElement; program: Program }[] {
  return compiled.flatMap(({ programs }) =>
    programs.flatMap((program) => program.elements.map((element) => ({ element, program }))),
  );
}

/** Column of an event in the table of the document on support. */
function placeOf(program: Program, { type, scope, isInterrupting }: ProgramElement): string {
  switch (type) {
    case 'intermediateCatchEvent':
      return 'catch';
    case 'intermediateThrowEvent':
      return 'throw';
    case 'endEvent':
      return 'end';
    case 'boundaryEvent':
      return isInterrupting ? 'boundary' : 'boundary, not interrupting';
    case 'startEvent': {
      if (program.elements[scope]?.type !== 'eventSubProcess') return 'start';
      return isInterrupting ? 'event sub-process' : 'event sub-process, not interrupting';
    }
    default:
      return '';
  }
}

/** Rows of an event in that table. */
function kindsOf({ eventDefinitions, attributes }: ProgramElement): readonly string[] {
  if (eventDefinitions.length === 0) return ['none'];
  const kinds = eventDefinitions.map(({ type }) => type);
  if (kinds.length === 1) return kinds;
  return [...kinds, attributes['isParallel'] === true ? 'parallelMultiple' : 'multiple'];
}

/** Definition and place of every event that the document says is supported. */
function listSupportedEvents(): readonly string[] {
  const text = readFileSync(join(__dirname, '../../../docs/bpmn-support.md'), 'utf8');
  const section = text.split('## Events\n')[1]?.split('\n- ')[0] ?? '';
  const [columns = [], , ...rows] = section
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim().replaceAll('`', '')),
    );
  return rows.flatMap((row) =>
    columns.flatMap((column, index) => (row[index] === '✔' ? [`${row[0] ?? ''}: ${column}`] : [])),
  );
}

describe('the generator of random models', () => {
  it('makes every element that has a behavior', () => {
    const made = new Set(listElements().map(({ element }) => element.type));

    expect([...made].sort()).toEqual(Object.keys(elementBehaviors).sort());
  });

  it('makes every event at every place where it is supported', () => {
    const made = new Set(
      listElements().flatMap(({ element, program }) => {
        const place = placeOf(program, element);
        return kindsOf(element).map((kind) => `${kind}: ${place}`);
      }),
    );

    const supported = listSupportedEvents();
    expect(supported.length).toBeGreaterThan(40);
    expect(supported.filter((each) => !made.has(each))).toEqual([]);
  });

  it('makes models that come to their end one by one', () => {
    const failed = compiled.flatMap(({ name, programs }) => {
      const { driver } = driveModel({ programs, runScript, choices: [] });
      const { outcome } = driver.instances()[0] ?? {};
      return outcome?.type === 'completed' ? [] : [`${name} ${JSON.stringify(outcome)}`];
    });

    expect(failed).toEqual([]);
  });
});
