import { useEffect, useState } from 'react';
import type { Draft } from '../../../server/contract/index.js';
import {
  createTailoringGuide,
  freeGuide,
  type TailoringGuide,
} from './tailoring/tailoring-guide.js';

async function readGuide(baseXml: string): Promise<TailoringGuide> {
  const [{ parseBpmn }, { readModel }] = await Promise.all([
    import('../../../engine/parser/index.js'),
    import('../../../engine/tailoring/index.js'),
  ]);
  const { definitions } = await parseBpmn(baseXml);
  return definitions === undefined ? freeGuide : createTailoringGuide(readModel(definitions));
}

/** The guidelines of the pinned standard, or complete freedom for a draft that tailors nothing. */
export function useTailoringGuide(draft: Draft | undefined): TailoringGuide | undefined {
  const [guide, setGuide] = useState<TailoringGuide>();
  const baseXml = draft?.baseXml;
  const isKnown = draft !== undefined;
  useEffect(() => {
    if (!isKnown) return undefined;
    if (baseXml === undefined) {
      setGuide(freeGuide);
      return undefined;
    }
    let isGone = false;
    void readGuide(baseXml).then((read) => {
      if (!isGone) setGuide(read);
    });
    return () => {
      isGone = true;
    };
  }, [baseXml, isKnown]);
  return guide;
}
