/**
 * A second reading of the permission files, to compare the policy with. It knows the rows and a few sentences of the
 * product's description, nothing of src/access: for one asker and one thing it goes through the rows and asks of each,
 * in plain words, whether it gives it.
 */

import type { PermissionRow } from './permission-rows.ts'
import { readPermissionRows } from './permission-rows.ts'

/** A role, and the one place where it is held. */
export interface Held {
  readonly role: string
  readonly at: 'customer' | 'district' | 'school' | 'class' | 'community'
  readonly id: string
  /** Of a class's lead: by the roster, as its teacher. */
  readonly teaches?: boolean
}

export interface Asker {
  readonly district: string
  readonly person: string | null
  readonly customer: string | null
  readonly held: readonly Held[]
  /** The customer takes only what the chart of 002 ticks. */
  readonly strict: boolean
  /** Asked as somebody in the educator database. */
  readonly educator: boolean
  /** Let in to look, for a while. */
  readonly support?: boolean
  /** As if no role brought another along: lines that say twice what is brought along show then. */
  readonly alone?: boolean
}

/** What is asked about. */
export interface Thing {
  readonly district: string
  readonly schools: readonly string[]
  readonly class: string | null
  /** Communities that this class stands in. */
  readonly classIsIn: readonly string[]
  readonly community: string | null
  /** Classes that stand in this community. */
  readonly communityHas: readonly string[]
  readonly owner: string | null
  /** Whom a coaching record is about; null: nobody said. */
  readonly about: readonly string[] | null
}

const ROWS = readPermissionRows()
const nameOf = (row: PermissionRow): string => `${row.action}:${row.resource}`
const byName = Map.groupBy(ROWS, nameOf)

/** Every name that stands in the files with a yes or a no, and those that "everything" means. */
export function namesOfTheFiles(): readonly string[] {
  const plain = ROWS.filter((row) => row.effect !== 'rule' && row.resource !== 'everything').map(nameOf)
  return [...new Set([...plain, ...EVERYTHING, ...SENTENCES.map(nameOf)])]
}

/** P000-01, "everything": what a coach of 000 sees and uses, and the records themselves. */
const EVERYTHING: readonly string[] = [
  'view:interaction',
  ...ROWS.filter((row) => row.id.startsWith('P000') && row.role === 'coach' && row.effect === 'allow')
    .filter((row) => row.action === 'view' || row.action === 'use')
    .map(nameOf),
]

/** Sentences of product.md beside the files: a coach sees their own work (4.4) and puts it right (4.1), brings an older log in, or a district admin does (4.1), others’ and reports of the district where it lets them (4.4, 4.6), tags are the district's and the coaches' whom it lets (4.1), educators are added by administrators and by the coaches whom it lets (4.5), a community’s leads keep its name (5.1), administrators of the district and of a school say which communities are made of its roster (5.1), those of the district what its surveys ask (5.4), the last lead goes by a district admin (5.6), a launch grants nothing to whoever connects its LMS (7). */
const SENTENCES: readonly PermissionRow[] = [
  sentence({ role: 'coach', action: 'view', resource: 'interaction', scope: 'own_interactions' }),
  sentence({ role: 'coach', action: 'edit', resource: 'interaction', scope: 'own_interactions' }),
  sentence({ role: 'coach', action: 'import', resource: 'interaction', scope: 'assigned_schools' }),
  sentence({ role: 'district_admin', action: 'import', resource: 'interaction', scope: 'district' }),
  sentence({ role: 'district_admin', action: 'add', resource: 'educator', scope: 'district' }),
  sentence({ role: 'school_admin', action: 'add', resource: 'educator', scope: 'own_school' }),
  sentence(
    { role: 'coach', action: 'add', resource: 'educator', scope: 'assigned_schools' },
    'granted_by_district_admin',
  ),
  sentence({ role: 'district_admin', action: 'edit', resource: 'coaching_tag', scope: 'district' }),
  sentence({ role: 'coach', action: 'edit', resource: 'coaching_tag', scope: 'district' }, 'granted_by_district_admin'),
  sentence(
    { role: 'coach', action: 'view', resource: 'colleague_interaction', scope: 'assigned_schools' },
    'granted_by_district_admin',
  ),
  sentence(
    { role: 'coach', action: 'view', resource: 'district_data_report', scope: 'district' },
    'granted_by_district_admin',
  ),
  sentence({ role: 'district_admin', action: 'remove', resource: 'class_lead', scope: 'district' }),
  sentence({ role: 'community_lead', action: 'edit', resource: 'community', scope: 'community' }),
  sentence({ role: 'district_admin', action: 'manage', resource: 'community_rule', scope: 'district' }),
  sentence({ role: 'school_admin', action: 'manage', resource: 'community_rule', scope: 'own_school' }),
  sentence({ role: 'district_admin', action: 'manage', resource: 'question_set', scope: 'district' }),
  sentence({ role: 'district_admin', action: 'confirm', resource: 'lti_deployment', scope: 'district' }),
  sentence({ role: 'customer_admin', action: 'confirm', resource: 'lti_deployment', scope: 'customer' }),
]

function sentence(row: Pick<PermissionRow, 'role' | 'action' | 'resource' | 'scope'>, condition = ''): PermissionRow {
  return { ...row, id: 'product.md', effect: 'allow', condition, basis: 'text', restriction: '', note: '' }
}

/** Whether one of the asker's roles gives it for this thing, when just these conditions hold. */
export function mayByTheFiles(asker: Asker, name: string, thing: Thing, holding: ReadonlySet<string>): boolean {
  if (thing.district !== asker.district) return false
  if (isCoachingRecord(name) && asker.person !== null) {
    if (thing.about === null || thing.about.includes(asker.person)) return false
  }
  // Whoever looks as support looks with nothing else.
  if (asker.support === true) return isLookedAt(name, holding)
  return (
    asker.held.some((held) => gives(asker, held, { name, thing, holding })) ||
    givesToEducators(asker, name, thing, holding)
  )
}

/** What the decision on support access counts up, and nothing of it is a change. */
const LOOKED_AT: ReadonlySet<string> = new Set([
  ...['source', 'run_report', 'quarantine', 'role_map', 'why_trace', 'preflight'].map((thing) => `view:${thing}`),
  ...['licence_state', 'ledger', 'effective_rule', 'health'].map((thing) => `view:${thing}`),
  'view:audit_log_of_sync_and_lti',
])
const RECORDS_OF_THE_ROSTER = 'edit:feed_owned_field'

function isLookedAt(name: string, holding: ReadonlySet<string>): boolean {
  return LOOKED_AT.has(name) || (name === RECORDS_OF_THE_ROSTER && holding.has('reading'))
}

interface Question {
  readonly name: string
  readonly thing: Thing
  readonly holding: ReadonlySet<string>
}

function gives(asker: Asker, held: Held, question: Question): boolean {
  if (rowsFor(held.role, question.name).some((row) => rowGives(row, asker, held, question))) return true
  // P001-05; and a lead of a community was one of its members first (P003-27).
  const brings = { district_admin: 'school_admin', community_lead: 'community_member' }[held.role]
  if (
    asker.alone === true ||
    brings === undefined ||
    rowsFor(held.role, question.name).some((row) => row.effect === 'deny')
  )
    return false
  return rowsFor(brings, question.name).some((row) => rowGives(row, asker, { ...held, role: brings }, question))
}

function givesToEducators(asker: Asker, name: string, thing: Thing, holding: ReadonlySet<string>): boolean {
  if (!asker.educator) return false
  return rowsFor('educator_record', name).some(
    (row) =>
      row.effect === 'allow' && conditionsOf(row).every((each) => holding.has(each)) && thing.owner === asker.person,
  )
}

function rowsFor(role: string, name: string): readonly PermissionRow[] {
  const own = (byName.get(name) ?? []).filter((row) => row.role === role)
  const said = SENTENCES.filter((row) => row.role === role && nameOf(row) === name)
  const all = EVERYTHING.includes(name) ? (byName.get('view:everything') ?? []).filter((row) => row.role === role) : []
  return [...own, ...said, ...all]
}

function rowGives(row: PermissionRow, asker: Asker, held: Held, { name, thing, holding }: Question): boolean {
  if (row.effect !== 'allow') return false
  if (row.basis === 'inherited' && asker.strict) return false
  if (conditionsOf(row).some((each) => !holding.has(each))) return false
  return isOfTheDistrict(name) && held.at === 'school' ? false : isThere(row.scope, asker, held, thing)
}

/** The conditions of a row: its column, and what its note or its words add. */
export function conditionsOf(row: PermissionRow): readonly string[] {
  const isMembership = row.condition.startsWith('is_member')
  const conditions = row.condition === '' || isMembership ? [] : [row.condition]
  const teacherOnly = row.role === 'teacher' && row.note.includes('teacher_may_create_students')
  if (teacherOnly && !row.resource.includes('may_create')) conditions.push('teacher_may_create_students')
  // What a feed owns is locked where a name is edited; seeing an account is no edit.
  const isLocked = /roster-managed fields \(name|Read-only when roster-managed|Feed-owned fields are locked/.test(
    row.note,
  )
  if (isLocked) conditions.push('field_open')
  if (/NOT peer Building|^Teacher accounts only$/.test(row.note)) conditions.push('not_a_peer')
  if (row.action === 'promote' && row.id.startsWith('P001')) conditions.push('target_is_educator')
  if (row.note.startsWith('Escalation hole') && row.action !== 'remove') conditions.push('not_oneself', 'lead_consents')
  if (row.action === 'remove' && row.resource === 'class_lead' && row.id !== 'product.md' && row.effect === 'allow')
    conditions.push('not_the_last_lead')
  return conditions
}

/** All conditions that some row of this name has. */
export function conditionsOfName(name: string): readonly string[] {
  const reading = name === RECORDS_OF_THE_ROSTER ? ['reading'] : []
  const rows = [...(byName.get(name) ?? []), ...SENTENCES.filter((row) => nameOf(row) === name)]
  return [...new Set([...rows.flatMap(conditionsOf), ...reading])]
}

const COACHING_RECORDS: ReadonlySet<string> = new Set([
  'interaction',
  'colleague_interaction',
  'coaching_cycle',
  'own_note_access_log',
])

function isCoachingRecord(name: string): boolean {
  return COACHING_RECORDS.has(name.slice(name.indexOf(':') + 1))
}

/** What is the district's as a whole: an office of one school has no part in it. */
const DISTRICTS_OWN =
  /:(source|run|held_run.*|role_map.*|roster|lti_.*|match_by_email|licence_quantity|school_reservation|seat_priority|coaching_settings|permissions|district_admin_role|district_administrator|administrator_account|it_admin|district_rule|financial_transaction|payment|sign_in|support_access|retention|legal_hold|person_record|district|parent_portal_logo|school_group|teacher_may_create_students|second_language_allowed|student_information_number.*)$/

function isOfTheDistrict(name: string): boolean {
  if (name === 'erase:person') return true
  return DISTRICTS_OWN.test(name) && !/^view:(source|role_map)$/.test(name)
}

type Reach = (asker: Asker, held: Held, thing: Thing) => boolean

const inSchool: Reach = (_asker, held, thing) =>
  held.at === 'district' || (held.at === 'school' && thing.schools.includes(held.id))
const inCustomer: Reach = (asker, held) =>
  held.at === 'customer' && asker.customer !== null && held.id === asker.customer
const inTaughtClass: Reach = (asker, _held, thing) =>
  asker.held.some((each) => each.role === 'class_lead' && each.teaches === true && each.id === thing.class)
const inDistrict: Reach = (_asker, held, thing) => isInTheDistrict(held, thing)

/** What each word of the column `scope` means. */
const REACHES: ReadonlyMap<string, Reach> = new Map<string, Reach>([
  ['customer', inCustomer],
  ['between_schools_in_customer', inCustomer],
  ['district', inDistrict],
  ['every_school_in_district', inDistrict],
  ['between_schools_in_district', inDistrict],
  ['own_school', inSchool],
  ['own_schools', inSchool],
  ['assigned_schools', inSchool],
  ['as_granted', inSchool],
  ['between_classes_in_own_school', inSchool],
  ['own_classes', inTaughtClass],
  ['between_own_classes', inTaughtClass],
  ['own_class', (_asker, held, thing) => held.at === 'class' && thing.class === held.id],
  ['classes_in_own_community', (_asker, held, thing) => held.at === 'community' && thing.classIsIn.includes(held.id)],
  ['community', (_asker, held, thing) => held.at === 'community' && thing.community === held.id],
  ['own_communities', (_asker, held, thing) => held.at === 'class' && thing.communityHas.includes(held.id)],
  [
    'communities_where_already_member',
    (asker, held, thing) =>
      held.at === 'class' &&
      asker.held.some((each) => each.role.startsWith('community_') && each.id === thing.community),
  ],
  ['own_interactions', isTheirOwn],
  ['self', isTheirOwn],
])

function isThere(scope: string, asker: Asker, held: Held, thing: Thing): boolean {
  const reach = REACHES.get(scope)
  if (reach === undefined) throw new Error(`The files have a scope that the second reading does not know: ${scope}`)
  return reach(asker, held, thing)
}

/** A district's office held on one school is that school's; other roles belong to the district wherever they are held. */
function isInTheDistrict(held: Held, thing: Thing): boolean {
  const isOffice = ['district_admin', 'it_admin', 'billing_only'].includes(held.role)
  if (held.at === 'district' || !isOffice) return true
  return held.at === 'school' && thing.schools.includes(held.id)
}

function isTheirOwn(asker: Asker, held: Held, thing: Thing): boolean {
  if (held.role === 'customer_admin') return false
  return asker.person !== null && thing.owner === asker.person
}
