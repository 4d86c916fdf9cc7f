import { Text, UnstyledButton } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportReport } from '../../engine/foreign/index.js';
import classes from './import-lines.module.css';
import { listImportLines, type ImportLine } from './import-report.js';
import { StateBadge, type StateKind } from './state-badge.js';

const kinds: Readonly<Record<ImportLine['fate'], StateKind>> = {
  blocks: 'breached',
  kept: 'quiet',
  mapped: 'onTrack',
};

function LineContent({ line }: { readonly line: ImportLine }) {
  const { t } = useTranslation();
  return (
    <>
      <StateBadge kind={kinds[line.fate]} label={t(`processes.import.fates.${line.fate}`)} />
      <Text span fw={600}>
        {line.element}
      </Text>
      {line.what !== undefined && (
        <Text span ff="monospace" fz="sm">
          {line.what}
        </Text>
      )}
      <Text span className={classes['message']}>
        {line.message}
      </Text>
    </>
  );
}

interface ImportLinesProps {
  readonly report: ImportReport;
  /** Leads to the element; left out where there is no drawing yet. */
  readonly onSelect?: (elementId: string | undefined) => void;
}

/** What became of everything that another tool had written into a model. */
export function ImportLines({ report, onSelect }: ImportLinesProps) {
  const lines = useMemo(() => listImportLines(report), [report]);
  return (
    <ul className={classes['list']}>
      {lines.map((line, index) => (
        <li key={`${index}:${line.what ?? ''}`}>
          {onSelect === undefined ? (
            <div className={classes['line']}>
              <LineContent line={line} />
            </div>
          ) : (
            <UnstyledButton className={classes['line']} onClick={() => onSelect(line.elementId)}>
              <LineContent line={line} />
            </UnstyledButton>
          )}
        </li>
      ))}
    </ul>
  );
}
