import { IconLock } from '@tabler/icons-react';
import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { StateShape } from '../../../components/state-badge.js';
import type { OutlineItem } from './list-elements.js';

interface OutlineRowProps {
  readonly item: OutlineItem;
  readonly isActive: boolean;
  readonly isSelected: boolean;
  readonly isMandatory: boolean;
  readonly differs: boolean;
  readonly hasProblem: boolean;
  readonly onSelect: () => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

const localName = (type: string): string => {
  const name = type.replace('bpmn:', '');
  return name.charAt(0).toLowerCase() + name.slice(1);
};

export function OutlineRow(props: OutlineRowProps) {
  const { item, isActive, isSelected, isMandatory, differs, hasProblem, onSelect, onKeyDown } =
    props;
  const { t } = useTranslation();
  const { element, depth } = item;
  const type = localName(element.type);
  return (
    <li
      role="treeitem"
      data-element={element.id}
      aria-level={depth + 1}
      aria-selected={isSelected}
      tabIndex={isActive ? 0 : -1}
      className="lem-outline-row"
      style={{ paddingLeft: 12 + depth * 18 }}
      onClick={onSelect}
      onKeyDown={onKeyDown}
    >
      <span>{element.businessObject.name ?? t('modeler.outline.unnamed')}</span>
      <span className="lem-outline-type">
        {t(`modeler.outline.types.${type as 'task'}`, { defaultValue: type })}
      </span>
      {isMandatory && (
        <span className="lem-outline-mark" title={t('modeler.outline.mandatory')}>
          <IconLock size={13} aria-hidden />
          <span className="visually-hidden">{t('modeler.outline.mandatory')}</span>
        </span>
      )}
      {differs && (
        <span className="lem-outline-mark" title={t('modeler.outline.differs')}>
          <StateShape kind="differs" />
          <span className="visually-hidden">{t('modeler.outline.differs')}</span>
        </span>
      )}
      {hasProblem && (
        <span className="lem-outline-mark" title={t('modeler.outline.problem')}>
          <StateShape kind="breached" />
          <span className="visually-hidden">{t('modeler.outline.problem')}</span>
        </span>
      )}
    </li>
  );
}
