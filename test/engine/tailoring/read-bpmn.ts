import { parseBpmn } from '../../../engine/parser/index.js';
import { readModel, type TailoringModel } from '../../../engine/tailoring/index.js';

/** Reads BPMN without the checks of a deployment, so that tests can use fragments. */
export async function readBpmn(xml: string): Promise<TailoringModel> {
  const { definitions } = await parseBpmn(xml);
  return readModel(definitions);
}

/** A definitions element around the content of one process. */
export function wrapProcess(content: string, roots = ''): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
    <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
      xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
      xmlns:lemniscate="urn:lemniscate:bpmn:1" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"
      targetNamespace="test">
      ${roots}
      <bpmn:process id="p" isExecutable="true">${content}</bpmn:process>
    </bpmn:definitions>`;
}
