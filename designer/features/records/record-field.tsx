import {
  Button,
  Checkbox,
  Fieldset,
  NumberInput,
  Select,
  Stack,
  TagsInput,
  Textarea,
  TextInput,
} from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { RecordTypeField } from '../../../server/contract/index.js';
import { useSession } from '../../session/session-context.js';
import { fromLocalInput, itemFields, toLocalInput, type FieldValues } from './record-values.js';

interface RecordFieldProps {
  readonly field: RecordTypeField;
  readonly value: unknown;
  readonly isRequired: boolean;
  readonly error: string | undefined;
  readonly onChange: (value: unknown) => void;
}

/** The control that fits one field of a type. */
export function RecordField(props: RecordFieldProps) {
  const { field } = props;
  if (field.enum !== undefined) return <ChoiceField {...props} />;
  if (field.type === 'boolean') return <YesNoField {...props} />;
  if (field.type === 'integer' || field.type === 'number') return <NumberField {...props} />;
  if (field.type !== 'array') return <TextField {...props} />;
  return itemFields(field) === undefined ? <ListField {...props} /> : <RowsField {...props} />;
}

const frameOf = ({ field, isRequired, error }: RecordFieldProps) => ({
  label: field.title,
  description: field.description,
  required: isRequired,
  error,
});

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
const orNothing = (text: string): string | undefined => (text === '' ? undefined : text);

function ChoiceField(props: RecordFieldProps) {
  const { t } = useTranslation();
  const { field, value, onChange } = props;
  const data = (field.enum ?? []).map((one) => ({
    value: one,
    label: field['x-labels']?.[one] ?? one,
  }));
  return (
    <Select
      {...frameOf(props)}
      data={data}
      value={textOf(value) === '' ? null : textOf(value)}
      onChange={(chosen) => onChange(chosen ?? undefined)}
      clearable={!props.isRequired}
      clearButtonProps={{ 'aria-label': t('actions.clear') }}
    />
  );
}

function YesNoField({ field, value, error, onChange }: RecordFieldProps) {
  return (
    <Checkbox
      label={field.title}
      description={field.description}
      error={error}
      checked={value === true}
      onChange={(event) => onChange(event.currentTarget.checked ? true : undefined)}
    />
  );
}

function NumberField(props: RecordFieldProps) {
  const { field, value, onChange } = props;
  return (
    <NumberInput
      {...frameOf(props)}
      allowDecimal={field.type === 'number'}
      hideControls
      value={typeof value === 'number' ? value : ''}
      onChange={(next) => onChange(typeof next === 'number' ? next : undefined)}
    />
  );
}

function TextField(props: RecordFieldProps) {
  const { session } = useSession();
  const { zone } = session.person;
  const { field, value, onChange } = props;
  if (field['x-control'] === 'multiline') {
    return (
      <Textarea
        {...frameOf(props)}
        autosize
        minRows={2}
        maxRows={12}
        value={textOf(value)}
        onChange={(event) => onChange(orNothing(event.currentTarget.value))}
      />
    );
  }
  if (field.format === 'date-time') {
    return (
      <TextInput
        {...frameOf(props)}
        type="datetime-local"
        value={toLocalInput(value, zone)}
        onChange={(event) => onChange(fromLocalInput(event.currentTarget.value, zone))}
      />
    );
  }
  return (
    <TextInput
      {...frameOf(props)}
      type={field.format === 'date' ? 'date' : 'text'}
      value={textOf(value)}
      onChange={(event) => onChange(orNothing(event.currentTarget.value))}
    />
  );
}

function ListField(props: RecordFieldProps) {
  const { value, onChange } = props;
  const items = Array.isArray(value) ? value.map(String) : [];
  return (
    <TagsInput
      {...frameOf(props)}
      value={items}
      onChange={(next) => onChange(next.length === 0 ? undefined : next)}
    />
  );
}

/** A list whose items have fields of their own. */
function RowsField({ field, value, error, onChange }: RecordFieldProps) {
  const { t } = useTranslation();
  const { title: label } = field;
  const inner = Object.entries(itemFields(field) ?? {});
  const rows = (Array.isArray(value) ? value : []) as FieldValues[];
  const replace = (next: FieldValues[]): void => onChange(next.length === 0 ? undefined : next);
  return (
    <Fieldset legend={label}>
      <Stack>
        {error !== undefined && <span role="alert">{error}</span>}
        {rows.map((row, index) => (
          <Fieldset key={index} legend={t('records.row', { label, row: index + 1 })}>
            <Stack gap="xs">
              {inner.map(([name, one]) => (
                <RecordField
                  key={name}
                  field={one}
                  value={row[name]}
                  isRequired={false}
                  error={undefined}
                  onChange={(next) =>
                    replace(rows.map((one, at) => (at === index ? { ...row, [name]: next } : one)))
                  }
                />
              ))}
              <Button
                variant="default"
                size="xs"
                onClick={() => replace(rows.filter((_, at) => at !== index))}
              >
                {t('records.removeRow', { label, row: index + 1 })}
              </Button>
            </Stack>
          </Fieldset>
        ))}
        <Button variant="default" size="xs" onClick={() => replace([...rows, {}])}>
          {t('records.addRow', { label })}
        </Button>
      </Stack>
    </Fieldset>
  );
}
