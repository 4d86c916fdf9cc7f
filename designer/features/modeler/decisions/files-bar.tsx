import { Button, FileButton, Group, Menu, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ModelProblem } from '../../../../server/contract/index.js';
import { DeployedDecisionDialog } from './deployed-decision-dialog.js';
import { findFreeName } from './file-names.js';
import { NewDecisionDialog } from './new-decision-dialog.js';
import { RemoveDecisionDialog } from './remove-decision-dialog.js';
import type { DecisionFiles } from './use-decision-files.js';

const PROCESS = '';

type Dialog = 'new' | 'deployed' | 'remove';

interface FilesBarProps {
  readonly decisions: DecisionFiles;
  readonly problems: readonly ModelProblem[];
}

/** What the draft consists of, the process and its decisions, and ways to add more. */
export function FilesBar({ decisions, problems }: FilesBarProps) {
  const { t } = useTranslation();
  const [dialog, setDialog] = useState<Dialog>();
  const { files, add, shown, show } = decisions;
  const count = (name: string): number => problems.filter(({ file }) => file === name).length;
  const label = (name: string): string =>
    count(name) === 0 ? name : t('modeler.tabCount', { label: name, count: count(name) });
  const upload = async (file: File | null): Promise<void> => {
    if (file !== null) add({ name: findFreeName(file.name, files), xml: await file.text() });
  };
  const close = (): void => setDialog(undefined);
  return (
    <Group className="lem-files" gap="sm">
      <SegmentedControl
        aria-label={t('modeler.decisions.files')}
        size="xs"
        value={shown?.name ?? PROCESS}
        onChange={(name) => show(name === PROCESS ? undefined : name)}
        data={[
          { value: PROCESS, label: t('modeler.decisions.process') },
          ...files.map(({ name }) => ({ value: name, label: label(name) })),
        ]}
      />
      <FileButton accept=".dmn,text/xml,application/xml" onChange={(file) => void upload(file)}>
        {({ onClick: chooseFile }) => (
          <Menu position="bottom-start">
            <Menu.Target>
              <Button size="compact-sm" variant="default">
                {t('modeler.decisions.add')}
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item onClick={() => setDialog('new')}>{t('modeler.decisions.new')}</Menu.Item>
              <Menu.Item onClick={() => setDialog('deployed')}>
                {t('modeler.decisions.deployed')}
              </Menu.Item>
              <Menu.Item onClick={chooseFile}>{t('modeler.decisions.upload')}</Menu.Item>
            </Menu.Dropdown>
          </Menu>
        )}
      </FileButton>
      {shown !== undefined && (
        <Button size="compact-sm" variant="default" onClick={() => setDialog('remove')}>
          {t('modeler.decisions.remove')}
        </Button>
      )}
      {dialog === 'new' && <NewDecisionDialog files={files} onAdd={add} onClose={close} />}
      {dialog === 'deployed' && (
        <DeployedDecisionDialog files={files} onAdd={add} onClose={close} />
      )}
      {dialog === 'remove' && shown !== undefined && (
        <RemoveDecisionDialog name={shown.name} onRemove={decisions.remove} onClose={close} />
      )}
    </Group>
  );
}
