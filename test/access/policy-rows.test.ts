import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import kinds from '../../config/licence-kinds.json' with { type: 'json' }
import type { Resource } from '../../src/access/authorise.ts'
import { admit, authorise } from '../../src/access/authorise.ts'
import type { Capability } from '../../src/access/capability.ts'
import { CAPABILITIES } from '../../src/access/capability.ts'
import { Refusal } from '../../src/access/grant.ts'
import type { Condition, PolicyLine } from '../../src/access/policy/line.ts'
import { OF_THE_WHOLE_DISTRICT, POLICY } from '../../src/access/policy.ts'
import type { Principal, PrincipalRole } from '../../src/access/principal.ts'
import { educatorAsSuch } from '../../src/access/principal.ts'
import type { ScopeType } from '../../src/roster/model.ts'
import { ROLES } from '../../src/roster/model.ts'
import { readPermissionRows } from './permission-rows.ts'
import { RULE_ROWS } from './rule-rows.ts'

const rows = readPermissionRows()
const DISTRICT = 'alpha'
const ME = '7'

/** A row that the policy words otherwise: "everything" of the coaching part. */
const WORDED_OTHERWISE: Readonly<Record<string, readonly string[]>> = {
  'view:everything': ['view:interaction', 'use:educator_database', 'view:data_report'],
}

/** Conditions that stand in a row's note or in product.md, where the column is empty: the words they come from. */
const NOTED: Readonly<Partial<Record<string, RegExp>>> = {
  field_open: /[Rr]oster-managed|Feed-owned/,
  teacher_may_create_students: /teacher_may_create_students/,
  not_a_peer: /NOT peer|Teacher accounts only/,
  target_is_educator: /Pro Educator/,
  not_oneself: /Escalation hole/,
  lead_consents: /Escalation hole/,
  // product.md §5.6
  not_the_last_lead: /./,
}

/** Where the files are silent: lines of this role, or that say to come from there, and what they have to name. */
const SILENT: readonly (readonly [string, string, RegExp])[] = [
  ['support', 'decisions/', /^decisions\/support-access$/],
  ['', 'product.md', /^product\.md §\d/],
]

interface Edge {
  readonly at: ScopeType
  readonly scopeId: string
  readonly inside: Resource
  readonly outside: Resource
}

const here = (more: Partial<Resource> = {}): Resource => ({ districtId: DISTRICT, aboutIds: ['8'], ...more })
const elsewhere: Resource = {
  districtId: 'beta',
  schoolIds: ['10'],
  classId: '20',
  communityId: '30',
  ownerId: ME,
  aboutIds: ['8'],
}
const school: Edge = {
  at: 'school',
  scopeId: '10',
  inside: here({ schoolIds: ['10'] }),
  outside: here({ schoolIds: ['11'] }),
}
const ownClass: Edge = { at: 'class', scopeId: '20', inside: here({ classId: '20' }), outside: here({ classId: '21' }) }
const district: Edge = {
  at: 'district',
  scopeId: DISTRICT,
  inside: here({ schoolIds: ['11'] }),
  outside: elsewhere,
}
const self: Edge = { at: 'district', scopeId: DISTRICT, inside: here({ ownerId: ME }), outside: here({ ownerId: '8' }) }

/** For every scope of an allowance: a thing just inside and one just outside. */
const EDGES: Readonly<Record<Exclude<PolicyLine['scope'], 'none'>, Edge>> = {
  customer: { at: 'customer', scopeId: 'acme', inside: here(), outside: elsewhere },
  between_schools_in_customer: { at: 'customer', scopeId: 'acme', inside: here(), outside: elsewhere },
  district,
  every_school_in_district: district,
  between_schools_in_district: district,
  own_school: school,
  own_schools: school,
  assigned_schools: school,
  as_granted: school,
  between_classes_in_own_school: school,
  own_class: ownClass,
  own_classes: ownClass,
  between_own_classes: ownClass,
  community: {
    at: 'community',
    scopeId: '30',
    inside: here({ communityId: '30' }),
    outside: here({ communityId: '31' }),
  },
  classes_in_own_community: {
    at: 'community',
    scopeId: '30',
    inside: here({ classId: '20', communityIdsOfClass: ['29', '30'] }),
    outside: here({ classId: '20', communityIdsOfClass: ['31'] }),
  },
  own_communities: {
    at: 'class',
    scopeId: '20',
    inside: here({ communityId: '30', classIdsOfCommunity: ['19', '20'] }),
    outside: here({ communityId: '30', classIdsOfCommunity: ['21'] }),
  },
  communities_where_already_member: {
    at: 'class',
    scopeId: '20',
    inside: here({ communityId: '30' }),
    outside: here({ communityId: '31' }),
  },
  own_interactions: self,
  self,
}

describe('the permission files', () => {
  it('have all their rows', () => {
    expect(rows.filter((row) => row.id.startsWith('P'))).toHaveLength(243)
    expect(rows.filter((row) => row.id.startsWith('OWN'))).toHaveLength(178)
    expect(new Set(rows.map((row) => row.id)).size).toBe(421)
  })

  it('have no row that is not in the policy, but for rules that grant nothing', () => {
    const silent = rows.filter((row) => row.effect !== 'rule' && linesOf(row.id).length === 0)
    expect(silent.map((row) => row.id)).toEqual([])
  })

  it('have a test for each rule that holds for everybody, or say that it comes later', () => {
    expect(Object.keys(RULE_ROWS)).toEqual(rows.filter((row) => row.effect === 'rule').map((row) => row.id))
    for (const [id, shown] of Object.entries(RULE_ROWS)) {
      if (shown === null || 'says' in shown) continue
      expect(existsSync(shown.test), shown.test).toBe(true)
      expect(readFileSync(shown.test, 'utf8'), `${shown.test} names ${id}`).toContain(id)
    }
  })
})

describe('every line of the policy', () => {
  it.each(POLICY.flatMap((line) => line.rows.map((row) => ({ row, line }))))(
    'says what row $row says: $line.role $line.effect $line.capability',
    ({ row: id, line }) => {
      const silent = SILENT.find(([role, start]) => line.role === role || id.startsWith(start))
      if (silent !== undefined) {
        expect(id).toMatch(silent[2])
        return
      }
      const row = rows.find((each) => each.id === id)
      const named = `${row?.action ?? ''}:${row?.resource ?? ''}`
      expect(WORDED_OTHERWISE[named] ?? [named]).toContain(line.capability)
      const { role, effect, scope } = line
      expect({ role, effect, scope }).toEqual({ role: row?.role, effect: row?.effect, scope: row?.scope })
      expect(line.inherited).toBe(row?.basis === 'inherited')
      const [column, ...noted] = row?.condition === '' ? ['', ...line.conditions] : line.conditions
      expect(column).toBe(row?.condition)
      const words = `${row?.note ?? ''} ${row?.restriction ?? ''}`
      for (const condition of noted) expect(words).toMatch(NOTED[condition] ?? /^never$/)
    },
  )

  it('comes from a row, and no role has two on one capability', () => {
    expect(POLICY.filter((line) => line.rows.length === 0)).toEqual([])
    const keys = POLICY.map((line) => `${line.role} ${line.capability}`)
    expect(keys.filter((key, index) => keys.indexOf(key) < index)).toEqual([])
  })

  it('stands for a capability, and every capability has one', () => {
    const named = new Set(POLICY.map((line) => line.capability))
    expect(CAPABILITIES.filter((capability) => !named.has(capability))).toEqual([])
    expect(new Set(CAPABILITIES).size).toBe(CAPABILITIES.length)
  })
})

describe('an allowance', () => {
  const allowances = POLICY.filter((line) => line.effect === 'allow' && line.role !== 'customer_admin')
  const ofCustomers = POLICY.filter((line) => line.role === 'customer_admin' && line.effect === 'allow')

  it.each(allowances)('lets $role do $capability inside its scope and not just outside', (line) => {
    const edge = edgeOf(line)
    const principal = holding(line, edge)
    const holds = line.conditions
    expect(authorise(principal, line.capability, { ...edge.inside, holds }).capability).toBe(line.capability)
    expect(codeOf(() => authorise(principal, line.capability, { ...edge.outside, holds }))).toBe('not_found')
    expect(codeOf(() => authorise(principal, line.capability, { ...elsewhere, holds }))).toBe('not_found')
  })

  it.each(ofCustomers.filter((line) => line.scope !== 'self'))(
    'lets a customer’s administrator do $capability in its districts and no others',
    (line) => {
      const holds = line.conditions
      expect(authorise(CUSTOMER, line.capability, here({ holds })).scope.district).toBe(true)
      expect(codeOf(() => authorise(CUSTOMER, line.capability, { ...elsewhere, holds }))).toBe('not_found')
      const ofAnother = { ...CUSTOMER, customerId: 'other' }
      expect(codeOf(() => authorise(ofAnother, line.capability, here({ holds })))).toBe('forbidden')
      expect(codeOf(() => authorise({ ...CUSTOMER, customerId: null }, line.capability, here({ holds })))).toBe(
        'forbidden',
      )
    },
  )

  it.each(ofCustomers)(
    'of $capability is kept from a strict reader of the chart only where it is inherited',
    (line) => {
      const strict = { ...CUSTOMER, readsChartStrictly: true }
      const thing = here({ holds: line.conditions })
      const code = codeOf(() => authorise(strict, line.capability, line.scope === 'self' ? undefined : thing))
      expect(code).toBe(line.inherited ? 'forbidden' : null)
    },
  )

  // Membership is read from the principal's own roles: nobody states it.
  it.each(allowances.filter((line) => line.conditions.some((each) => each !== 'is_member(target_community)')))(
    'lets $role do $capability only where each of its conditions holds',
    (line) => {
      const edge = edgeOf(line)
      const principal = holding(line, edge)
      const refused = (holds: readonly Condition[]) =>
        codeOf(() => authorise(principal, line.capability, { ...edge.inside, holds }))
      for (const missing of line.conditions)
        expect(refused(line.conditions.filter((each) => each !== missing))).toBe('forbidden')
      expect(codeOf(() => authorise(principal, line.capability))).toBe('forbidden')
      expect(codeOf(() => admit(principal, line.capability))).toBeNull()
    },
  )

  it('about the whole district is none for a role on a school', () => {
    for (const role of ROLES) {
      const atSchool = { districtId: DISTRICT, personId: ME, customerId: 'acme', roles: [{ role, ...SCHOOL_SCOPE }] }
      for (const capability of OF_THE_WHOLE_DISTRICT)
        expect(
          codeOf(() => admit(atSchool, capability)),
          `${role} ${capability}`,
        ).toBe('forbidden')
    }
  })
})

describe('a denial', () => {
  it.each(POLICY.filter((line) => line.effect === 'deny' && line.role !== 'educator_record'))(
    '$role alone does not give $capability, at any scope',
    (line) => {
      const role = ROLES.find((each) => each === line.role)
      expect(role).toBeDefined()
      for (const [scopeType, scopeId] of SCOPES) {
        const roles = role === undefined ? [] : [{ role, scopeType, scopeId, taught: true }]
        const principal: Principal = { districtId: DISTRICT, personId: ME, customerId: 'acme', roles }
        expect(codeOf(() => admit(principal, line.capability))).toBe('forbidden')
      }
    },
  )

  it.each(POLICY.filter((line) => line.effect === 'deny' && line.role === 'educator_record'))(
    'being an educator alone does not give $capability',
    (line) => {
      expect(codeOf(() => admit(educatorAsSuch(DISTRICT, ME), line.capability))).toBe('forbidden')
    },
  )
})

describe('who holds a coaching seat', () => {
  it('is the same in the policy and in the licence kind', () => {
    const kind = kinds.kinds.find(({ id }) => id === 'coaching-seats')
    const holders = POLICY.filter((line) => line.capability === 'hold:licence' && line.effect === 'allow')
    expect(holders.map((line) => line.role).toSorted()).toEqual(kind?.roles?.toSorted())
    const denied = POLICY.filter(
      ({ capability }) => capability === 'hold:licence' || capability === 'hold:coaching_seat',
    )
    for (const { role, effect } of denied) if (effect === 'deny') expect(kind?.roles).not.toContain(role)
  })
})

describe('what no line allows', () => {
  it('is refused, for every role, scope and capability', () => {
    const wrongly = ROLES.flatMap((role) =>
      CAPABILITIES.filter((capability) => !mayHave(role, capability)).flatMap((capability) =>
        SCOPES.filter(([scopeType, scopeId]) => has({ role, scopeType, scopeId }, capability)).map(
          ([scopeType]) => `${role} at ${scopeType}: ${capability}`,
        ),
      ),
    )
    expect(wrongly).toEqual([])
  })

  it('is refused to somebody without any role', () => {
    const nobody: Principal = { districtId: DISTRICT, personId: ME, customerId: null, roles: [] }
    for (const capability of CAPABILITIES) {
      expect(codeOf(() => authorise(nobody, capability, here({ ownerId: ME })))).toBe('forbidden')
      expect(codeOf(() => admit(nobody, capability))).toBe('forbidden')
    }
  })
})

const SCHOOL_SCOPE = { scopeType: 'school', scopeId: '10' } as const
const CUSTOMER: Principal = {
  districtId: DISTRICT,
  personId: null,
  customerId: 'acme',
  roles: [{ role: 'customer_admin', scopeType: 'customer', scopeId: 'acme' }],
}
const SCOPES: readonly (readonly [ScopeType, string])[] = [
  ['customer', 'acme'],
  ['district', DISTRICT],
  ['school', '10'],
  ['class', '20'],
  ['community', '30'],
]

function has(role: PrincipalRole, capability: Capability): boolean {
  const principal = { districtId: DISTRICT, personId: ME, customerId: 'acme', roles: [role] }
  return codeOf(() => admit(principal, capability)) === null
}

/** By a row of its own, or of the role that it brings along; what the lines say was compared with the files above. */
function mayHave(role: string, capability: string): boolean {
  const allowed = (who: string): boolean =>
    POLICY.some((line) => line.role === who && line.capability === capability && line.effect === 'allow')
  const denied = POLICY.some((line) => line.role === role && line.capability === capability && line.effect === 'deny')
  const brings: Readonly<Record<string, string>> = {
    district_admin: 'school_admin',
    community_lead: 'community_member',
  }
  return allowed(role) || (!denied && brings[role] !== undefined && allowed(brings[role]))
}

function linesOf(rowId: string): readonly PolicyLine[] {
  return POLICY.filter((line) => line.rows.includes(rowId))
}

function edgeOf(line: PolicyLine): Edge {
  if (line.scope === 'none') throw new Error('An allowance has a scope.')
  return EDGES[line.scope]
}

function holding(line: PolicyLine, edge: Edge): Principal {
  if (line.role === 'educator_record') return educatorAsSuch(DISTRICT, ME)
  if (line.role === 'support')
    return { districtId: DISTRICT, personId: null, customerId: null, roles: [], support: { accessId: '3' } }
  const role = ROLES.find((each) => each === line.role)
  if (role === undefined) throw new Error(`${line.role} is no role that a person holds.`)
  const roles: PrincipalRole[] = [{ role, scopeType: edge.at, scopeId: edge.scopeId }]
  if (line.scope === 'communities_where_already_member')
    roles.push({ role: 'community_member', scopeType: 'community', scopeId: '30' })
  // A teacher's own classes are those that they lead because they teach them.
  if (role === 'teacher' && edge.at === 'class')
    return {
      districtId: DISTRICT,
      personId: ME,
      customerId: null,
      roles: [
        { role, ...SCHOOL_SCOPE },
        { role: 'class_lead', scopeType: 'class', scopeId: edge.scopeId, taught: true },
      ],
    }
  return { districtId: DISTRICT, personId: ME, customerId: null, roles }
}

/** The code of the refusal, or null where there was none. */
function codeOf(act: () => unknown): string | null {
  try {
    act()
    return null
  } catch (error) {
    if (error instanceof Refusal) return error.code
    throw error
  }
}
