/** Imports of staff, students and classes from the command line: the operator imports with the reach of the whole district. */

import { authorise } from '../../access/authorise.ts'
import type { Principal } from '../../access/principal.ts'
import { Failure } from '../../roster/failure.ts'
import { inDistrict } from '../../store/database.ts'
import type { DomainWorld } from '../../store/world.ts'
import { importRoster, previewRoster } from './import-roster.ts'
import type { RosterFile, RosterImporter } from './read-import.ts'
import { undoRosterImport } from './undo-import.ts'

interface OrderedFile extends RosterFile {
  readonly districtId: string
}

/**
 * Binds the import to an installation. No links are made for staff: an administrator makes them at the page.
 * @throws Failure IMPORT_REFUSED
 */
export function openRosterImportDesk(world: DomainWorld) {
  const importer = (districtId: string): RosterImporter => ({
    grant: authorise(operatorOf(districtId), 'bulk_import:staff_student_group_data'),
    by: 'cli',
    unit: (work) => inDistrict(world.database, { districtId, actor: 'cli' }, work),
  })
  return {
    async preview({ districtId, ...file }: OrderedFile) {
      const look = await previewRoster(world, importer(districtId), file)
      if ('problem' in look) throw refusalOf(look)
      const { columns, rows, seats } = look
      const count = (outcome: string): number => rows.filter((one) => one.outcome === outcome).length
      return {
        columns,
        counts: { new: count('new'), changed: count('changed'), already: count('already'), out: count('out') },
        rows: rows.map(({ row, outcome, effects, notes }) => ({
          row,
          outcome,
          does: effects.map(({ effect }) => effect),
          notes,
        })),
        // By numbers alone: the rows are the operator's own file.
        seats: seats?.map(({ kind, name, moveCounts, short }) => ({ kind, name, moveCounts, short })) ?? null,
      }
    },
    async run({ districtId, leavesOut, ...file }: OrderedFile & { readonly leavesOut: boolean }) {
      const outcome = await importRoster(world, importer(districtId), { file, plan: null, leavesOut, link: null })
      if (!('problem' in outcome)) return outcome
      if (outcome.problem === 'nothing_new') return { importId: null, added: 0, changed: 0, already: 0, leftOut: 0 }
      throw refusalOf(outcome)
    },
    async undo(districtId: string, importId: string) {
      const outcome = await undoRosterImport(world, importer(districtId), importId)
      if (outcome === null) throw refusalOf({ problem: 'import_unknown' })
      if ('problem' in outcome) throw refusalOf(outcome)
      return outcome
    },
  }
}

/** Whoever runs the installation reaches what a district's administrator does. */
function operatorOf(districtId: string): Principal {
  const roles = [{ role: 'district_admin', scopeType: 'district', scopeId: districtId }] as const
  return { districtId, personId: null, customerId: null, roles }
}

const SAYS = {
  empty: 'The file is empty. It needs a row of column names and at least one line.',
  too_large: 'The file is larger than what is taken at once. Split it.',
  too_many_rows: 'The file has more than 5000 rows. Split it and import the parts one after the other.',
  other_file: 'This is no CSV file but a workbook, a PDF, a picture or a packed file. Save it as CSV.',
  encoding: 'The file is written in UTF-16. Save it as UTF-8.',
  header: 'The row of column names is no CSV.',
  semicolons: 'The cells are not set apart by commas. Save the file with commas.',
  plan_changed: 'What the file would do has changed meanwhile. Look at it again.',
  plan_old: 'The file was looked at more than an hour ago. Look at it again.',
  rows_out:
    'Some rows can’t be taken, so nothing was imported. See them with --dry-run; put them right, or leave them out with --skip-faulty.',
  nothing_new: 'The roster says all of it already.',
  roster_busy: 'A sync is writing the roster just now. Try again in a minute.',
  import_unknown: 'There is no such import in the district.',
  undone_already: 'This import was taken back already.',
} as const

function refusalOf(
  refused:
    | { readonly problem: keyof typeof SAYS }
    | { readonly problem: 'columns_missing' | 'column_twice'; readonly columns: readonly string[] },
): Failure {
  const says =
    'columns' in refused
      ? `${refused.problem === 'column_twice' ? 'Two columns mean' : 'The file lacks the columns'} ${refused.columns.join(', ')}.`
      : SAYS[refused.problem]
  return new Failure('IMPORT_REFUSED', 'operator', says)
}
