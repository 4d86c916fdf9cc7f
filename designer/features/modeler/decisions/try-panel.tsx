import { Alert, Button, List, Select, Stack, Text, TextInput, Title } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../../session/session-context.js';
import type { DecisionFile } from './new-decisions.js';
import { listTrials, tryDecision, type Trial, type Tried } from './try-decision.js';

interface TryPanelProps {
  readonly file: DecisionFile;
  readonly files: readonly DecisionFile[];
}

/** Makes a decision of the file with inputs of one's own, by the code that makes it in processes. */
export function TryPanel({ file, files }: TryPanelProps) {
  const { t } = useTranslation();
  const [chosenId, setChosenId] = useState<string | null>(null);
  const { data: trials = [] } = useQuery({
    queryKey: ['decision-trials', file.name, file.xml],
    queryFn: () => listTrials(file, files),
    gcTime: 0,
  });
  const trial = trials.find(({ id }) => id === chosenId) ?? trials[0];
  return (
    <Stack gap="sm" p="md" className="lem-decisions-try">
      <Title order={2} fz={14}>
        {t('modeler.decisions.try')}
      </Title>
      {trial === undefined ? (
        <Text c="dimmed">{t('modeler.decisions.nothingToTry')}</Text>
      ) : (
        <>
          {trials.length > 1 && (
            <Select
              label={t('modeler.decisions.decision')}
              data={trials.map(({ id, name }) => ({ value: id, label: name }))}
              value={trial.id}
              onChange={setChosenId}
              allowDeselect={false}
            />
          )}
          <TrialForm key={trial.id} trial={trial} file={file} files={files} />
        </>
      )}
    </Stack>
  );
}

function TrialForm({ trial, file, files }: TryPanelProps & { readonly trial: Trial }) {
  const { t } = useTranslation();
  const { zone } = useSession().session.person;
  const [given, setGiven] = useState<Readonly<Record<string, string>>>({});
  const attempt = useMutation({
    mutationFn: () => tryDecision(file, files, trial, given, { now: Date.now(), zone }),
  });
  const errors = attempt.data && 'inputErrors' in attempt.data ? attempt.data.inputErrors : {};
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        attempt.mutate();
      }}
    >
      <Stack gap="sm">
        {trial.inputs.map(({ key, name, isText }) => (
          <TextInput
            key={key}
            label={name}
            description={t(isText ? 'modeler.decisions.asText' : 'modeler.decisions.asFeel')}
            value={given[key] ?? ''}
            onChange={({ currentTarget: { value } }) => setGiven({ ...given, [key]: value })}
            error={errors[key]}
          />
        ))}
        <Button type="submit" loading={attempt.isPending} style={{ alignSelf: 'flex-start' }}>
          {t('modeler.decisions.decide')}
        </Button>
        <div role="status">
          {attempt.data && 'value' in attempt.data && <TriedResult tried={attempt.data} />}
        </div>
      </Stack>
    </form>
  );
}

function TriedResult({ tried }: { readonly tried: Tried }) {
  const { t } = useTranslation();
  const { value, failure, tables, warnings } = tried;
  return (
    <Stack gap="xs">
      {failure === undefined ? (
        <Text fw={600}>{t('modeler.decisions.result', { value })}</Text>
      ) : (
        <Alert color="red">{failure}</Alert>
      )}
      {tables.map(({ id, name, hitPolicy, rules }) => (
        <Text key={id} fz="sm">
          {rules.length === 0
            ? t('modeler.decisions.noRule', { name })
            : t('modeler.decisions.fired', {
                name,
                hitPolicy,
                rules: rules.map(({ index }) => String(index)).join(', '),
              })}
        </Text>
      ))}
      {warnings.length > 0 && (
        <List fz="sm" aria-label={t('modeler.decisions.warnings')}>
          {warnings.map((warning, index) => (
            <List.Item key={`${String(index)}:${warning}`}>{warning}</List.Item>
          ))}
        </List>
      )}
    </Stack>
  );
}
