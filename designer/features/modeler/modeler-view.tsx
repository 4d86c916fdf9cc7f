import 'bpmn-js/dist/assets/bpmn-font/css/bpmn-embedded.css';
import 'bpmn-js/dist/assets/diagram-js.css';
import 'bpmn-js/dist/assets/bpmn-js.css';
import '@bpmn-io/properties-panel/dist/assets/properties-panel.css';
import '../../components/diagram/diagram.css';
import './modeler.css';
import type BpmnModeler from 'bpmn-js/lib/Modeler';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportReport } from '../../../engine/foreign/index.js';
import type { Draft } from '../../../server/contract/index.js';
import type { Canvas } from '../../components/diagram/canvas-services.js';
import { ZoomControls } from '../../components/diagram/zoom-controls.js';
import { importReportKey } from '../../components/import-report.js';
import { ErrorState } from '../../components/page-states.js';
import { useDecisionCatalogue } from './decision-catalogue.js';
import { DecisionsView } from './decisions/decisions-view.js';
import { FilesBar } from './decisions/files-bar.js';
import { useDecisionFiles } from './decisions/use-decision-files.js';
import type { EditHistory } from './decisions/use-dmn-modeler.js';
import { ModelerBar } from './modeler-bar.js';
import { ModelerSide, type SideTab } from './modeler-side.js';
import { createPanelWords } from './properties/panel-words.js';
import { RefusalMessage } from './refusal-message.js';
import { StaleMessage } from './stale-message.js';
import type { TailoringGuide } from './tailoring/tailoring-guide.js';
import { useDraftAnalysis } from './use-draft-analysis.js';
import { useCanvasMarks } from './use-canvas-marks.js';
import { idle, useDrawingHistory } from './use-drawing-history.js';
import { useDraftSaving } from './use-draft-saving.js';
import { useModelChanges } from './use-model-changes.js';
import { fitBesidePalette, useModeler } from './use-modeler.js';
import { useSaveKey } from './use-save-key.js';
import { useSelectElement } from './use-select-element.js';

interface ModelerViewProps {
  readonly draft: Draft;
  readonly guide: TailoringGuide;
}

function ModelerZoom({ modeler }: { readonly modeler: BpmnModeler }) {
  const { t } = useTranslation();
  const canvas = modeler.get<Canvas>('canvas');
  return (
    <ZoomControls
      label={t('processes.diagram.zoom')}
      onZoom={(factor) => canvas.zoom(canvas.zoom() * factor, 'auto')}
      onFit={() => fitBesidePalette(canvas)}
    />
  );
}

export function ModelerView({ draft, guide }: ModelerViewProps) {
  const { t } = useTranslation();
  const formIds = useMemo(() => draft.forms.map(({ formId }) => formId), [draft.forms]);
  const words = useMemo(() => createPanelWords(t), [t]);
  const decisionCatalogue = useDecisionCatalogue();
  const { canvasRef, panelRef, modeler, error } = useModeler(draft.xml, {
    guide,
    formIds,
    decisionCatalogue,
    words,
  });
  const changes = useModelChanges(modeler, draft.xml);
  const [reasons, setReasons] = useState<Readonly<Record<string, string>>>(draft.reasons);
  const importReport = useQueryClient().getQueryData<ImportReport>(importReportKey(draft.draftKey));
  const [tab, setTab] = useState<SideTab>('properties');
  const isImported = importReport !== undefined;
  useEffect(() => {
    // Not before: the panel of properties must be there when the modeler begins.
    if (modeler !== undefined && isImported) setTab('import');
  }, [modeler, isImported]);
  const decisions = useDecisionFiles(draft.decisions);
  const { files } = decisions;
  const content = useMemo(
    () => ({ xml: changes.xml, reasons, decisions: files }),
    [changes.xml, reasons, files],
  );
  const saving = useDraftSaving(draft, content);
  const { analysis, isStale } = useDraftAnalysis(files, {
    xml: changes.xml,
    formIds,
    baseXml: draft.baseXml,
    reasons,
  });
  const drawing = useDrawingHistory(modeler, changes);
  const [editing, setEditing] = useState<EditHistory>();
  const select = useSelectElement(modeler);
  useCanvasMarks(modeler, { guide, analysis, baseXml: draft.baseXml });
  const { mutate: save } = saving.save;
  useSaveKey(useCallback(() => save(), [save]));
  if (error !== undefined) return <ErrorState error={error} />;
  return (
    <div className="lem-modeler">
      <ModelerBar
        draft={draft}
        history={decisions.shown === undefined ? drawing : (editing ?? idle)}
        saving={saving}
        analysis={analysis}
        isAnalysisStale={isStale}
        onShow={setTab}
      />
      <StaleMessage saving={saving} xml={changes.xml} name={draft.name} />
      <RefusalMessage modeler={modeler} guide={guide} />
      <FilesBar decisions={decisions} problems={analysis.problems} />
      {decisions.shown !== undefined && (
        <DecisionsView
          file={decisions.shown}
          decisions={decisions}
          problems={analysis.problems}
          onHistory={setEditing}
        />
      )}
      <div className="lem-modeler-body" hidden={decisions.shown !== undefined}>
        <section
          className="lem-canvas lem-modeler-canvas"
          aria-label={t('modeler.canvas', { name: draft.name })}
        >
          <div ref={canvasRef} className="lem-modeler-drawing" />
          {modeler !== undefined && <ModelerZoom modeler={modeler} />}
        </section>
        <ModelerSide
          tab={tab}
          onTab={setTab}
          panelRef={panelRef}
          modeler={modeler}
          changes={changes}
          analysis={analysis}
          guide={guide}
          importReport={importReport}
          reasons={reasons}
          onReasons={setReasons}
          onSelect={select}
        />
      </div>
    </div>
  );
}
