/** A table of a list that the server searches, sorts and cuts: its rows are one page of it. */
import '../styles/table.css'
import type { ReactNode } from 'react'
import type { Column } from './data-table.tsx'
import { COLUMNS_NARROW, Grid, SortSelect } from './data-table.tsx'
import { Pager } from './pager.tsx'
import type { Sort } from './sorting.ts'

interface ServedTableProps<Row> {
  readonly label: string
  readonly rows: readonly Row[]
  readonly columns: readonly Column<Row>[]
  readonly rowKey: (row: Row) => string
  readonly sort: Sort
  readonly sortBy: (sort: Sort) => void
  /** From 0. */
  readonly page: number
  readonly pageSize: number
  /** On all pages. */
  readonly total: number
  readonly turn: (page: number) => void
  /** Filters above the table. */
  readonly tools: ReactNode
  /** Beside them, at the end: all that match as a file. */
  readonly file: ReactNode
  /** Shown in the table's place when there are no rows. */
  readonly empty: ReactNode
}

export function ServedTable<Row>(props: ServedTableProps<Row>) {
  const { label, rows, columns, page, pageSize, total, sort, sortBy } = props
  const pages = Math.max(1, Math.ceil(total / pageSize))
  const cut = { page, pages, first: page * pageSize + 1, last: page * pageSize + rows.length }
  return (
    <div className="table-box">
      <div className="stack" data-wide={columns.length > COLUMNS_NARROW}>
        <div className="table-tools">
          {props.tools}
          {rows.length === 0 ? null : <SortSelect columns={columns} sort={sort} sortBy={sortBy} />}
          {props.file}
        </div>
        {rows.length === 0 ? props.empty : <Grid {...props} shown={rows} />}
        {pages < 2 ? null : <Pager label={label} cut={cut} total={total} turn={props.turn} />}
      </div>
    </div>
  )
}
