/** Staff, students and classes from a file: the empty one, a look at one, its import, and taking it back. */

import { importRoster, previewRoster, type RosterLook } from '../../../actions/people/import-roster.ts'
import { rosterImporterOf } from '../../../actions/people/read-import.ts'
import { undoRosterImport } from '../../../actions/people/undo-import.ts'
import { viewRosterImports } from '../../../views/people/roster-imports.ts'
import {
  ImportRosterBody,
  RosterImported,
  RosterImportParams,
  RosterImports,
  RosterPreview,
  RosterPreviewBody,
  RosterTemplateParams,
  RosterUndone,
} from '../../contract/roster-imports.ts'
import { csvOf } from '../../csv.ts'
import { orNotFound } from '../../errors.ts'
import type { Frozen, RouteTable } from '../../route.ts'
import type { DomainWorld } from '../../world.ts'
import { bytesOf, importRefusal } from './import-file.ts'
import { newLink, type StaffLinks } from './invitations.ts'

const access = { capability: 'bulk_import:staff_student_group_data' } as const
const PATH = '/api/v1/roster-imports'

/** `/api/v1/roster-imports` and `/api/v1/roster-import-previews`. */
export function addRosterImportRoutes(table: RouteTable, world: DomainWorld, links: StaffLinks): void {
  addReadingRoutes(table, world, links)
  table.add({
    method: 'post',
    path: '/api/v1/roster-import-previews',
    access,
    summary:
      'Looks at a file of staff, students or classes: what each row would do, and what keeps it out. Changes nothing.',
    body: RosterPreviewBody,
    large: true,
    response: RosterPreview,
    handle: async ({ grant, body }) => {
      const look = await previewRoster(world, rosterImporterOf(world, grant), fileOf(body))
      if ('problem' in look) throw importRefusal(look)
      return { status: 200, body: presentLook(look) }
    },
  })
  addImportRoute(table, world, links)
  table.add({
    method: 'delete',
    path: `${PATH}/:rosterImportId`,
    access,
    summary: 'Takes an import back: all of it that nobody has touched since. Nothing is deleted.',
    params: RosterImportParams,
    response: RosterUndone,
    handle: async ({ grant, params }) => {
      const outcome = orNotFound(await undoRosterImport(world, rosterImporterOf(world, grant), params.rosterImportId))
      if ('gone' in outcome) return { status: 200, body: outcome }
      throw importRefusal(outcome)
    },
  })
}

function addImportRoute(table: RouteTable, world: DomainWorld, links: StaffLinks): void {
  table.add({
    method: 'post',
    path: PATH,
    access,
    summary: 'Imports a file exactly as it was looked at, or nothing of it. The same file again makes nothing twice.',
    body: ImportRosterBody,
    large: true,
    response: RosterImported,
    status: 201,
    handle: async ({ grant, principal, body }) => {
      const { plan, leavesOut = false, invite = false, handOver } = body
      const wanted = handOver === undefined ? links : { ...links, handOver }
      const invitations: {
        row: number
        email: string
        invitation: ReturnType<ReturnType<typeof newLink>['shownTo']>
      }[] = []
      const link = ({ row, email }: { readonly row: number; readonly email: string }) => {
        const made = newLink(world, principal, wanted)
        invitations.push({ row, email, invitation: made.shownTo(email) })
        return made.kept
      }
      const order = { file: fileOf(body), plan, leavesOut, link: invite ? link : null }
      const outcome = await importRoster(world, rosterImporterOf(world, grant), order)
      if ('problem' in outcome) throw importRefusal(outcome)
      return { status: 201, body: { ...outcome, invitations } }
    },
  })
}

function addReadingRoutes(table: RouteTable, world: DomainWorld, { sendsMail }: StaffLinks): void {
  table.add({
    method: 'get',
    path: PATH,
    access,
    summary: 'Imports of staff, students and classes so far, what I may import, and the columns of each file.',
    response: RosterImports,
    handle: async ({ grant }) => {
      const { kinds, schools, imports, ...limits } = await viewRosterImports(world, grant)
      return {
        status: 200,
        body: {
          kinds: kinds.map(({ kind, columns }) => ({
            kind,
            columns: columns.map((one) => ({ ...one, aliases: [...one.aliases] })),
          })),
          schools: schools.map(({ id, name }) => ({ id, name })),
          sendsMail,
          imports: imports.map(({ importedByName, ...one }) => ({ ...one, importedBy: importedByName })),
          ...limits,
        },
      }
    },
  })
  table.add({
    method: 'get',
    path: `${PATH}/templates/:kind`,
    access,
    summary: 'An empty file of a kind, as CSV.',
    params: RosterTemplateParams,
    handle: async ({ grant, params }) => {
      const { kinds } = await viewRosterImports(world, grant)
      const { columns } = orNotFound(kinds.find(({ kind }) => kind === params.kind) ?? null)
      return {
        status: 200,
        text: csvOf([columns.map(({ name }) => name)]),
        headers: {
          'Content-Type': 'text/csv; charset=utf-8; header=present',
          'Content-Disposition': `attachment; filename="${params.kind}.csv"`,
        },
      }
    },
  })
}

function fileOf({ kind, content }: Frozen<RosterPreviewBody>) {
  return { kind, bytes: bytesOf(content) }
}

function presentLook({ plan, standsUntil, kind, columns, rows, seats }: RosterLook) {
  const count = (outcome: string): number => rows.filter((one) => one.outcome === outcome).length
  return {
    plan,
    standsUntil: standsUntil.toISOString(),
    kind,
    columns: [...columns],
    counts: { new: count('new'), changed: count('changed'), already: count('already'), out: count('out') },
    rows: rows.map(({ effects, notes, ...row }) => ({
      ...row,
      does: effects.map(({ effect }) => effect),
      notes: [...notes],
    })),
    seats: seats === null ? null : [...seats],
  }
}
