import { boundsNamespace, diagramNamespace, waypointNamespace } from '../namespaces.js';
import { appendChild, createElement, setAttribute } from '../xml/edit-xml.js';
import {
  childElements,
  localNameOf,
  namespaceAt,
  readAttribute,
  type XmlElement,
} from '../xml/xml-node.js';
import { type Drawing, type Edge, type Point, type Shape } from './drawing.js';

/** Writes drawings into a model, with the prefixes that it uses and ids that are free. */
export class DiagramWriter {
  private readonly ids = new Set<string>();
  private readonly prefixes: {
    readonly shape: string;
    readonly bounds: string;
    readonly point: string;
  };

  constructor(private readonly root: XmlElement) {
    const open = [root];
    for (let element = open.pop(); element !== undefined; element = open.pop()) {
      const id = readAttribute(element, 'id');
      if (id !== undefined) this.ids.add(id);
      open.push(...childElements(element));
    }
    this.prefixes = {
      shape: this.prefixFor(diagramNamespace, 'bpmndi'),
      bounds: this.prefixFor(boundsNamespace, 'dc'),
      point: this.prefixFor(waypointNamespace, 'di'),
    };
  }

  addDiagram(bpmnElement: string, drawing: Drawing): void {
    const { shape } = this.prefixes;
    const plane = createElement(`${shape}BPMNPlane`, {
      id: this.free(`BPMNPlane_${bpmnElement}`),
      bpmnElement,
    });
    const diagram = createElement(`${shape}BPMNDiagram`, {
      id: this.free(`BPMNDiagram_${bpmnElement}`),
    });
    appendChild(this.root, diagram);
    appendChild(diagram, plane);
    this.addDrawing(plane, drawing);
  }

  addDrawing(plane: XmlElement, { shapes, edges }: Drawing): void {
    shapes.forEach((shape) => this.addShape(plane, shape));
    edges.forEach((edge) => this.addEdge(plane, edge));
  }

  private addShape(plane: XmlElement, { id, bounds, isExpanded, isHorizontal }: Shape): void {
    const shape = createElement(`${this.prefixes.shape}BPMNShape`, {
      id: this.free(`${id}_di`),
      bpmnElement: id,
      isHorizontal: isHorizontal === true ? 'true' : undefined,
      isExpanded: isExpanded === true ? 'true' : undefined,
    });
    appendChild(plane, shape);
    const { x, y, width, height } = bounds;
    const attributes = { x: String(x), y: String(y), width: String(width), height: String(height) };
    appendChild(shape, createElement(`${this.prefixes.bounds}Bounds`, attributes));
  }

  private addEdge(plane: XmlElement, { id, waypoints }: Edge): void {
    const edge = createElement(`${this.prefixes.shape}BPMNEdge`, {
      id: this.free(`${id}_di`),
      bpmnElement: id,
    });
    appendChild(plane, edge);
    waypoints.forEach((point) => appendChild(edge, this.waypoint(point)));
  }

  private waypoint({ x, y }: Point): XmlElement {
    return createElement(`${this.prefixes.point}waypoint`, { x: String(x), y: String(y) });
  }

  private free(wanted: string): string {
    // What is drawn may be called what no id may be called.
    const id = wanted.replace(/[^\w.-]/g, '_').replace(/^(?![A-Za-z_])/, '_');
    let name = id;
    for (let count = 2; this.ids.has(name); count += 1) name = `${id}_${count}`;
    this.ids.add(name);
    return name;
  }

  /** With its colon. */
  private prefixFor(namespace: string, usual: string): string {
    const known = this.root.attributes.find(
      ({ name, value }) => name.startsWith('xmlns:') && value === namespace,
    );
    if (known !== undefined) return `${localNameOf(known.name)}:`;
    let prefix = usual;
    for (let count = 2; namespaceAt(this.root, prefix) !== ''; count += 1)
      prefix = `${usual}${count}`;
    setAttribute(this.root, `xmlns:${prefix}`, namespace);
    return `${prefix}:`;
  }
}
