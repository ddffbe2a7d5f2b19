/** Older logs from the command line: the operator imports for a coach, with the reach of the whole district. */

import { authorise } from '../../access/authorise.ts'
import { operatorOf } from '../../access/principal.ts'
import { Failure } from '../../roster/failure.ts'
import { inDistrict } from '../../store/database.ts'
import type { DomainWorld } from '../../store/world.ts'
import { personNamed } from '../people/person-named.ts'
import { importLog, previewLog, undoImport } from './import-log.ts'
import type { Importer, LogFile, LogPlan } from './read-log.ts'

interface OrderedFile extends Omit<LogFile, 'coachId'> {
  readonly districtId: string
  /** A sourcedId, or `id:17`. */
  readonly coach: string
}

/**
 * Binds the import of logs to an installation.
 * @throws Failure PERSON_UNKNOWN, LOG_REFUSED
 */
export function openLogDesk(world: DomainWorld) {
  const importer = (districtId: string): Importer => ({
    grant: authorise(operatorOf(districtId), 'import:interaction'),
    by: 'cli',
    unit: (work) => inDistrict(world.database, { districtId, actor: 'cli' }, work),
  })
  return {
    async preview(file: OrderedFile) {
      const coachId = await personNamed(importer(file.districtId).unit, file.districtId, file.coach)
      const plan = await previewLog(world, importer(file.districtId), { ...file, coachId })
      if ('problem' in plan) throw refusalOf(plan)
      return presentPlan(plan)
    },
    async run(file: OrderedFile & { readonly leavesOut: boolean }) {
      const coachId = await personNamed(importer(file.districtId).unit, file.districtId, file.coach)
      const { leavesOut } = file
      const order = { file: { ...file, coachId }, plan: null, leavesOut }
      const outcome = await importLog(world, importer(file.districtId), order)
      if (!('problem' in outcome)) return outcome
      if (outcome.problem === 'nothing_new') return { importId: null, made: 0 }
      throw refusalOf(outcome)
    },
    async undo(districtId: string, importId: string): Promise<number> {
      const outcome = await undoImport(world, importer(districtId), importId)
      if (outcome === null) throw refusalOf({ problem: 'import_unknown' })
      if ('problem' in outcome) throw refusalOf(outcome)
      return outcome.gone
    },
  }
}

function presentPlan({ coach, columns, lines }: LogPlan) {
  const count = (outcome: string): number => lines.filter((one) => one.outcome === outcome).length
  return {
    coach,
    columns,
    counts: { new: count('new'), already: count('already'), out: count('out') },
    newTags: [...new Set(lines.flatMap((one) => (one.outcome === 'new' ? one.newTags : [])))],
    lines: lines.map(({ line, outcome, type, school, educators, problems }) => ({
      row: line.row,
      outcome,
      date: line.date,
      minutes: line.minutes,
      type: type?.name ?? null,
      school: school?.name ?? null,
      educators: educators.map(({ by, person }) => ({ by, name: `${person.givenName} ${person.familyName}` })),
      problems,
    })),
  }
}

const SAYS = {
  coach_unknown: 'Whoever is named with --for is no coach of the district at present.',
  tags_closed: 'Making tags is closed here.',
  tags_too_many: 'The district would have more than 500 tags. Leave --make-tags out.',
  empty: 'The file is empty. It needs a row of column names and at least one line.',
  too_large: 'The file is larger than what is taken at once. Split it.',
  too_many_rows: 'The file has more than 5000 lines. Split it and import the parts one after the other.',
  other_file: 'This is no CSV file but a workbook, a PDF, a picture or a packed file. Save it as CSV.',
  encoding: 'The file is written in UTF-16. Save it as UTF-8.',
  header: 'The row of column names is no CSV.',
  semicolons: 'The cells are not set apart by commas. Save the file with commas.',
  plan_changed: 'What the file would make has changed meanwhile. Look at it again.',
  lines_out:
    'Some lines can’t be read, so nothing was imported. See them with --dry-run; put them right, or leave them out with --skip-faulty.',
  nothing_new: 'Every line that can be read was imported before.',
  import_unknown: 'There is no such import in the district, or its coach did it: then they take it back.',
  undone_already: 'This import was taken back already.',
  import_touched:
    'Interactions of this import were edited, put into a cycle, given a file or mailed since, so none was taken back.',
} as const

type Said = keyof typeof SAYS

function refusalOf(
  refused:
    | { readonly problem: Said }
    | { readonly problem: 'columns_missing' | 'column_twice'; readonly columns: readonly string[] },
): Failure {
  const says =
    'columns' in refused
      ? `${refused.problem === 'column_twice' ? 'Two columns mean' : 'The file lacks the columns'} ${refused.columns.join(', ')}.`
      : SAYS[refused.problem]
  return new Failure('LOG_REFUSED', 'operator', says)
}
