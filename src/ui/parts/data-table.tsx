/** A table that sorts, pages and exports; on a narrow screen each row becomes a card of labelled values. */
import '../styles/table.css'
import { Button, NativeSelect } from '@mantine/core'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { saveCsv, toCsv } from '../csv.ts'
import { t } from '../translate.ts'
import { downloadIcon } from './icons.tsx'
import { Pager } from './pager.tsx'
import { cutPage, sortRows } from './sorting.ts'
import type { Sort } from './sorting.ts'

export interface Column<Row> {
  readonly key: string
  readonly label: string
  /** What is sorted, and exported unless `exported` says otherwise; null where there is none. */
  readonly value: (row: Row) => string | number | null
  readonly exported?: (row: Row) => string | number | null
  /** What is shown, when it is more than the value. */
  readonly cell?: (row: Row) => ReactNode
  readonly numeric?: boolean
  /** The table isn't sorted by it. */
  readonly unsorted?: boolean
}

/** More columns than this need more than a narrow card's room. */
export const COLUMNS_NARROW = 5

interface DataTableProps<Row> {
  readonly label: string
  readonly rows: readonly Row[]
  readonly columns: readonly Column<Row>[]
  readonly rowKey: (row: Row) => string
  readonly sortedBy: Sort
  /** What was asked for, where it can be asked otherwise: other rows begin at their first page, and the tools stay as they are. */
  readonly rowsOf?: string
  /** Told of another order, where there are more rows than these. */
  readonly onSort?: (sort: Sort) => void
  readonly pageSize?: number
  /** Filters above the table. */
  readonly tools?: ReactNode
  /** File name of the CSV. */
  readonly exportName: string
  /** Shown in the table's place when there are no rows. */
  readonly empty: ReactNode
}

export function DataTable<Row>(props: DataTableProps<Row>) {
  const { rows, columns, pageSize = 15 } = props
  const [sort, setSort] = useState(props.sortedBy)
  const [page, setPage] = useState(0)
  const [shownOf, setShownOf] = useState(props.rowsOf)
  if (shownOf !== props.rowsOf) {
    setShownOf(props.rowsOf)
    setPage(0)
  }
  const column = columns.find((one) => one.key === sort.column)
  const sorted = column === undefined ? rows : sortRows(rows, column.value, sort.descending)
  const cut = cutPage(sorted, page, pageSize)
  const sortBy = (next: Sort) => {
    setSort(next)
    setPage(0)
    props.onSort?.(next)
  }
  return (
    <div className="table-box">
      <div className="stack" data-wide={columns.length > COLUMNS_NARROW}>
        <div className="table-tools">
          {props.tools}
          {rows.length === 0 ? null : <SortSelect columns={columns} sort={sort} sortBy={sortBy} />}
          <Button
            className="table-export"
            variant="default"
            leftSection={downloadIcon}
            disabled={rows.length === 0}
            onClick={() => {
              exportRows(props, sorted)
            }}
          >
            {t('table.export')}
          </Button>
        </div>
        {rows.length === 0 ? props.empty : <Grid {...props} shown={cut.shown} sort={sort} sortBy={sortBy} />}
        {cut.pages < 2 ? null : <Pager label={props.label} cut={cut} total={rows.length} turn={setPage} />}
      </div>
    </div>
  )
}

function exportRows<Row>({ columns, exportName }: DataTableProps<Row>, rows: readonly Row[]): void {
  const header = columns.map((column) => column.label)
  saveCsv(
    exportName,
    toCsv(
      header,
      rows.map((row) => columns.map((column) => (column.exported ?? column.value)(row) ?? '')),
    ),
  )
}

function isSorted({ unsorted }: { readonly unsorted?: boolean }): boolean {
  return unsorted !== true
}

interface Sorting {
  readonly sort: Sort
  readonly sortBy: (next: Sort) => void
}

/** On a narrow screen there is no header to press. */
export function SortSelect<Row>({ columns, sort, sortBy }: Sorting & { readonly columns: readonly Column<Row>[] }) {
  return (
    <NativeSelect
      className="table-sort-select"
      label={t('table.sort')}
      value={sort.column}
      data={columns.filter(isSorted).map((column) => ({ value: column.key, label: column.label }))}
      onChange={(change) => {
        sortBy({ column: change.currentTarget.value, descending: false })
      }}
    />
  )
}

interface GridProps<Row> extends Pick<DataTableProps<Row>, 'label' | 'columns' | 'rowKey'>, Sorting {
  readonly shown: readonly Row[]
}

/** Written out because a table that is laid out as blocks loses its roles in some browsers. */
const AS = {
  table: { role: 'table' },
  group: { role: 'rowgroup' },
  row: { role: 'row' },
  cell: { role: 'cell' },
  header: { role: 'columnheader' },
} as const

/** The rows that are shown, and heads to sort by. */
export function Grid<Row>({ label, columns, rowKey, shown, sort, sortBy }: GridProps<Row>) {
  return (
    <table className="table" aria-label={label} {...AS.table}>
      <thead {...AS.group}>
        <tr {...AS.row}>
          {columns.map((column) => (
            <HeaderCell key={column.key} column={column} sort={sort} sortBy={sortBy} />
          ))}
        </tr>
      </thead>
      <tbody {...AS.group}>
        {shown.map((row) => (
          <tr key={rowKey(row)} {...AS.row}>
            {columns.map((column) => (
              <td key={column.key} {...AS.cell} data-label={column.label} data-numeric={column.numeric}>
                {column.cell === undefined ? (column.value(row) ?? t('table.none')) : column.cell(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function HeaderCell<Row>({ column, sort, sortBy }: Sorting & { readonly column: Column<Row> }) {
  if (column.unsorted === true)
    return (
      <th {...AS.header} scope="col" data-numeric={column.numeric}>
        <span className="table-head">{column.label}</span>
      </th>
    )
  const active = sort.column === column.key
  const direction = sort.descending ? 'descending' : 'ascending'
  return (
    <th {...AS.header} scope="col" aria-sort={active ? direction : 'none'} data-numeric={column.numeric}>
      <button
        type="button"
        className="table-sort"
        title={t('table.sort-by', { column: column.label })}
        onClick={() => {
          sortBy({ column: column.key, descending: active && !sort.descending })
        }}
      >
        {column.label}
        <span className="table-arrow" aria-hidden="true" data-direction={active ? direction : undefined} />
      </button>
    </th>
  )
}
