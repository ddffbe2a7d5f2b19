/** The educator database: a page of it, all that match as a file, and what it can be filtered by. */

import { authorise, capabilitiesOf } from '../../../access/authorise.ts'
import type { Grant } from '../../../access/grant.ts'
import type { Principal } from '../../../access/principal.ts'
import {
  type EducatorDatabaseQuery as Asked,
  viewEducatorChoices,
  viewEducatorDatabase,
} from '../../../views/coaching/educator-database.ts'
import { addingConditions } from '../../../views/coaching/educator-by-hand.ts'
import {
  EducatorChoices,
  EducatorDatabasePage,
  EducatorDatabaseQuery,
  EducatorExportQuery,
} from '../../contract/educator-database.ts'
import { placeOf } from '../../contract/shapes.ts'
import { csvOf } from '../../csv.ts'
import type { RouteTable } from '../../route.ts'
import { WHOLE_LIST } from '../../whole-list.ts'
import type { DomainWorld } from '../../world.ts'

const ACCESS = { capability: 'use:educator_database' } as const

/** `/api/v1/coaching/educator-database`. */
export function addEducatorDatabaseRoutes(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'get',
    path: '/api/v1/coaching/educator-database',
    access: ACCESS,
    summary: 'Educators of my schools, by what is known of them: last contact, next step, cycles, schools, classes.',
    query: EducatorDatabaseQuery,
    response: EducatorDatabasePage,
    handle: async ({ grant, principal, query }) => {
      const found = await viewEducatorDatabase(world, grantsOf(grant, principal), askedOf(query))
      return {
        status: 200,
        body: { ...found, items: found.items.map((row) => ({ ...row, schools: [...row.schools] })) },
      }
    },
  })
  addExport(table, world)
  table.add({
    method: 'get',
    path: '/api/v1/coaching/educator-choices',
    access: ACCESS,
    summary: 'Groups of schools, grades and subjects that the educators of my schools can be found by.',
    response: EducatorChoices,
    handle: async ({ grant, principal }) => {
      const { groups, grades, subjects, capacity } = await viewEducatorChoices(world, grant)
      const mayAdd = capabilitiesOf(principal, await addingConditions(world, principal)).includes('add:educator')
      return {
        status: 200,
        body: { groups: [...groups], grades: [...grades], subjects: [...subjects], capacity, mayAdd },
      }
    },
  })
}

function addExport(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'get',
    path: '/api/v1/coaching/educator-database/export',
    access: ACCESS,
    summary: 'The same as CSV, all that match.',
    query: EducatorExportQuery,
    handle: async ({ grant, principal, query }) => {
      const asked = { ...askedOf(query), ...WHOLE_LIST }
      const { items } = await viewEducatorDatabase(world, grantsOf(grant, principal), asked)
      const rows = items.map((row) => [
        row.familyName,
        row.givenName,
        row.schools.map(({ name }) => name).join('; '),
        row.lastContactOn ?? '',
        row.nextStep === null ? '' : 'open',
        row.nextStep?.dueOn ?? '',
        row.inCycle ? 'yes' : 'no',
      ])
      return {
        status: 200,
        text: csvOf([HEAD, ...rows]),
        headers: {
          'Content-Type': 'text/csv; charset=utf-8',
          'Content-Disposition': 'attachment; filename="educators.csv"',
        },
      }
    },
  })
}

const HEAD = ['family name', 'given name', 'schools', 'last contact', 'next step', 'next step due', 'in a cycle']

/** Whom: by schools. What is told of them: what the reader may see of interactions. */
function grantsOf(schools: Grant<'use:educator_database'>, principal: Principal) {
  return { schools, records: authorise(principal, 'view:interaction') }
}

function askedOf(query: EducatorDatabaseQuery): Asked {
  const { q = '', schoolId = null, groupId = null, grade = null, subject = null } = query
  const { state = 'active', notSeenDays = null, tagId = null, cycle = null, caseload = null } = query
  return { q, schoolId, groupId, grade, subject, state, notSeenDays, tagId, cycle, caseload, ...placeOf(query) }
}
