import type { EventBus, ModelElement } from '../modeler-services.js';
import type { TailoringGuide } from './tailoring-guide.js';

type Entries = Record<string, unknown>;

interface PadRegistry {
  registerProvider(priority: number, provider: object): void;
}

interface PopupRegistry {
  registerProvider(id: string, priority: number, provider: object): void;
}

/** After everybody else, so that entries of others can be taken away. */
const LAST = 200;

/** Does not offer what the standard forbids; a lock stands there instead and tells why. */
export class TailoringPads {
  static $inject = ['contextPad', 'popupMenu', 'eventBus', 'tailoringGuide', 'tailoringWords'];

  constructor(
    contextPad: PadRegistry,
    popupMenu: PopupRegistry,
    private readonly eventBus: EventBus,
    private readonly guide: TailoringGuide,
    private readonly words: { readonly why: string },
  ) {
    contextPad.registerProvider(LAST, this);
    popupMenu.registerProvider('bpmn-replace', LAST, this);
  }

  getContextPadEntries(element: ModelElement): ((entries: Entries) => Entries) | Entries {
    if (this.guide.findMandatory(element.id) === undefined) return {};
    return (entries: Entries) => {
      const { delete: _delete, replace: _replace, ...others } = entries;
      const action = {
        click: () => this.eventBus.fire('tailoring.refused', { elementId: element.id }),
      };
      return {
        ...others,
        'tailoring-lock': {
          group: 'edit',
          className: 'lem-lock-entry',
          title: this.words.why,
          action,
        },
      };
    };
  }

  getPopupMenuEntries(element: ModelElement): (entries: Entries) => Entries {
    return (entries) => (this.guide.findMandatory(element.id) === undefined ? entries : {});
  }
}

interface KeyContext {
  readonly keyEvent: KeyboardEvent;
}

interface Keyboard {
  addListener(priority: number, listener: (context: KeyContext) => boolean | undefined): void;
}

/** The delete key on a mandatory element does nothing but say why. */
export class TailoringKeys {
  static $inject = ['keyboard', 'selection', 'eventBus', 'tailoringGuide'];

  constructor(
    keyboard: Keyboard,
    selection: { get(): ModelElement[] },
    eventBus: EventBus,
    guide: TailoringGuide,
  ) {
    keyboard.addListener(2_000, ({ keyEvent }) => {
      if (keyEvent.key !== 'Delete' && keyEvent.key !== 'Backspace') return undefined;
      const kept = selection.get().find(({ id }) => guide.findMandatory(id) !== undefined);
      if (kept === undefined) return undefined;
      eventBus.fire('tailoring.refused', { elementId: kept.id });
      return true;
    });
  }
}
