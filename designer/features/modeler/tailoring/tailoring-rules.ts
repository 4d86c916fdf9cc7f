import RuleProvider from 'diagram-js/lib/features/rules/RuleProvider';
import type { ModelElement } from '../modeler-services.js';
import type { TailoringGuide } from './tailoring-guide.js';

/** Heard before the rules of BPMN itself. */
const PRIORITY = 2_000;

interface MoveContext {
  readonly shapes: readonly ModelElement[];
  readonly target?: ModelElement;
}

/** Keeps what the standard demands; everything else is only judged, not forbidden, while drawing. */
export class TailoringRules extends RuleProvider {
  static override $inject = ['eventBus', 'tailoringGuide'];

  private readonly guide: TailoringGuide;

  constructor(eventBus: never, guide: TailoringGuide) {
    super(eventBus);
    this.guide = guide;
    this.register();
  }

  /** The base class calls `init` before the guide is known, so rules are added here instead. */
  override init(): void {}

  private register(): void {
    const isMandatory = (element: ModelElement): boolean =>
      this.guide.findMandatory(element.id) !== undefined;
    const add = (name: string, decide: (context: never) => boolean | undefined): void =>
      this.addRule(name, PRIORITY, decide as (context: unknown) => boolean | undefined);
    add('elements.delete', ({ elements }: { elements: readonly ModelElement[] }) =>
      elements.some(
        (element) =>
          isMandatory(element.labelTarget ?? element) && element.labelTarget === undefined,
      )
        ? false
        : undefined,
    );
    add('shape.replace', ({ element }: { element: ModelElement }) =>
      isMandatory(element) ? false : undefined,
    );
    add('elements.move', ({ shapes, target }: MoveContext) =>
      target !== undefined && shapes.some((shape) => isMandatory(shape) && shape.parent !== target)
        ? false
        : undefined,
    );
    add('connection.reconnect', ({ connection }: { connection: ModelElement }) =>
      isMandatory(connection) ? false : undefined,
    );
  }
}
