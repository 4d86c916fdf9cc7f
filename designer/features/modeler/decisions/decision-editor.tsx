import 'dmn-js/dist/assets/dmn-js-shared.css';
import 'dmn-js/dist/assets/dmn-js-drd.css';
import 'dmn-js/dist/assets/dmn-js-decision-table.css';
import 'dmn-js/dist/assets/dmn-js-decision-table-controls.css';
import 'dmn-js/dist/assets/dmn-js-literal-expression.css';
import 'dmn-js/dist/assets/dmn-js-boxed-expression.css';
import 'dmn-js/dist/assets/dmn-js-boxed-expression-controls.css';
import 'dmn-js/dist/assets/dmn-font/css/dmn-embedded.css';
import './decision-editor.css';
import { Alert, SegmentedControl, Textarea } from '@mantine/core';
import type { TFunction } from 'i18next';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { NotEditableInTablesError } from './errors.js';
import type { DecisionFile } from './new-decisions.js';
import { useDmnModeler, type EditHistory } from './use-dmn-modeler.js';

export interface DecisionEditorProps {
  readonly file: DecisionFile;
  readonly onChange: (xml: string) => void;
  readonly onHistory: (history: EditHistory | undefined) => void;
}

/** Tables, expressions and their overview in dmn-js; a file that it can't hold is edited as text. */
export function DecisionEditor({ file, onChange, onHistory }: DecisionEditorProps) {
  const { t } = useTranslation();
  const { containerRef, views, activeId, open, history, error } = useDmnModeler(file.xml, onChange);
  const { canUndo, canRedo } = history;
  useEffect(() => {
    onHistory(error === undefined ? history : undefined);
    return () => onHistory(undefined);
    // The functions of the history act on the editor as it is then.
  }, [canUndo, canRedo, error, onHistory]);
  if (error !== undefined)
    return <DecisionText file={file} onChange={onChange} reason={describeReason(error, t)} />;
  return (
    <section
      className="lem-decisions"
      aria-label={t('modeler.decisions.editor', { name: file.name })}
    >
      <SegmentedControl
        className="lem-decisions-views"
        aria-label={t('modeler.decisions.views')}
        size="xs"
        value={activeId ?? ''}
        onChange={open}
        data={views.map(({ id, name, isOverview }) => ({
          value: id,
          label: isOverview ? t('modeler.decisions.overview') : name,
        }))}
      />
      <div ref={containerRef} className="lem-decisions-view" />
    </section>
  );
}

function describeReason(error: unknown, t: TFunction): string {
  if (error instanceof NotEditableInTablesError)
    return t('modeler.decisions.onlyText', { construct: error.construct });
  return t('modeler.decisions.unreadable', { reason: error instanceof Error ? error.message : '' });
}

interface DecisionTextProps extends Pick<DecisionEditorProps, 'file' | 'onChange'> {
  readonly reason: string;
}

function DecisionText({ file, onChange, reason }: DecisionTextProps) {
  const { t } = useTranslation();
  return (
    <div className="lem-decisions lem-decisions-text">
      <Alert color="blue">{reason}</Alert>
      <Textarea
        label={t('modeler.decisions.text', { name: file.name })}
        value={file.xml}
        onChange={(event) => onChange(event.currentTarget.value)}
        spellCheck={false}
        ff="monospace"
        autosize
        minRows={16}
      />
    </div>
  );
}
