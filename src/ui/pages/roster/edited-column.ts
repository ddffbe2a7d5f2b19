/** The column of a list of records that says how many of their fields are edited by hand. */
import type { Column } from '../../parts/data-table.tsx'
import { t } from '../../translate.ts'

export const editedColumn: Column<{ readonly editedFields: number }> = {
  key: 'edited',
  label: t('people.edited'),
  value: (row) => row.editedFields,
  cell: (row) => (row.editedFields === 0 ? '–' : t('people.edited.count', { count: row.editedFields })),
  numeric: true,
}
