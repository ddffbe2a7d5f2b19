/**
 * Role mapping is data: ordered rules turn what a feed calls a person into roles of the product (product.md §2.2, §8).
 * Unmapped means no role at all.
 */

import { type Static, Type } from '@sinclair/typebox'
import { Ajv } from 'ajv'
import { type OrgScope, type OrgTree, schoolAbove, scopeOf } from './org-tree.ts'
import type { FeedRole, PersonRecord, Role, ScopeType } from './model.ts'

const Words = Type.Array(Type.String({ minLength: 1 }), { minItems: 1 })

/** `customer_admin` stands above districts and the class and community roles come from classes and communities. */
export const MAPPABLE_ROLES = [
  'district_admin',
  'school_admin',
  'coach',
  'principal',
  'billing_only',
  'teacher',
  'student',
  'guardian',
  'it_admin',
] as const satisfies readonly Role[]

const RuleSchema = Type.Object(
  {
    when: Type.Object(
      {
        role: Type.Optional(Words),
        roleType: Type.Optional(Words),
        orgType: Type.Optional(Words),
        school: Type.Optional(Words),
        email: Type.Optional(Words),
        sourcedId: Type.Optional(Words),
        metadata: Type.Optional(Type.Record(Type.String(), Words)),
      },
      { additionalProperties: false, minProperties: 1 },
    ),
    grant: Type.Array(
      Type.Object(
        {
          role: Type.Union(MAPPABLE_ROLES.map((role) => Type.Literal(role))),
          scope: Type.Union([Type.Literal('org'), Type.Literal('district')]),
        },
        { additionalProperties: false },
      ),
    ),
    stop: Type.Optional(Type.Boolean()),
    comment: Type.Optional(Type.String()),
  },
  { additionalProperties: false },
)

export const RoleMapSchema = Type.Object(
  { rules: Type.Array(RuleSchema), replaceDefault: Type.Optional(Type.Boolean()) },
  { additionalProperties: false },
)
export type RoleMap = Static<typeof RoleMapSchema>
type Rule = Static<typeof RuleSchema>

const validateRoleMap = new Ajv({ allErrors: true, strict: false }).compile(RoleMapSchema)

/** The map, or every fault with the place where it stands ("rules/2/grant/0/role: …"). */
export function readRoleMap(value: unknown): { readonly map: RoleMap } | { readonly faults: readonly string[] } {
  if (validateRoleMap(value)) return { map: value }
  const faults = (validateRoleMap.errors ?? [])
    .filter(
      (error) => error.keyword !== 'const' && !(error.keyword === 'anyOf' && error.instancePath.endsWith('/scope')),
    )
    .map((error) => {
      const place = error.instancePath.slice(1) || 'the map'
      if (error.instancePath.endsWith('/role') && error.keyword === 'anyOf')
        return `${place}: a feed can grant ${MAPPABLE_ROLES.join(', ')}`
      if (error.keyword === 'additionalProperties')
        return `${place}: "${String(error.params['additionalProperty'])}" is not known here`
      return `${place}: ${error.message ?? 'not understood'}`
    })
  return { faults: faults.length > 0 ? faults : ['the map: scope must be "org" or "district"'] }
}

export interface MappedGrant {
  readonly role: Role
  readonly scopeType: Extract<ScopeType, 'district' | 'school'>
  readonly scopeSourcedId: string | null
  /** 'district:2' or 'default:1': which map and which rule, counted from 1. */
  readonly rule: string
}

export interface MappedRoles {
  /** Sorted, no two alike; of two rules that give the same, the first is named. */
  readonly grants: readonly MappedGrant[]
  /** Orgs that the feed names and nobody knows. */
  readonly unknownOrgs: readonly string[]
  /** A rule held, but its org is neither a school nor the district. */
  readonly scopeless: boolean
  /** A rule held that says in so many words: no role. */
  readonly roleless: boolean
}

const DISTRICT: OrgScope = { scopeType: 'district', scopeSourcedId: null }

interface NumberedRule {
  readonly rule: Rule
  readonly label: string
}
export type CompiledRoleMap = readonly NumberedRule[]

/** The district's rules first, then the default's unless the district's map replaces it. Words are case-folded once. */
export function compileRoleMap(defaultMap: RoleMap, districtMap: RoleMap | null): CompiledRoleMap {
  const own = number(districtMap, 'district')
  return districtMap?.replaceDefault === true ? own : [...own, ...number(defaultMap, 'default')]
}

/** What rules name besides roles and schools, in small letters. */
export interface RulesAsk {
  /** Patterns: a `*` stands for any text. */
  readonly emails: readonly string[]
  readonly sourcedIds: readonly string[]
  /** Names of other fields. */
  readonly metadata: readonly string[]
}

/** Two people whose roles are alike, and whatever is named here, get the same by every one of these maps. */
export function whatRulesAsk(...maps: readonly CompiledRoleMap[]): RulesAsk {
  const whens = maps.flatMap((map) => map.map(({ rule }) => rule.when))
  return {
    emails: inSmallLetters(whens.flatMap(({ email = [] }) => email)),
    sourcedIds: inSmallLetters(whens.flatMap(({ sourcedId = [] }) => sourcedId)),
    metadata: inSmallLetters(whens.flatMap(({ metadata = {} }) => Object.keys(metadata))),
  }
}

/** Each once. */
function inSmallLetters(words: readonly string[]): readonly string[] {
  return [...new Set(words.map((word) => word.toLowerCase()))]
}

/** `today` is the date in the district's zone: a role that has ended or not begun gives nothing. */
export function mapRoles(map: CompiledRoleMap, person: PersonRecord, orgs: OrgTree, today: string): MappedRoles {
  if (!person.enabled || person.status === 'gone')
    return { grants: [], unknownOrgs: [], scopeless: false, roleless: false }
  const found = new Map<string, MappedGrant>()
  const unknownOrgs = new Set<string>()
  let scopeless = false
  let roleless = false
  for (const feedRole of person.feedRoles) {
    if (!isCurrent(feedRole, today)) continue
    if (!orgs.has(feedRole.orgSourcedId)) {
      unknownOrgs.add(feedRole.orgSourcedId)
      continue
    }
    for (const { rule, label } of map) {
      if (!holds(rule.when, person, feedRole, orgs)) continue
      if (!addGrants(found, { rule, label }, scopeOf(orgs, feedRole.orgSourcedId))) scopeless = true
      if (rule.grant.length === 0) roleless = true
      if (rule.stop === true) break
    }
  }
  const grants = [...found.entries()].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, grant]) => grant)
  return { grants, unknownOrgs: [...unknownOrgs].toSorted(), scopeless, roleless }
}

/** False where a grant had no scope to be held in. Of two rules that give the same, the first stays. */
function addGrants(found: Map<string, MappedGrant>, { rule, label }: NumberedRule, org: OrgScope | null): boolean {
  let scoped = true
  for (const { role, scope: wanted } of rule.grant) {
    const scope = wanted === 'district' ? DISTRICT : org
    if (scope === null) scoped = false
    else {
      const key = `${role} ${scope.scopeType} ${scope.scopeSourcedId ?? ''}`
      if (!found.has(key)) found.set(key, { role, ...scope, rule: label })
    }
  }
  return scoped
}

function isCurrent(feedRole: FeedRole, today: string): boolean {
  if (feedRole.beginDate !== null && feedRole.beginDate > today) return false
  return feedRole.endDate === null || feedRole.endDate >= today
}

function holds(when: Rule['when'], person: PersonRecord, feedRole: FeedRole, orgs: OrgTree): boolean {
  if (when.role && !includes(when.role, feedRole.role)) return false
  if (when.roleType && !includes(when.roleType, feedRole.roleType)) return false
  if (when.orgType && !includes(when.orgType, orgs.get(feedRole.orgSourcedId)?.type ?? '')) return false
  if (when.school && !isAtSchool(when.school, feedRole.orgSourcedId, orgs)) return false
  return isPerson(when, person)
}

function isPerson(when: Rule['when'], person: PersonRecord): boolean {
  if (when.email && !when.email.some((pattern) => matchesPattern(pattern, person.email ?? ''))) return false
  if (when.sourcedId && !includes(when.sourcedId, person.sourcedId)) return false
  return Object.entries(when.metadata ?? {}).every(([key, words]) => includes(words, metadataOf(person, key)))
}

function isAtSchool(schools: readonly string[], orgSourcedId: string, orgs: OrgTree): boolean {
  return includes(schools, orgSourcedId) || includes(schools, schoolAbove(orgs, orgSourcedId) ?? '')
}

function metadataOf(person: PersonRecord, key: string): string {
  const wanted = key.toLowerCase()
  const found = Object.entries(person.metadata).find(([name]) => name.toLowerCase() === wanted)
  return found?.[1] ?? ''
}

/** Words of a compiled map are lower case already. A blank value matches nothing. */
function includes(words: readonly string[], value: string): boolean {
  return value !== '' && words.includes(value.toLowerCase())
}

/** A `*` stands for any text; nothing else is special. No regular expression, so no pattern can be slow. */
function matchesPattern(pattern: string, value: string): boolean {
  if (value === '') return false
  const text = value.toLowerCase()
  const parts = pattern.split('*')
  const first = parts[0] ?? ''
  const last = parts.at(-1) ?? ''
  if (parts.length === 1) return text === pattern
  if (!text.startsWith(first) || !text.endsWith(last) || text.length < first.length + last.length) return false
  let from = first.length
  for (const part of parts.slice(1, -1)) {
    const at = text.indexOf(part, from)
    if (at < 0 || at + part.length > text.length - last.length) return false
    from = at + part.length
  }
  return true
}

function number(map: RoleMap | null, name: string): NumberedRule[] {
  return (map?.rules ?? []).map((rule, index) => ({ rule: fold(rule), label: `${name}:${index + 1}` }))
}

function fold(rule: Rule): Rule {
  const { metadata, ...words } = rule.when
  const folded = Object.fromEntries(Object.entries(words).map(([key, list]) => [key, lower(list)]))
  const foldedMetadata =
    metadata && Object.fromEntries(Object.entries(metadata).map(([key, list]) => [key, lower(list)]))
  return { ...rule, when: foldedMetadata ? { ...folded, metadata: foldedMetadata } : folded }
}

function lower(words: readonly string[]): string[] {
  return words.map((word) => word.toLowerCase())
}
