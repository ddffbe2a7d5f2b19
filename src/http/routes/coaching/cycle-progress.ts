/** How coaching cycles stand: one's own, and others' as far as the district has opened them. */

import type { Principal } from '../../../access/principal.ts'
import { viewCycleProgress } from '../../../views/coaching/cycle-progress.ts'
import type { Whose } from '../../../views/coaching/report-reach.ts'
import { CycleProgress, CycleProgressQuery, OwnCycleProgressQuery } from '../../contract/cycle-progress.ts'
import { csvOf } from '../../csv.ts'
import { orNotFound } from '../../errors.ts'
import { checkDays } from '../../report-days.ts'
import type { RouteTable } from '../../route.ts'
import type { DomainWorld } from '../../world.ts'

const MINE = { capability: 'view:interaction' } as const
/** The district's rule decides how far it reaches for a coach: the view looks it up. */
const ALL = { capability: 'view:data_report', onThing: true } as const
const PATH = '/api/v1/coaching/reports'

/** `…/mine/cycles`, `…/all/cycles` and their exports. */
export function addCycleProgressRoutes(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'get',
    path: `${PATH}/mine/cycles`,
    access: MINE,
    summary: 'How my coaching cycles stand: due, overdue, by phase, ended, and what was rated.',
    query: OwnCycleProgressQuery,
    response: CycleProgress,
    handle: async ({ principal, query }) => ({ status: 200, body: await progress(world, principal, 'mine', query) }),
  })
  table.add({
    method: 'get',
    path: `${PATH}/all/cycles`,
    access: ALL,
    summary: 'How coaching cycles stand, by coach, school or focus, as far as the district lets me see others’ work.',
    query: CycleProgressQuery,
    response: CycleProgress,
    handle: async ({ principal, query }) => ({ status: 200, body: await progress(world, principal, 'all', query) }),
  })
  table.add({
    method: 'get',
    path: `${PATH}/mine/cycles/export`,
    access: MINE,
    summary: 'The same as CSV.',
    query: OwnCycleProgressQuery,
    handle: async ({ principal, query }) => asCsv(await progress(world, principal, 'mine', query)),
  })
  table.add({
    method: 'get',
    path: `${PATH}/all/cycles/export`,
    access: ALL,
    summary: 'The same as CSV.',
    query: CycleProgressQuery,
    handle: async ({ principal, query }) => asCsv(await progress(world, principal, 'all', query)),
  })
}

async function progress(
  world: DomainWorld,
  principal: Principal,
  whose: Whose,
  query: CycleProgressQuery & OwnCycleProgressQuery,
): Promise<CycleProgress> {
  const { by = 'coach', from = null, to = null, schoolId = null, coachId = null, caseload = null } = query
  const { groupId = null, grade = null } = query
  checkDays(from, to)
  const { phases, rows, scales, ...found } = orNotFound(
    await viewCycleProgress(world, principal, { whose, by, from, to, schoolId, groupId, grade, coachId, caseload }),
  )
  return {
    ...found,
    phases: [...phases],
    rows: [...rows],
    scales: scales.map((scale) => ({ ...scale, levels: [...scale.levels] })),
  }
}

const COUNTS = ['cycles', 'planned', 'onTrack', 'due', 'overdue', 'ended', 'higher', 'same', 'lower'] as const

function asCsv({ by, rows, phases }: CycleProgress) {
  const lines = rows.map((row) => [
    row.name,
    ...COUNTS.map((name) => String(row[name])),
    ...phases.map(({ id }) => String(row.phases[id] ?? 0)),
  ])
  return {
    status: 200,
    text: csvOf([[by, ...COUNTS, ...phases.map(({ name }) => name)], ...lines]),
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="cycles-by-${by}.csv"`,
    },
  }
}
