import { layoutProcess } from 'bpmn-auto-layout';
import { encodeAttribute } from '../xml/xml-text.js';
import { readXml } from '../xml/read-xml.js';
import { childElements, localNameOf, readAttribute, type XmlElement } from '../xml/xml-node.js';
import { isAttached, type LayoutFlow, type LayoutNode, type LayoutScope } from './layout-model.js';

/** Where a node stands in the grid of its scope. */
export interface Cell {
  readonly column: number;
  readonly row: number;
}

/** Beyond this a person does not read the drawing anyway, and the library takes its time. */
const maximumNodes = 300;
const gridWidth = 150;
const gridHeight = 140;

/**
 * Finds a cell for each node but boundary events. The library is shown the nodes and flows of one scope only, as it
 * draws neither pools and lanes nor the inside of sub-processes; a node that it loses is put behind the others.
 */
export async function placeCells(scope: LayoutScope): Promise<ReadonlyMap<string, Cell>> {
  const nodes = scope.nodes.filter((node) => !isAttached(node, scope));
  const found = nodes.length > maximumNodes ? new Map<string, Cell>() : await askLibrary(scope);
  return nodes.every(({ id }) => found.has(id)) && !hasTwins(nodes, found)
    ? found
    : placeInLayers(nodes, scope.flows);
}

function hasTwins(nodes: readonly LayoutNode[], cells: ReadonlyMap<string, Cell>): boolean {
  const taken = nodes.map(({ id }) => `${cells.get(id)?.column} ${cells.get(id)?.row}`);
  return new Set(taken).size < taken.length;
}

async function askLibrary(scope: LayoutScope): Promise<Map<string, Cell>> {
  const cells = new Map<string, Cell>();
  try {
    const read = readXml(await layoutProcess(writePlain(scope)));
    if (read.ok) collectCells(read.document.root, cells);
  } catch {
    // It gives up on some graphs; then the layers of the flow have to do.
    cells.clear();
  }
  return cells;
}

function collectCells(element: XmlElement, cells: Map<string, Cell>): void {
  for (const child of childElements(element)) {
    const id = readAttribute(child, 'bpmnElement');
    const [bounds] = childElements(child);
    if (localNameOf(child.name) === 'BPMNShape' && id !== undefined && bounds !== undefined) {
      const middle = (at: string, size: string): number =>
        Number(readAttribute(bounds, at)) + Number(readAttribute(bounds, size)) / 2;
      cells.set(id.slice(1), {
        column: Math.floor(middle('x', 'width') / gridWidth),
        row: Math.floor(middle('y', 'height') / gridHeight),
      });
    } else collectCells(child, cells);
  }
}

/** Only what the drawing depends on, with ids that suit any parser. */
function writePlain({ nodes, flows }: LayoutScope): string {
  const known = new Set(nodes.map(({ id }) => id));
  const drawn = flows.filter(({ source, target }) => known.has(source) && known.has(target));
  const tags = [...nodes.map((node) => writeNode(node, drawn)), ...drawn.map(writeFlow)];
  return `<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" id="definitions"><bpmn:process id="process">${tags.join('')}</bpmn:process></bpmn:definitions>`;
}

function writeNode({ id, local, host }: LayoutNode, flows: readonly LayoutFlow[]): string {
  const type = /Event$|Gateway$/.test(local) ? local : 'task';
  const attached = host === undefined ? '' : ` attachedToRef="_${encodeAttribute(host)}"`;
  const ends = flows.flatMap((flow) => [
    ...(flow.target === id ? [`<bpmn:incoming>_${encodeAttribute(flow.id)}</bpmn:incoming>`] : []),
    ...(flow.source === id ? [`<bpmn:outgoing>_${encodeAttribute(flow.id)}</bpmn:outgoing>`] : []),
  ]);
  return `<bpmn:${type} id="_${encodeAttribute(id)}"${attached}>${ends.join('')}</bpmn:${type}>`;
}

function writeFlow({ id, source, target }: LayoutFlow): string {
  const [flow, from, to] = [id, source, target].map(encodeAttribute);
  return `<bpmn:sequenceFlow id="_${flow}" sourceRef="_${from}" targetRef="_${to}" />`;
}

/** By how many flows a node is away from a beginning; loops are cut where they close. */
function placeInLayers(
  nodes: readonly LayoutNode[],
  flows: readonly LayoutFlow[],
): ReadonlyMap<string, Cell> {
  const known = new Set(nodes.map(({ id }) => id));
  const targets = new Map<string, string[]>();
  for (const { source, target } of flows) {
    if (known.has(source) && known.has(target))
      targets.set(source, [...(targets.get(source) ?? []), target]);
  }
  const entered = new Set([...targets.values()].flat());
  const cells = new Map<string, Cell>();
  const rows: number[] = [];
  const place = (id: string, column: number): void => {
    const row = rows[column] ?? 0;
    rows[column] = row + 1;
    cells.set(id, { column, row });
  };
  const begin = [...nodes.filter(({ id }) => !entered.has(id)), ...nodes];
  for (const { id: start } of begin) {
    if (cells.has(start)) continue;
    place(start, 0);
    const open = [start];
    for (let at = 0; at < open.length; at += 1) {
      const from = open[at] ?? '';
      for (const target of targets.get(from) ?? []) {
        if (cells.has(target)) continue;
        place(target, (cells.get(from)?.column ?? 0) + 1);
        open.push(target);
      }
    }
  }
  return cells;
}
