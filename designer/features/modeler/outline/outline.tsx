import { Text, TextInput } from '@mantine/core';
import type BpmnModeler from 'bpmn-js/lib/Modeler';
import { useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Analysis } from '../analyze-model.js';
import type { EventBus, ModelElement, Modeling, Rules } from '../modeler-services.js';
import type { TailoringGuide } from '../tailoring/tailoring-guide.js';
import { listElements, type OutlineItem, type PlacedElement } from './list-elements.js';
import { OutlineRow } from './outline-row.js';

interface OutlineProps {
  readonly modeler: BpmnModeler;
  /** The model as XML: the outline is read anew whenever it changes. */
  readonly xml: string;
  readonly selectedId: string | undefined;
  readonly analysis: Analysis;
  readonly guide: TailoringGuide;
  readonly onSelect: (elementId: string | undefined) => void;
  readonly onOpen: () => void;
}

interface RootCanvas {
  getRootElement(): PlacedElement;
}

function useEditing(modeler: BpmnModeler, guide: TailoringGuide) {
  const rename = (element: ModelElement, name: string): void =>
    modeler.get<Modeling>('modeling').updateLabel(element, name);
  const remove = (element: ModelElement): void => {
    if (guide.findMandatory(element.id) !== undefined) {
      modeler.get<EventBus>('eventBus').fire('tailoring.refused', { elementId: element.id });
      return;
    }
    const allowed = modeler.get<Rules>('rules').allowed('elements.delete', { elements: [element] });
    if (allowed !== false) modeler.get<Modeling>('modeling').removeElements([element]);
  };
  return { rename, remove };
}

/** The diagram as text: walk it with the arrow keys, open, rename and remove elements without a mouse. */
export function Outline({
  modeler,
  xml,
  selectedId,
  analysis,
  guide,
  onSelect,
  onOpen,
}: OutlineProps) {
  const { t } = useTranslation();
  const list = useRef<HTMLUListElement>(null);
  const [renaming, setRenaming] = useState<string>();
  const { rename, remove } = useEditing(modeler, guide);
  // The XML stands for the model, which changes in place.
  const items = useMemo(
    () => (xml === '' ? [] : listElements(modeler.get<RootCanvas>('canvas').getRootElement())),
    [modeler, xml],
  );
  const activeId = items.some(({ element }) => element.id === selectedId)
    ? selectedId
    : items[0]?.element.id;

  const focusRow = (elementId: string): void =>
    list.current?.querySelector<HTMLElement>(`[data-element="${CSS.escape(elementId)}"]`)?.focus();
  const move = (index: number): void => {
    const next = items[Math.min(Math.max(index, 0), items.length - 1)]?.element.id;
    if (next === undefined) return;
    onSelect(next);
    focusRow(next);
  };
  const handleKey = (event: KeyboardEvent, { element }: OutlineItem, index: number): void => {
    const actions: Record<string, () => void> = {
      ArrowDown: () => move(index + 1),
      ArrowUp: () => move(index - 1),
      Home: () => move(0),
      End: () => move(items.length - 1),
      Enter: () => {
        onSelect(element.id);
        onOpen();
      },
      F2: () => setRenaming(element.id),
      Delete: () => {
        remove(element);
        if (guide.findMandatory(element.id) === undefined) move(index + 1);
      },
    };
    const action = actions[event.key];
    if (action === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    action();
  };
  const finishRenaming = (element: ModelElement, name: string | undefined): void => {
    if (name !== undefined && name !== (element.businessObject.name ?? '')) rename(element, name);
    setRenaming(undefined);
    requestAnimationFrame(() => focusRow(element.id));
  };

  return (
    <>
      <Text fz="xs" c="dimmed" p="sm" id="outline-help">
        {t('modeler.outline.help')}
      </Text>
      <ul
        ref={list}
        role="tree"
        className="lem-outline"
        aria-label={t('modeler.outline.label')}
        aria-describedby="outline-help"
      >
        {items.map((item, index) =>
          renaming === item.element.id ? (
            <li key={item.element.id} role="none">
              <RenameField
                element={item.element}
                onDone={(name) => finishRenaming(item.element, name)}
              />
            </li>
          ) : (
            <OutlineRow
              key={item.element.id}
              item={item}
              isActive={item.element.id === activeId}
              isSelected={item.element.id === selectedId}
              isMandatory={guide.findMandatory(item.element.id) !== undefined}
              differs={analysis.differences.some(({ elementId }) => elementId === item.element.id)}
              hasProblem={analysis.problems.some(({ elementId }) => elementId === item.element.id)}
              onSelect={() => onSelect(item.element.id)}
              onKeyDown={(event) => handleKey(event, item, index)}
            />
          ),
        )}
      </ul>
    </>
  );
}

interface RenameFieldProps {
  readonly element: ModelElement;
  readonly onDone: (name: string | undefined) => void;
}

function RenameField({ element, onDone }: RenameFieldProps) {
  const { t } = useTranslation();
  const [name, setName] = useState(element.businessObject.name ?? '');
  return (
    <TextInput
      size="xs"
      autoFocus
      aria-label={t('modeler.outline.rename', { name: element.businessObject.name ?? element.id })}
      value={name}
      onChange={(event) => setName(event.currentTarget.value)}
      onBlur={() => onDone(name)}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Enter') onDone(name);
        if (event.key === 'Escape') onDone(undefined);
      }}
    />
  );
}
