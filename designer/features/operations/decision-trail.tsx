import { Table, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { EvaluatedDecision } from '../../../server/contract/index.js';
import { formatValue } from '../../components/format-value.js';
import classes from './instance.module.css';

type EvaluatedTable = EvaluatedDecision['tables'][number];

function Inputs({ inputs }: { readonly inputs: EvaluatedTable['evaluatedInputs'] }) {
  const { t } = useTranslation();
  if (inputs.length === 0) return null;
  return (
    <Table withTableBorder captionSide="top">
      <Table.Caption>{t('operations.decisions.decidedFrom')}</Table.Caption>
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">{t('operations.decisions.input')}</Table.Th>
          <Table.Th scope="col">{t('operations.columns.value')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {inputs.map(({ inputName, inputValue }) => (
          <Table.Tr key={inputName}>
            <Table.Th scope="row" fw={500}>
              {inputName}
            </Table.Th>
            <Table.Td>
              <pre className={classes['value']}>{formatValue(inputValue)}</pre>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function FiredRules({ table }: { readonly table: EvaluatedTable }) {
  const { t } = useTranslation();
  const { matchedRules } = table;
  const outputs = matchedRules[0]?.evaluatedOutputs.map(({ outputName }) => outputName) ?? [];
  const hasNotes = matchedRules.some(({ annotations = [] }) => annotations.length > 0);
  if (matchedRules.length === 0) return <Text>{t('operations.decisions.noRule')}</Text>;
  return (
    <Table withTableBorder captionSide="top">
      <Table.Caption>
        {t('operations.decisions.firedRules', { count: matchedRules.length })}
      </Table.Caption>
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">{t('operations.decisions.rule')}</Table.Th>
          {outputs.map((name) => (
            <Table.Th key={name} scope="col">
              {name === '' ? t('operations.decisions.result') : name}
            </Table.Th>
          ))}
          {hasNotes && <Table.Th scope="col">{t('operations.decisions.notes')}</Table.Th>}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {matchedRules.map(({ ruleId, ruleIndex, evaluatedOutputs, annotations }) => (
          <Table.Tr key={ruleIndex}>
            <Table.Th scope="row" fw={500} title={ruleId}>
              {ruleIndex}
            </Table.Th>
            {evaluatedOutputs.map(({ outputName, outputValue }) => (
              <Table.Td key={outputName}>
                <pre className={classes['value']}>{formatValue(outputValue)}</pre>
              </Table.Td>
            ))}
            {hasNotes && <Table.Td>{annotations?.join(', ')}</Table.Td>}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

/** How one of the decisions behind a result came about. */
export function DecisionTrail({ part }: { readonly part: EvaluatedDecision }) {
  const { t } = useTranslation();
  return (
    <div className={classes['trail']}>
      <Title order={4} fz={14}>
        {part.decisionDefinitionName} {t('operations.decisions.gave')}{' '}
        <code className={classes['value']}>{formatValue(part.output)}</code>
      </Title>
      {part.tables.length === 0 && <Inputs inputs={part.evaluatedInputs} />}
      {part.tables.map((table, index) => (
        <div key={index} className={classes['trail']}>
          <Text fz="sm">
            {t('operations.decisions.tableOf', {
              name: table.name,
              policy: [table.hitPolicy, table.aggregation]
                .filter((word) => word !== undefined)
                .join(' '),
            })}
          </Text>
          <Inputs inputs={table.evaluatedInputs} />
          <FiredRules table={table} />
        </div>
      ))}
    </div>
  );
}
