import { Alert, Button, Group, Stack } from '@mantine/core';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecordTypeDescription } from '../../../server/contract/index.js';
import { describeError } from '../../api/describe-error.js';
import { ApiProblemError, isStatus } from '../../api/errors.js';
import { RecordField } from './record-field.js';
import { changedFields, type FieldValues } from './record-values.js';

interface RecordFormProps {
  readonly type: RecordTypeDescription;
  readonly initial: FieldValues;
  /** Only these, for a transition; left out, all. */
  readonly only?: readonly string[];
  readonly required?: readonly string[];
  readonly submitLabel: string;
  readonly isBusy: boolean;
  readonly error: unknown;
  /** Reads the version that somebody else has made. */
  readonly onStale?: () => void;
  /** With what was changed since the form was opened, nothing else. */
  readonly onSubmit: (changes: Record<string, unknown>) => void;
  readonly onCancel: () => void;
}

/** A form made from the schema of a type; what is wrong stands at its field. */
export function RecordForm(props: RecordFormProps) {
  const { type, initial, submitLabel, isBusy, error, onSubmit, onCancel } = props;
  const { only, required = type.schema.required } = props;
  const { t } = useTranslation();
  const [start] = useState<FieldValues>(initial);
  const [values, setValues] = useState<FieldValues>(initial);
  const errors = error instanceof ApiProblemError ? error.fieldErrors : [];
  const fields = Object.entries(type.schema.properties).filter(
    ([name]) => only === undefined || only.includes(name),
  );
  function submit(event: FormEvent): void {
    event.preventDefault();
    onSubmit(changedFields(start, values));
  }
  return (
    <form onSubmit={submit} noValidate>
      <Stack maw={720}>
        <FormProblem error={error} onStale={props.onStale} />
        {fields.map(([name, field]) => (
          <RecordField
            key={name}
            field={field}
            value={values[name]}
            isRequired={required.includes(name)}
            error={errors.find(({ path }) => path.split('.')[0] === name)?.message}
            onChange={(value) => setValues((previous) => ({ ...previous, [name]: value }))}
          />
        ))}
        <Group justify="flex-end">
          <Button variant="default" onClick={onCancel}>
            {t('actions.cancel')}
          </Button>
          <Button type="submit" loading={isBusy}>
            {submitLabel}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

interface FormProblemProps {
  readonly error: unknown;
  readonly onStale: (() => void) | undefined;
}

function FormProblem({ error, onStale }: FormProblemProps) {
  const { t } = useTranslation();
  if (error === null || error === undefined) return null;
  if (isStatus(error, 412) && onStale !== undefined) {
    return (
      <Alert color="orange" role="alert" title={t('records.staleTitle')}>
        <p>{t('records.staleText')}</p>
        <Button size="xs" variant="default" onClick={onStale}>
          {t('records.readNew')}
        </Button>
      </Alert>
    );
  }
  return (
    <Alert color="red" role="alert">
      {describeError(error, t)}
    </Alert>
  );
}
