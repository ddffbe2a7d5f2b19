/** Rules of roles for the fake backend: two of the district, the installation's, and a look that finds too few seats. */

import standard from '../../config/role-map.json' with { type: 'json' }
import type {
  RoleMap,
  RoleMapChange,
  RoleMapPreview,
  RoleMapVersion,
  RoleRule,
} from '../../src/http/contract/role-map.ts'
import { csvOf } from '../../src/http/csv.ts'
import { ADMINISTRATOR_ROLES } from '../../src/roster/guard.ts'
import { compareRoleMaps } from '../../src/roster/role-map-change.ts'
import { MAPPABLE_ROLES, readRoleMap } from '../../src/roster/role-map.ts'
import { found, pageOf, Refused } from './fake-answers.ts'
import { openFakeLicence } from './fake-licences.ts'

export interface FakeRoleMap {
  rules: RoleRule[]
  replaceDefault: boolean
  version: number
  /** Of each version, what was saved; the first first. */
  saved: { readonly rules: RoleRule[]; readonly replaceDefault: boolean; readonly byName: string | null }[]
}

export function openFakeRoleMap(): FakeRoleMap {
  const now = rulesNow()
  const [coaches, chief] = now
  const before = [coaches, chief]
    .filter((rule) => rule !== undefined)
    .map((rule) => ({ ...rule, comment: 'First try.' }))
  return {
    rules: now,
    replaceDefault: false,
    version: 1,
    saved: [
      { rules: before.slice(0, 1), replaceDefault: true, byName: null },
      { rules: now, replaceDefault: false, byName: 'Ada Beltran' },
    ],
  }
}

function rulesNow(): RoleRule[] {
  return [
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
  ]
}

interface Asked {
  readonly backend: { readonly roleMap: FakeRoleMap }
  readonly who: string
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
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
    roleMap.saved.push({ ...read, byName: 'Ada Beltran' })
    return shown(roleMap, who)
  },
  'GET /api/v1/role-map/versions': ({ backend, query }: Asked) => {
    const { saved } = backend.roleMap
    const versions = saved.map(({ rules, replaceDefault, byName }, index): RoleMapVersion => {
      const changes = compareRoleMaps(saved[index - 1] ?? null, { rules, replaceDefault })
      const by = byName === null ? 'unknown' : 'person'
      return {
        number: index + 1,
        savedAt: `2026-11-2${index % 10}T16:00:00.000Z`,
        by,
        byName,
        ruleCount: rules.length,
        changes: structuredClone(changes) as RoleMapChange[],
      }
    })
    return pageOf(versions.toReversed(), query)
  },
  'GET /api/v1/role-map/versions/{number}': ({ backend, params }: Asked) => {
    const { rules, replaceDefault } = found(backend.roleMap.saved[Number(params['number']) - 1])
    return { rules: structuredClone(rules), replaceDefault }
  },
  'POST /api/v1/role-map/preview': ({ backend, body }: Asked) => effectOf(backend.roleMap, mapIn(body)),
  'POST /api/v1/role-map/preview/export': ({ backend, body, query }: Asked) => {
    const { licences, changes } = effectOf(backend.roleMap, mapIn(body))
    const waiting = licences.find(({ kind }) => kind === query.get('kind'))?.waitingPeople ?? []
    const people = (query.get('kind') === null ? changes : waiting).map(({ person }) => person)
    const rows = people.map(({ familyName, givenName, id }) => [familyName, givenName, `id:${id}`])
    return csvOf([['family name', 'given name', 'person'], ...rows])
  },
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
        moveCounts: count === 0 ? [] : [{ move: 'wait', count }],
        waitingPeople: waiting,
      },
    ],
    roles: [{ role: 'coach', before: 12, after: 12 + count }],
    unmapped: { before: 40, after: 40 - count },
    changes: waiting.map(({ person }) => ({ person, gained: ['coach'], lost: [] })),
    changeCount: count,
  }
}
