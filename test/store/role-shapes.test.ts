/** People whom role rules can't tell apart are read together, and nobody gets another role by it. */

import { beforeAll, describe, expect, it } from 'vitest'
import { compileRoleMap, mapRoles, type RoleMap, whatRulesAsk } from '../../src/roster/role-map.ts'
import { type DistrictClient, inDistrict } from '../../src/store/database.ts'
import { listOrgTrees, listPersonRecords } from '../../src/store/sync/person-records.ts'
import { listRoleShapes } from '../../src/store/sync/role-shapes.ts'
import { useDatabase } from '../support/database.ts'

const database = useDatabase()
const inside = <T>(work: (client: DistrictClient) => Promise<T>) =>
  inDistrict(database.open('owner'), { districtId: 'd', actor: 'test' }, work)

const PEOPLE = [
  ['a1', 'ada@coach.d.org', {}],
  ['A2', 'BEN@COACH.D.ORG', {}],
  ['a_3', 'c_o@d.org', {}],
  ['ax3', 'cxo@d.org', {}],
  ['a%4', 'per%cent@d.org', { jobTitle: 'Instructional Coach' }],
  ['a5', null, { jobTitle: 'instructional coach', other: 'x' }],
  ['a6', String.raw`back\slash@d.org`, { JOBTITLE: 'Instructional Coach', jobTitle: 'Clerk' }],
  ['Ä7', 'ämter@d.org', { jobtitle: 'Ältester' }],
  ['ä7b', 'ÄMTER@D.ORG', { Jobtitle: 'ältester' }],
  ['a8', 'plain@d.org', { floor: '7' }],
  ['a9', 'plainer@d.org', { floor: '7' }],
] as const

beforeAll(async () => {
  const owner = database.open('owner')
  await owner.pool.query("insert into district (id, name, timezone) values ('d', 'D', 'UTC')")
  await inside(async (client) => {
    await client.query(
      `insert into org (district_id, source_id, sourced_id, name, type)
       values ('d', 'sis', 's1', 'North', 'school'), ('d', 'sis', 's2', 'South', 'school')`,
    )
    for (const [index, [sourcedId, email, metadata]] of PEOPLE.entries()) {
      const roles = [
        {
          role: 'aide',
          roleType: 'primary',
          orgSourcedId: index % 2 === 0 ? 's1' : 's2',
          beginDate: null,
          endDate: null,
        },
      ]
      await client.query(
        `with made as (
          insert into person (district_id, given_name, family_name, email, enabled)
          values ('d', 'A', 'B', $2, $5) returning id)
         insert into person_source (district_id, source_id, sourced_id, person_id, feed_roles, metadata)
         select 'd', 'sis', $1, id, $3, $4 from made`,
        [sourcedId, email, JSON.stringify(roles), JSON.stringify(metadata), sourcedId !== 'a9'],
      )
    }
  })
})

const rule = (when: RoleMap['rules'][number]['when'], role: 'coach' | 'principal' = 'coach') => ({
  when,
  grant: [{ role, scope: 'org' as const }],
})
const MAPS: readonly (readonly [string, RoleMap])[] = [
  ['roles alone', { rules: [rule({ role: ['aide'] })] }],
  ['a school', { rules: [rule({ school: ['S2'] })] }],
  ['an address with a star', { rules: [rule({ email: ['*@coach.d.org'] })] }],
  [
    'an address in which nothing but the star is special',
    { rules: [rule({ email: ['c_o@d.org', '%', 'per%*', 'back\\*'] })] },
  ],
  ['letters beyond ASCII', { rules: [rule({ email: ['ämter@*'] }), rule({ sourcedId: ['ä7'] }, 'principal')] }],
  ['ids', { rules: [rule({ sourcedId: ['a2', 'A_3', 'a%4'] })] }],
  ['another field', { rules: [rule({ metadata: { JobTitle: ['Instructional Coach', 'ältester'] } })] }],
  [
    'several',
    { rules: [rule({ metadata: { floor: ['7'] }, school: ['s1'] }), rule({ email: ['plain*'] }, 'principal')] },
  ],
]

const ask = (map: RoleMap) =>
  inside((client) => listRoleShapes(client, 'd', whatRulesAsk(compileRoleMap({ rules: [] }, map))))

describe('people read together', () => {
  it.each(MAPS)('get by %s what each gets alone', async (_what, map) => {
    const compiled = compileRoleMap({ rules: [] }, map)
    const { alone, together, shapes } = await inside(async (client) => {
      const trees = await listOrgTrees(client, 'd')
      const known = await listPersonRecords(client, { districtId: 'd', sourcedId: null })
      const found = await listRoleShapes(client, 'd', whatRulesAsk(compiled))
      const given = (person: Parameters<typeof mapRoles>[1]) =>
        JSON.stringify(mapRoles(compiled, person, trees.get('sis') ?? new Map(), '2026-11-22').grants)
      return {
        alone: known.map(({ personId, person }) => `${personId} ${person.sourcedId} ${given(person)}`),
        together: found.flatMap(({ person, personIds, sourcedIds }) =>
          personIds.map((id, index) => `${id} ${sourcedIds[index] ?? ''} ${given(person)}`),
        ),
        shapes: found.length,
      }
    })
    expect(together.toSorted()).toEqual(alone.toSorted())
    expect(shapes).toBeLessThanOrEqual(PEOPLE.length)
  })

  it('are as few as the rules can tell apart', async () => {
    // Two schools, somebody who may not sign in; and those of whom the rule doesn't ask in small ASCII letters.
    expect((await ask({ rules: [rule({ role: ['aide'] })] })).length).toBeLessThanOrEqual(7)
    const all = await ask({ rules: [rule({ email: ['*'] })] })
    expect(all).toHaveLength(PEOPLE.length)
  })
})
