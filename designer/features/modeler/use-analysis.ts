import { useEffect, useRef, useState } from 'react';
import { analyzeModel, nothing, type Analysis, type AnalysisInput } from './analyze-model.js';

const QUIET_MS = 400;

/** Analyses the model shortly after it stands still; an older answer never overtakes a newer one. */
export function useAnalysis(input: AnalysisInput): {
  readonly analysis: Analysis;
  readonly isStale: boolean;
} {
  const [state, setState] = useState<{
    readonly of: AnalysisInput | undefined;
    readonly analysis: Analysis;
  }>({
    of: undefined,
    analysis: nothing,
  });
  const { xml, formIds, baseXml, reasons } = input;
  const run = useRef(0);
  useEffect(() => {
    const current = (run.current += 1);
    const wanted = { xml, formIds, baseXml, reasons };
    const timer = setTimeout(() => {
      analyzeModel(wanted).then(
        (analysis) => {
          if (run.current === current) setState({ of: wanted, analysis });
        },
        () => {
          if (run.current === current) setState({ of: wanted, analysis: nothing });
        },
      );
    }, QUIET_MS);
    return () => clearTimeout(timer);
  }, [xml, formIds, baseXml, reasons]);
  const isStale = state.of?.xml !== xml || state.of.reasons !== reasons;
  return { analysis: state.analysis, isStale };
}
