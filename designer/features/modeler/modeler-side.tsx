import { Tabs } from '@mantine/core';
import type BpmnModeler from 'bpmn-js/lib/Modeler';
import type { RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportReport } from '../../../engine/foreign/index.js';
import { ImportLines } from '../../components/import-lines.js';
import type { Analysis } from './analyze-model.js';
import { DifferenceList } from './difference-list.js';
import { Outline } from './outline/outline.js';
import { ProblemList } from './problem-list.js';
import type { TailoringGuide } from './tailoring/tailoring-guide.js';
import type { ModelChanges } from './use-model-changes.js';

const sideTabs = ['properties', 'differences', 'problems', 'outline', 'import'] as const;
export type SideTab = (typeof sideTabs)[number];

interface ModelerSideProps {
  readonly tab: SideTab;
  readonly onTab: (tab: SideTab) => void;
  readonly panelRef: RefObject<HTMLDivElement | null>;
  readonly modeler: BpmnModeler | undefined;
  readonly changes: ModelChanges;
  readonly analysis: Analysis;
  readonly guide: TailoringGuide;
  /** Of a draft that has just been imported. */
  readonly importReport: ImportReport | undefined;
  readonly reasons: Readonly<Record<string, string>>;
  readonly onReasons: (reasons: Readonly<Record<string, string>>) => void;
  readonly onSelect: (elementId: string | undefined) => void;
}

export function ModelerSide(props: ModelerSideProps) {
  const { tab, onTab, panelRef, modeler, changes, analysis, guide, reasons, onReasons, onSelect } =
    props;
  const { importReport } = props;
  const { t } = useTranslation();
  const counts: Partial<Record<SideTab, number>> = {
    differences: analysis.differences.length,
    problems: analysis.problems.length,
  };
  const hidden: readonly SideTab[] = [
    ...(guide.isTailoring ? [] : (['differences'] as const)),
    ...(importReport === undefined ? (['import'] as const) : []),
  ];
  const shownTabs = sideTabs.filter((name) => !hidden.includes(name));
  const focusPanel = (): void => {
    onTab('properties');
    requestAnimationFrame(() =>
      panelRef.current
        ?.querySelector<HTMLElement>('input:not([disabled]), textarea:not([disabled])')
        ?.focus(),
    );
  };
  return (
    <aside className="lem-modeler-side" aria-label={t('modeler.sideLabel')}>
      <Tabs
        value={tab}
        onChange={(value) => onTab(sideTabs.find((known) => known === value) ?? 'properties')}
        keepMounted
        className="lem-side-tabs"
      >
        <Tabs.List>
          {shownTabs.map((name) => {
            const label = t(`modeler.tabs.${name}`);
            const count = counts[name] ?? 0;
            return (
              <Tabs.Tab key={name} value={name}>
                {count > 0 ? t('modeler.tabCount', { label, count }) : label}
              </Tabs.Tab>
            );
          })}
        </Tabs.List>
        <Tabs.Panel value="properties" className="lem-side-panel">
          <div ref={panelRef} className="lem-properties" />
        </Tabs.Panel>
        {guide.isTailoring && (
          <Tabs.Panel value="differences" className="lem-side-panel" tabIndex={0}>
            <DifferenceList
              analysis={analysis}
              reasons={reasons}
              onReasons={onReasons}
              onSelect={onSelect}
            />
          </Tabs.Panel>
        )}
        <Tabs.Panel value="problems" className="lem-side-panel" tabIndex={0}>
          <ProblemList problems={analysis.problems} onSelect={onSelect} />
        </Tabs.Panel>
        {importReport !== undefined && (
          <Tabs.Panel value="import" className="lem-side-panel" tabIndex={0}>
            <ImportLines report={importReport} onSelect={onSelect} />
          </Tabs.Panel>
        )}
        <Tabs.Panel value="outline" className="lem-side-panel">
          {modeler !== undefined && (
            <Outline
              modeler={modeler}
              xml={changes.xml}
              selectedId={changes.selectedId}
              analysis={analysis}
              guide={guide}
              onSelect={onSelect}
              onOpen={focusPanel}
            />
          )}
        </Tabs.Panel>
      </Tabs>
    </aside>
  );
}
