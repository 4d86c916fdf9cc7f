import { createColumnHelper, tableFeatures, useTable, type ColumnDef } from '@tanstack/react-table';
import classes from './data-table.module.css';

const features = tableFeatures({});
type Features = typeof features;

/** Columns of a `DataTable`; build them at module level or in a memo. */
export type Column<Row extends object> = ColumnDef<Features, Row, unknown>;

export const createColumns = <Row extends object>() => createColumnHelper<Features, Row>();

interface DataTableProps<Row extends object> {
  readonly label: string;
  readonly columns: Column<Row>[];
  readonly rows: Row[];
  readonly getRowId: (row: Row) => string;
}

/** A dense table whose head and first column stay in view. */
export function DataTable<Row extends object>({
  label,
  columns,
  rows,
  getRowId,
}: DataTableProps<Row>) {
  const table = useTable({ features, columns, data: rows, getRowId });
  return (
    <div className={classes['scroller']} role="region" aria-label={label} tabIndex={0}>
      <table className={classes['table']}>
        <thead>
          {table.getHeaderGroups().map((group) => (
            <tr key={group.id}>
              {group.headers.map((header) => (
                <th key={header.id} scope="col">
                  {header.isPlaceholder ? null : <table.FlexRender header={header} />}
                </th>
              ))}
            </tr>
          ))}
        </thead>
        <tbody>
          {table.getRowModel().rows.map((row) => (
            <tr key={row.id}>
              {row.getAllCells().map((cell) => (
                <td key={cell.id}>
                  <table.FlexRender cell={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
