import { useCallback, useState } from 'react';
import type { DecisionFile } from './new-decisions.js';

export interface DecisionFiles {
  readonly files: readonly DecisionFile[];
  readonly add: (file: DecisionFile) => void;
  readonly change: (name: string, xml: string) => void;
  readonly remove: (name: string) => void;
  /** The file that is being edited; left out, the process itself. */
  readonly shown: DecisionFile | undefined;
  readonly show: (name: string | undefined) => void;
}

/** The decision files of a draft as they stand now. */
export function useDecisionFiles(first: readonly DecisionFile[]): DecisionFiles {
  const [files, setFiles] = useState(first);
  const [shownName, show] = useState<string>();
  const add = useCallback((file: DecisionFile) => {
    setFiles((known) => [...known, file]);
    show(file.name);
  }, []);
  const change = useCallback(
    (name: string, xml: string) =>
      setFiles((known) => known.map((file) => (file.name === name ? { name, xml } : file))),
    [],
  );
  const remove = useCallback((name: string) => {
    setFiles((known) => known.filter((file) => file.name !== name));
    show(undefined);
  }, []);
  const shown = files.find(({ name }) => name === shownName);
  return { files, add, change, remove, shown, show };
}
