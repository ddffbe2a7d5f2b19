/** Rules of roles for the fake backend: two of the district, the installation's, and a look that finds too few seats. */

import standard from '../../config/role-map.json' with { type: 'json' }
import type { RoleMap, RoleMapPreview, RoleRule } from '../../src/http/contract/role-map.ts'
import { ADMINISTRATOR_ROLES } from '../../src/roster/guard.ts'
import { MAPPABLE_ROLES, readRoleMap } from '../../src/roster/role-map.ts'
import { Refused } from './fake-answers.ts'
import { openFakeLicence } from './fake-licences.ts'

export interface FakeRoleMap {
  rules: RoleRule[]
  replaceDefault: boolean
  version: number
}

export function openFakeRoleMap(): FakeRoleMap {
  return {
    rules: [
      {
        when: { metadata: { jobTitle: ['Instructional Coach', 'Lead Coach'] }, school: ['s-lincoln'] },
        grant: [{ role: 'coach', scope: 'org' }],
        comment: 'Titles as HR writes them since 2025.',
      },
      {
        when: { email: ['superintendent@riverside.example'] },
        grant: [{ role: 'district_admin', scope: 'district' }],
        stop: true,
      },
    ],
    replaceDefault: false,
    version: 1,
  }
}

interface Asked {
  readonly backend: { readonly roleMap: FakeRoleMap }
  readonly who: string
  readonly body: Readonly<Record<string, unknown>>
}

const SCHOOLS = [
  { sourcedId: 's-lincoln', name: 'Abraham Lincoln Elementary School for the Arts' },
  { sourcedId: 's-bay', name: 'Bay View High' },
]

export const roleMapHandlers = {
  'GET /api/v1/role-map': ({ backend, who }: Asked) => shown(backend.roleMap, who),
  'PUT /api/v1/role-map': ({ backend, who, body }: Asked) => {
    const { roleMap } = backend
    if (body['version'] !== String(roleMap.version))
      throw new Refused(409, 'setting_stale', 'Somebody else has changed the rules since you opened the page.')
    const read = mapIn(body)
    Object.assign(roleMap, { ...read, version: roleMap.version + 1 })
    return shown(roleMap, who)
  },
  'POST /api/v1/role-map/preview': ({ backend, body }: Asked) => effectOf(backend.roleMap, mapIn(body)),
}

function mapIn({ rules, replaceDefault }: Asked['body']): Pick<FakeRoleMap, 'rules' | 'replaceDefault'> {
  const read = readRoleMap({ rules, replaceDefault })
  if ('faults' in read) throw new Refused(422, 'role_map_invalid', read.faults.join('; '))
  return { rules: read.map.rules, replaceDefault: read.map.replaceDefault === true }
}

function shown({ rules, replaceDefault, version }: FakeRoleMap, who: string): RoleMap {
  const own = readRoleMap(standard)
  return {
    version: String(version),
    rules: structuredClone(rules),
    replaceDefault,
    standard: 'map' in own ? own.map.rules : [],
    fault: null,
    roles: MAPPABLE_ROLES.map((role) => ({ role, administrator: ADMINISTRATOR_ROLES.includes(role) })),
    schools: SCHOOLS,
    mayEdit: true,
    mayRaise: who !== 'it',
  }
}

/** Every rule that is new makes fourteen coaches of whom nobody finds a seat. */
function effectOf(kept: FakeRoleMap, { rules }: Pick<FakeRoleMap, 'rules'>): RoleMapPreview {
  const count = 14 * Math.max(0, rules.length - kept.rules.length)
  const { seats } = openFakeLicence({ bought: 12, used: 12, waiting: count })
  const waiting = seats.filter(({ state }) => state === 'waiting')
  return {
    licences: [
      {
        kind: 'coaching-seats',
        name: 'Coaching seats',
        bought: 12,
        used: 12,
        over: 0,
        needed: 12 + count,
        waiting: count,
        grace: 0,
        short: count,
        moves: [],
        moveCount: count,
        waitingPeople: waiting,
      },
    ],
    roles: [{ role: 'coach', before: 12, after: 12 + count }],
    unmapped: { before: 40, after: 40 - count },
    changes: waiting.map(({ person }) => ({ person, gained: ['coach'], lost: [] })),
    changeCount: count,
  }
}
