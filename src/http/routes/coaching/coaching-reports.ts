/** Reports of coaching: one's own work, and others' as far as the district has opened it. */

import type { Principal } from '../../../access/principal.ts'
import { viewNotSeen, viewReport, viewReportChoices } from '../../../views/coaching/coaching-reports.ts'
import type { Whose } from '../../../views/coaching/report-reach.ts'
import {
  NotSeenFileQuery,
  NotSeenPage,
  NotSeenQuery,
  OwnNotSeenFileQuery,
  OwnNotSeenQuery,
  OwnReportQuery,
  Report,
  ReportChoices,
  ReportQuery,
} from '../../contract/coaching-reports.ts'
import { placeOf } from '../../contract/shapes.ts'
import { csvOf } from '../../csv.ts'
import { orNotFound } from '../../errors.ts'
import { checkDays } from '../../report-days.ts'
import type { RouteTable } from '../../route.ts'
import { WHOLE_LIST } from '../../whole-list.ts'
import type { DomainWorld } from '../../world.ts'

const MINE = { capability: 'view:interaction' } as const
/** The district's rule decides how far it reaches for a coach: the view looks it up. */
const ALL = { capability: 'view:data_report', onThing: true } as const

/** Everything under `/api/v1/coaching/reports`. */
export function addReportRoutes(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'get',
    path: '/api/v1/coaching/reports/choices',
    access: MINE,
    summary: 'What reports of coaching I may ask for: schools, kinds, whose work.',
    response: ReportChoices,
    handle: async ({ grant }) => ({ status: 200, body: await viewReportChoices(world, grant) }),
  })
  addSums(table, world)
  addNotSeen(table, world)
  addNotSeenFiles(table, world)
}

function addSums(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'get',
    path: '/api/v1/coaching/reports/mine',
    access: MINE,
    summary: 'Time and interactions of mine by month, school, kind, tag or phase of the cycle.',
    query: OwnReportQuery,
    response: Report,
    handle: async ({ principal, query }) => ({ status: 200, body: await report(world, principal, 'mine', query) }),
  })
  table.add({
    method: 'get',
    path: '/api/v1/coaching/reports/all',
    access: ALL,
    summary:
      'Time and interactions by month, coach, school, kind, tag or phase of the cycle, as far as the district lets me see others’ work.',
    query: ReportQuery,
    response: Report,
    handle: async ({ principal, query }) => ({ status: 200, body: await report(world, principal, 'all', query) }),
  })
  table.add({
    method: 'get',
    path: '/api/v1/coaching/reports/mine/export',
    access: MINE,
    summary: 'The same as CSV.',
    query: OwnReportQuery,
    handle: async ({ principal, query }) => asCsv(await report(world, principal, 'mine', query)),
  })
  table.add({
    method: 'get',
    path: '/api/v1/coaching/reports/all/export',
    access: ALL,
    summary: 'The same as CSV.',
    query: ReportQuery,
    handle: async ({ principal, query }) => asCsv(await report(world, principal, 'all', query)),
  })
}

function addNotSeen(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'get',
    path: '/api/v1/coaching/reports/mine/not-seen',
    access: MINE,
    summary: 'Educators of my schools whom I have not seen for so many days.',
    query: OwnNotSeenQuery,
    response: NotSeenPage,
    handle: async ({ principal, query }) => ({ status: 200, body: await notSeen(world, principal, 'mine', query) }),
  })
  table.add({
    method: 'get',
    path: '/api/v1/coaching/reports/all/not-seen',
    access: ALL,
    summary: 'Educators whom no coach has seen for so many days.',
    query: NotSeenQuery,
    response: NotSeenPage,
    handle: async ({ principal, query }) => ({ status: 200, body: await notSeen(world, principal, 'all', query) }),
  })
}

function addNotSeenFiles(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'get',
    path: '/api/v1/coaching/reports/mine/not-seen/export',
    access: MINE,
    summary: 'All of them as CSV.',
    query: OwnNotSeenFileQuery,
    handle: async ({ principal, query }) =>
      notSeenFile(await notSeen(world, principal, 'mine', { ...query, ...WHOLE_LIST })),
  })
  table.add({
    method: 'get',
    path: '/api/v1/coaching/reports/all/not-seen/export',
    access: ALL,
    summary: 'All of them as CSV.',
    query: NotSeenFileQuery,
    handle: async ({ principal, query }) =>
      notSeenFile(await notSeen(world, principal, 'all', { ...query, ...WHOLE_LIST })),
  })
}

async function report(
  world: DomainWorld,
  principal: Principal,
  whose: Whose,
  query: ReportQuery & OwnReportQuery,
): Promise<Report> {
  const { by = 'month', from = null, to = null, schoolId = null, coachId = null, typeId = null, tagId = null } = query
  checkDays(from, to)
  const { caseload = null, groupId = null, grade = null } = query
  const asked = { whose, by, from, to, schoolId, groupId, grade, coachId, typeId, tagId, caseload }
  const { rows, ...found } = orNotFound(await viewReport(world, principal, asked))
  return { ...found, rows: [...rows] }
}

async function notSeen(
  world: DomainWorld,
  principal: Principal,
  whose: Whose,
  query: OwnNotSeenQuery,
): Promise<NotSeenPage> {
  const { days = 30, schoolId = null, groupId = null, grade = null, caseload = null } = query
  const asked = { whose, days, schoolId, groupId, grade, caseload, ...placeOf(query) }
  const found = orNotFound(await viewNotSeen(world, principal, asked))
  return { ...found, items: found.items.map((row) => ({ ...row, schools: [...row.schools] })) }
}

function asCsv({ by, rows, total }: Report) {
  const noted = total.notes === undefined ? [] : ['with a note']
  const lines = rows.map(({ name, interactions, minutes, notes }) => [
    name,
    String(interactions),
    String(minutes),
    ...(notes === undefined ? [] : [String(notes)]),
  ])
  return csvFile(`coaching-by-${by}.csv`, [[by, 'interactions', 'minutes', ...noted], ...lines])
}

function notSeenFile({ items }: NotSeenPage) {
  const lines = items.map((row) => [
    row.familyName,
    row.givenName,
    row.schools.map(({ name }) => name).join('; '),
    row.lastSeenOn ?? '',
  ])
  return csvFile('educators-not-seen.csv', [['family name', 'given name', 'schools', 'last seen'], ...lines])
}

function csvFile(name: string, lines: readonly (readonly string[])[]) {
  return {
    status: 200,
    text: csvOf(lines),
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${name}"`,
    },
  }
}
