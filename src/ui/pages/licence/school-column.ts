/** The schools of somebody in a list: two by name, and how many more; a file has them all. */
import type { Column } from '../../parts/data-table.tsx'
import { t } from '../../translate.ts'

const SHOWN = 2

export function schoolColumn<Row extends { readonly schools: readonly string[] }>(): Column<Row> {
  return {
    key: 'school',
    label: t('licence.school'),
    value: ({ schools }) => schools.join('; '),
    cell: ({ schools }) => schoolsShown(schools),
  }
}

function schoolsShown(schools: readonly string[]): string {
  const more = schools.length - SHOWN
  if (schools.length === 0) return t('table.none')
  if (more <= 1) return schools.join(', ')
  return t('licence.schools.more', { schools: schools.slice(0, SHOWN).join(', '), count: more })
}
