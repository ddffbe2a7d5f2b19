/** Adding an educator by hand: administrators, and coaches where the district lets them. */

import type { Resource } from '../../../access/authorise.ts'
import type { Principal } from '../../../access/principal.ts'
import { addEducator, type AddEducatorOutcome } from '../../../actions/coaching/add-educator.ts'
import { addingConditions, viewEducatorDoubles } from '../../../views/coaching/educator-by-hand.ts'
import { AddEducatorBody, DoublesQuery, EducatorAdded, EducatorDoubles } from '../../contract/educator-by-hand.ts'
import { HttpError, unprocessable } from '../../errors.ts'
import type { RouteTable } from '../../route.ts'
import type { DomainWorld } from '../../world.ts'
import { refusalOf } from '../people/staff-refusals.ts'

const access = { capability: 'add:educator', onThing: true } as const

/** `POST /api/v1/coaching/educators`, and who may be the same. */
export function addEducatorByHandRoutes(table: RouteTable, world: DomainWorld): void {
  const placeOf = async (schoolId: string, principal: Principal): Promise<Resource> => ({
    districtId: principal.districtId,
    schoolIds: [schoolId],
    holds: await addingConditions(world, principal),
  })
  table.add({
    method: 'get',
    path: '/api/v1/coaching/educator-doubles',
    access,
    summary: 'Who of my schools may be an educator that I am about to add: by address, or by name at the school.',
    query: DoublesQuery,
    response: EducatorDoubles,
    handle: async ({ grantOn, principal, query }) => {
      const grant = grantOn(await placeOf(query.schoolId, principal))
      const doubles = await viewEducatorDoubles(world, grant, { ...query, email: query.email ?? null })
      return { status: 200, body: { doubles: [...doubles] } }
    },
  })
  table.add({
    method: 'post',
    path: '/api/v1/coaching/educators',
    access,
    summary: 'Adds an educator by hand, without an account; the record that a feed brings later is theirs.',
    body: AddEducatorBody,
    response: EducatorAdded,
    status: 201,
    handle: async ({ grantOn, principal, body }) => {
      const grant = grantOn(await placeOf(body.schoolId, principal))
      const outcome = await addEducator(world, grant, body)
      if ('done' in outcome) return { status: 201, body: outcome.done }
      throw refusedBy(outcome.problem)
    },
  })
}

function refusedBy(problem: Extract<AddEducatorOutcome, { readonly problem: string }>['problem']): HttpError {
  if (problem === 'name_too_long') return unprocessable(problem, 'A name has up to 120 letters.')
  if (problem === 'email_wrong') return unprocessable(problem, 'Write one e-mail address, such as name@school.org.')
  if (problem !== 'double_there') return refusalOf(problem)
  return new HttpError(
    409,
    problem,
    'Somebody of that name is at the school already. Look whether it is the same person; if not, add them all the same.',
  )
}
