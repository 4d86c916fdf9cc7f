import { Kbd, Modal, Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';

const keys = [
  ['next', 'j'],
  ['previous', 'k'],
  ['claim', 'c'],
  ['release', 'u'],
  ['form', 'e'],
  ['complete', 'Ctrl Enter'],
  ['choose', 'x'],
  ['goTo', 'g i'],
  ['search', '/'],
  ['commands', 'Ctrl K'],
  ['help', '?'],
] as const;

export function KeyHelp({
  isOpen,
  onClose,
}: {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={t('inbox.keys.title')}
      closeButtonProps={{ 'aria-label': t('actions.close') }}
    >
      <Table>
        <Table.Tbody>
          {keys.map(([action, key]) => (
            <Table.Tr key={action}>
              <Table.Th scope="row" fw={400}>
                {t(`inbox.keys.${action}`)}
              </Table.Th>
              <Table.Td ta="right">
                <Kbd>{key}</Kbd>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Modal>
  );
}
