/** A short table as it stands: nothing to sort, to page or to take along; on a narrow screen rows become cards. */
import '../styles/table.css'
import { Title } from '@mantine/core'
import { type Column, Grid } from './data-table.tsx'

interface PlainTableProps<Row> {
  readonly label: string
  readonly rows: readonly Row[]
  /** None of them sorted. */
  readonly columns: readonly (Column<Row> & { readonly unsorted: true })[]
  readonly rowKey: (row: Row) => string
}

export function PlainTable<Row>({ label, rows, columns, rowKey }: PlainTableProps<Row>) {
  return (
    <section className="table-box" aria-label={label}>
      <Title order={3} size="h4">
        {label}
      </Title>
      <Grid
        label={label}
        columns={columns}
        rowKey={rowKey}
        shown={rows}
        sort={{ column: '', descending: false }}
        sortBy={() => undefined}
      />
    </section>
  )
}
