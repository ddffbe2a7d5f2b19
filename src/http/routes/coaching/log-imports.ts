/** Older logs of interactions from a file: the empty one, a look at one, its import, and taking it back. */

import type { Grant } from '../../../access/grant.ts'
import { importLog, type ImportOutcome, previewLog, undoImport } from '../../../actions/coaching/import-log.ts'
import { importerOf, type LogFault, type LogPlan } from '../../../actions/coaching/read-log.ts'
import { viewLogImports } from '../../../views/coaching/log-imports.ts'
import { viewOwnLog } from '../../../views/coaching/own-log.ts'
import {
  ImportLogBody,
  LogImported,
  LogImportParams,
  LogImports,
  LogPreview,
  LogPreviewBody,
  LogUndone,
} from '../../contract/log-imports.ts'
import { csvOf } from '../../csv.ts'
import { HttpError, notFound, orNotFound, unprocessable } from '../../errors.ts'
import type { Frozen, RouteTable } from '../../route.ts'
import type { DomainWorld } from '../../world.ts'
import { mayMakeTags } from './tag-making.ts'

const access = { capability: 'import:interaction' } as const
const PATH = '/api/v1/coaching/log-imports'

/** `/api/v1/coaching/log-imports` and `/api/v1/coaching/log-import-previews`. */
export function addLogImportRoutes(table: RouteTable, world: DomainWorld): void {
  addReadingRoutes(table, world)
  table.add({
    method: 'post',
    path: '/api/v1/coaching/log-import-previews',
    access,
    summary: 'Looks at an older log: what each line would become, and what keeps it out. Changes nothing.',
    body: LogPreviewBody,
    large: true,
    response: LogPreview,
    handle: async ({ grant, principal, body }) => {
      const file = fileOf(grant, body)
      const plan = await previewLog(world, importerOf(world, grant), file)
      if ('problem' in plan) throw refusalOf(plan)
      if (file.makesTags && !(await mayMakeTags(world, principal))) throw refusalOf({ problem: 'tags_closed' })
      return { status: 200, body: presentPlan(plan) }
    },
  })
  table.add({
    method: 'post',
    path: PATH,
    access,
    summary: 'Imports an older log: every line that is new, or none. The same file again makes nothing twice.',
    body: ImportLogBody,
    large: true,
    response: LogImported,
    status: 201,
    handle: async ({ grant, principal, body }) => {
      const file = fileOf(grant, body)
      if (file.makesTags && !(await mayMakeTags(world, principal))) throw refusalOf({ problem: 'tags_closed' })
      const { plan = null, leavesOut = false } = body
      const outcome = await importLog(world, importerOf(world, grant), { file, plan, leavesOut })
      if ('problem' in outcome) throw refusalOf(outcome)
      return { status: 201, body: outcome }
    },
  })
  table.add({
    method: 'delete',
    path: `${PATH}/:logImportId`,
    access,
    summary: 'Takes an import back as a whole, while nothing of it was touched.',
    params: LogImportParams,
    response: LogUndone,
    handle: async ({ grant, params }) => {
      const outcome = orNotFound(await undoImport(world, importerOf(world, grant), params.logImportId))
      if ('gone' in outcome) return { status: 200, body: outcome }
      throw new HttpError(409, outcome.problem, UNDO_SAYS[outcome.problem])
    },
  })
}

function addReadingRoutes(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'get',
    path: PATH,
    access,
    summary: 'Older logs that were imported, the newest first, whose logs I may import, and the columns of a file.',
    response: LogImports,
    handle: async ({ grant }) => {
      const { coaches, imports, columns, ...limits } = await viewLogImports(world, grant)
      const understood = columns.map((one) => ({ ...one, aliases: [...one.aliases] }))
      return { status: 200, body: { coaches: [...coaches], imports: [...imports], columns: understood, ...limits } }
    },
  })
  table.add({
    method: 'get',
    path: `${PATH}/template`,
    access,
    summary: 'An empty log, as a CSV file.',
    handle: async ({ grant }) => {
      const { columns } = await viewLogImports(world, grant)
      return fileWith([columns.map(({ name }) => name)])
    },
  })
  table.add({
    method: 'get',
    path: '/api/v1/coaching/log',
    access,
    summary: 'My whole log as a CSV file, with my notes: an import takes it as it is, 5,000 lines of it at a time.',
    handle: async ({ grant }) => fileWith(await viewOwnLog(world, grant)),
  })
}

function fileWith(rows: readonly (readonly string[])[]) {
  return {
    status: 200,
    text: csvOf(rows),
    headers: {
      'Content-Type': 'text/csv; charset=utf-8; header=present',
      'Content-Disposition': 'attachment; filename="coaching-log.csv"',
    },
  }
}

function fileOf({ principal }: Grant<'import:interaction'>, body: Frozen<LogPreviewBody>) {
  const { content, coachId = null, dayOrder = null, makesTags = false } = body
  const bytes = Buffer.from(content, 'base64')
  if (bytes.toString('base64').length !== content.length) throw refusalOf({ problem: 'not_base64' })
  // '0' is nobody's id: whoever is no person of the roster has no log.
  return { bytes, coachId: coachId ?? principal.personId ?? '0', dayOrder, makesTags }
}

function presentPlan({ digest, coach, columns, lines }: LogPlan) {
  const count = (outcome: string): number => lines.filter((one) => one.outcome === outcome).length
  return {
    plan: digest,
    coach,
    columns: [...columns],
    counts: { new: count('new'), already: count('already'), out: count('out') },
    newTags: [...new Set(lines.flatMap((one) => (one.outcome === 'new' ? one.newTags : [])))],
    lines: lines.map(({ line, outcome, type, school, educators, newTags, problems }) => ({
      row: line.row,
      outcome,
      date: line.date === '' ? null : line.date,
      minutes: line.minutes === 0 ? null : line.minutes,
      type: type?.name ?? null,
      school: school?.name ?? null,
      educators: educators.map(({ by, person: { id, givenName, familyName, hasLeft } }) => ({
        by,
        id,
        givenName,
        familyName,
        hasLeft,
      })),
      tags: line.tags.filter((name) => !newTags.includes(name)),
      newTags: [...newTags],
      hasNotes: line.notes !== null,
      problems: [...problems],
    })),
  }
}

type Refused = LogFault | Extract<ImportOutcome, { readonly problem: string }> | { readonly problem: 'not_base64' }

/** Where it isn't the file that is wrong. */
const OTHERWISE: Readonly<Record<string, readonly [status: number, says: string]>> = {
  tags_closed: [403, 'Making tags is closed to you here. Leave out the tags that are not known.'],
  tags_too_many: [422, 'The district would have more than 500 tags. Leave out those that are not known.'],
  plan_changed: [
    409,
    'What the file would make has changed since you looked at it, so nothing was imported. Look at it again.',
  ],
  lines_out: [409, 'Some lines can’t be read, so nothing was imported. Put them right, or say that they are left out.'],
  nothing_new: [409, 'Every line that can be read was imported before, so there is nothing to do.'],
}

const ON_FILE: Readonly<Record<string, string>> = {
  empty: 'The file is empty. Choose a file with a row of column names and at least one line.',
  other_file:
    'This is no CSV file but a workbook, a PDF, a picture or a packed file. Open it in your spreadsheet program, save it as "CSV UTF-8 (comma delimited)", and choose that file.',
  encoding: 'The file is written in UTF-16. Save it as "CSV UTF-8", and choose that file.',
  header: 'The row of column names is no CSV. Save the file anew from a spreadsheet.',
  semicolons: 'The cells are not set apart by commas. Save the file as "CSV UTF-8 (comma delimited)".',
  not_base64: 'The file did not arrive whole. Choose it again.',
  too_large: 'The file is larger than what is taken at once. Split it and import the parts one after the other.',
  too_many_rows: 'The file has more lines than are taken at once. Split it and import the parts one after the other.',
  columns_missing: 'The file lacks columns that are needed. Name them in its first row',
  column_twice: 'Two columns mean the same. Take one of them out',
}

function refusalOf(refused: Refused): HttpError {
  const { problem } = refused
  if (problem === 'coach_unknown') return notFound()
  const [status, says] = OTHERWISE[problem] ?? []
  if (status !== undefined && says !== undefined) return new HttpError(status, problem, says)
  const message = `${ON_FILE[problem] ?? ''}${'columns' in refused ? `: ${refused.columns.join(', ')}.` : ''}`
  return unprocessable('not_a_log', message, [{ field: 'content', code: problem, message }])
}

const UNDO_SAYS = {
  undone_already: 'This import was taken back already. Open the page anew.',
  import_touched:
    'Interactions of this import were edited, put into a cycle, given a file or mailed since, so none was taken back. Delete those that are wrong one by one.',
} as const
