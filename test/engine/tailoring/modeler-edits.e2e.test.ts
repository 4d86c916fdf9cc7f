import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';

import { loadLibrary } from '../../../definitions/index.js';
import { checkTailoring, type TailoringCheck } from '../../../engine/tailoring/index.js';
import { chromiumFlags, chromiumPath } from '../../support/embedded-browser.js';
import { readBpmn } from './read-bpmn.js';

const root = path.resolve(__dirname, '../../..');

let browser: Browser;
let page: Page;
let standard: string;
let extension: unknown;

beforeAll(async () => {
  const { processes } = await loadLibrary();
  standard = processes[0]?.xml ?? '';
  extension = JSON.parse(await readFile(path.join(root, 'engine/extensions/moddle.json'), 'utf8'));
  browser = await chromium.launch({ executablePath: await chromiumPath(), args: chromiumFlags });
  page = await browser.newPage();
  await page.setContent('<div id="canvas" style="width: 1600px; height: 1000px"></div>');
  await page.addScriptTag({
    path: path.join(root, 'node_modules/bpmn-js/dist/bpmn-modeler.development.js'),
  });
});

afterAll(async () => {
  await browser.close();
});

/** Edits the standard incident process in bpmn-js, as a person's clicks would, and judges what it saves. */
async function judgeEdit(edit: string): Promise<TailoringCheck> {
  const script = `(async ([xml, lemniscate]) => {
    document.querySelector('#canvas').innerHTML = '';
    const modeler = new BpmnJS({ container: '#canvas', moddleExtensions: { lemniscate } });
    await modeler.importXML(xml);
    const element = (id) => modeler.get('elementRegistry').get(id);
    const modeling = modeler.get('modeling');
    ${edit};
    const { xml: saved } = await modeler.saveXML({ format: true });
    modeler.destroy();
    return saved;
  })(${JSON.stringify([standard, extension])})`;
  const saved = await page.evaluate<string>(script);
  return checkTailoring(await readBpmn(standard), await readBpmn(saved));
}

function outline({ differences }: TailoringCheck): readonly string[] {
  return differences.map(({ differenceId, verdict }) => {
    return `${verdict} ${differenceId.replace(/(Activity|Flow)_\w+/, '$1')}`;
  });
}

describe('an edit in the modeler', () => {
  it.each([
    ['saving unchanged', '', []],
    [
      'moving a step',
      `modeling.moveElements([element('first-line-support')], { x: 40, y: 30 })`,
      [],
    ],
    [
      'deleting an optional step',
      `modeling.removeElements([element('acknowledge-report')])`,
      ['needsReason removed:acknowledge-report'],
    ],
    [
      'deleting a mandatory step',
      `modeling.removeElements([element('classify-and-prioritise')])`,
      ['forbidden removed:classify-and-prioritise'],
    ],
    [
      'dropping a step on a flow',
      `const step = modeler.get('elementFactory').createShape({ type: 'bpmn:UserTask' });
       modeling.createShape(step, { x: 830, y: 400 }, element('to-first-line'))`,
      ['allowed added:Activity'],
    ],
    [
      'drawing a flow anew',
      `const { source, target } = element('to-confirm');
       modeling.removeConnection(element('to-confirm'));
       modeling.connect(source, target)`,
      ['allowed redrawn:to-confirm'],
    ],
    [
      'leading a flow around a mandatory step',
      `modeling.reconnectEnd(element('to-decide-first'), element('announce-decision'), { x: 1080, y: 230 })`,
      ['needsWaiver rewired:to-decide-first', 'forbidden bypassed:decide-escalation'],
    ],
    [
      'renaming a step',
      `modeling.updateLabel(element('first-line-support'), 'Help desk')`,
      ['allowed changed:first-line-support:name'],
    ],
    [
      'changing a timer within its range',
      `const event = element('no-answer');
       const [timer] = event.businessObject.eventDefinitions;
       modeling.updateModdleProperties(event, timer.timeDuration, { body: 'P7D' })`,
      ['allowed changed:no-answer:timer'],
    ],
    [
      'making a task another kind of task',
      `modeler.get('bpmnReplace').replaceElement(element('acknowledge-report'), { type: 'bpmn:UserTask' })`,
      ['needsWaiver replaced:acknowledge-report'],
    ],
  ])('is told as what it is: %s', async (_, edit, expected) => {
    expect(outline(await judgeEdit(edit))).toEqual(expected);
  });
});
