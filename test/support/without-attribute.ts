import { BpmnModdle } from 'bpmn-moddle';

import extension from '../../engine/extensions/moddle.json' with { type: 'json' };
import { readBpmnPackage } from '../../engine/parser/bpmn-package.js';
import { listContents } from '../../engine/parser/walk-model.js';
import type { ModdleElement } from '../../engine/tailoring/moddle-element.js';
import { type ConformanceCase, readCalendars } from '../conformance/cases.js';
import { compileCase } from '../conformance/compile-case.js';
import { runCase } from '../conformance/run-case.js';
import { inMemoryConformanceDriver } from './in-memory-driver.js';
import { statedParts } from './shown-by-cases.js';

const bpmn: unknown = readBpmnPackage();
const moddle = new BpmnModdle({ bpmn, lemniscate: extension });
const calendars = readCalendars();

/** Whether a case goes another way, or its model is refused, once nothing in it has the attribute (`activity.default`). */
export async function needsAttribute(each: ConformanceCase, part: string): Promise<boolean> {
  const xml = await strip(each.readXml(), part);
  const readDecisions = () => each.readDecisions();
  try {
    const deployable = await compileCase({ readXml: () => xml, readDecisions });
    const { trace } = await runCase(
      inMemoryConformanceDriver,
      'plain',
      each.readScript(),
      deployable,
      calendars,
    );
    return JSON.stringify(trace) !== JSON.stringify(each.readTrace());
  } catch {
    // The model is refused, or the script could not be followed to its end.
    return true;
  }
}

async function strip(xml: string, part: string): Promise<string> {
  const { rootElement } = await moddle.fromXML(xml);
  for (const { element } of listContents(rootElement as ModdleElement)) {
    for (const stated of statedParts(element)) {
      if (stated.part === part) Reflect.deleteProperty(element, stated.name);
    }
  }
  return (await moddle.toXML(rootElement)).xml;
}
