/** What rows of a staff list become. Administrators are none of them: they are added one by one (002). Pure. */

import {
  type ImportEffect,
  type ImportRef,
  type ImportSchool,
  isNote,
  isSame,
  type PlannedRow,
  refOfRow,
  schoolOf,
  type StaffImportRole,
  stayOut,
  take,
} from './import-plan.ts'
import type { ImportNote, ImportRow } from './import-sheet.ts'
import { isMailAddress } from './mail-address.ts'

/** Somebody of the district who has one of the addresses. */
export interface KnownStaff {
  readonly id: string
  /** In lower case, also that of their account. */
  readonly emails: readonly string[]
  readonly givenName: string
  readonly familyName: string
  /** No student and no guardian. */
  readonly isStaff: boolean
  readonly isSuspended: boolean
  /** They belong to a school within reach, or the whole district is. */
  readonly inReach: boolean
  /** Held at schools. */
  readonly roles: readonly { readonly role: string; readonly schoolId: string }[]
  /** Classes that they teach. */
  readonly teaches: readonly string[]
  /** Classes that somebody took them out of by hand. */
  readonly takenOutOf: readonly string[]
}

export interface StaffFacts {
  readonly schools: readonly ImportSchool[]
  readonly known: readonly KnownStaff[]
  /** Accounts of teachers come from the roster. */
  readonly teachersFromRoster: boolean
  readonly mayGive: (role: StaffImportRole, schoolId: string) => boolean
}

const ROLES: Readonly<Record<string, StaffImportRole | 'administrator'>> = {
  '': 'teacher',
  teacher: 'teacher',
  educator: 'teacher',
  coach: 'coach',
  principal: 'principal',
  admin: 'administrator',
  administrator: 'administrator',
  schooladmin: 'administrator',
  schooladministrator: 'administrator',
  buildingadministrator: 'administrator',
  districtadmin: 'administrator',
  districtadministrator: 'administrator',
  customeradmin: 'administrator',
  customeradministrator: 'administrator',
  itadmin: 'administrator',
  districtit: 'administrator',
  billing: 'administrator',
  billingonly: 'administrator',
}

interface Seen {
  readonly ref: ImportRef
  readonly givenName: string
  readonly familyName: string
  /** `role school` that they have, or are given. */
  readonly holds: Set<string>
}

export function planStaff(rows: readonly ImportRow[], facts: StaffFacts): readonly PlannedRow[] {
  const seen = new Map<string, Seen>()
  const known = new Map(facts.known.flatMap((one) => one.emails.map((email) => [email, one] as const)))
  return rows.map((row) => planOne(row, { ...facts, byEmail: known }, seen))
}

interface Facts extends StaffFacts {
  readonly byEmail: ReadonlyMap<string, KnownStaff>
}

function planOne(row: ImportRow, facts: Facts, seen: Map<string, Seen>): PlannedRow {
  const [givenName, familyName] = [row.cell('givenName'), row.cell('familyName')]
  const name = `${givenName} ${familyName}`.trim()
  const found = schoolOf(
    row,
    facts.schools.filter(({ whole }) => whole),
  )
  const school = isNote(found) ? null : found
  const role = roleOf(row, school, facts)
  const email = row.cell('email').toLowerCase()
  const problems = [
    ...row.problems,
    ...(isNote(found) ? [found] : []),
    ...(typeof role === 'string' ? [] : [role]),
    ...(email === '' || isMailAddress(email) ? [] : [row.say('email', 'email_wrong', 'This is no e-mail address.')]),
  ]
  if (problems.length > 0 || school === null || typeof role !== 'string')
    return stayOut(row, { name, school, notes: problems })
  const held = `${role} ${school.id}`
  const said = { name, school, notes: [] }
  const before = seen.get(email)
  if (before !== undefined) {
    if (!isSame(before.givenName, givenName) || !isSame(before.familyName, familyName)) {
      const twice = row.say('email', 'address_twice', 'The address stands further up with another name.')
      return stayOut(row, { ...said, notes: [twice] })
    }
    return take(row, said, giveOnce(before, { role, school, held }))
  }
  const known = facts.byEmail.get(email)
  if (known !== undefined) return planKnown(row, { known, role, school, name, seen, email })
  if (role === 'teacher' && facts.teachersFromRoster) {
    const note = row.say('role', 'accounts_from_roster', 'Accounts of teachers come from the roster in this district.')
    return stayOut(row, { ...said, notes: [note] })
  }
  seen.set(email, { ref: refOfRow(row.row), givenName, familyName, holds: new Set([held]) })
  const person = { effect: 'person', as: role, schoolId: school.id, givenName, familyName } as const
  return take(row, said, [{ ...person, email: row.cell('email'), number: null, grades: [] }])
}

interface Known {
  readonly known: KnownStaff
  readonly role: StaffImportRole
  readonly school: ImportSchool
  readonly name: string
  readonly seen: Map<string, Seen>
  readonly email: string
}

function planKnown(row: ImportRow, { known, role, school, name, seen, email }: Known): PlannedRow {
  const { id, isStaff, isSuspended, inReach, givenName, familyName } = known
  const out = (code: string, says: string): PlannedRow =>
    stayOut(row, { name, school, notes: [row.say('email', code, says)] })
  if (!inReach)
    return out(
      'address_elsewhere',
      'Somebody whom you don’t look after has this address. Ask an administrator of the district.',
    )
  if (!isStaff) return out('address_taken', 'A student or guardian has this address.')
  if (isSuspended)
    return out('account_deactivated', 'This account is deactivated. Activate it on the page of the person.')
  const isNamedSo = isSame(givenName, row.cell('givenName')) && isSame(familyName, row.cell('familyName'))
  if (!isSame(givenName, row.cell('givenName')) && !isSame(familyName, row.cell('familyName')))
    return out('address_of_other', 'Somebody of another name has this address. Put the address or the name right.')
  const holds = new Set(known.roles.map((one) => `${one.role} ${one.schoolId}`))
  const person = { ref: id, givenName: row.cell('givenName'), familyName: row.cell('familyName'), holds }
  seen.set(email, person)
  const kept = row.say('familyName', 'names_kept', 'Their name stays as it is. Edit it on the page of the person.')
  const effects = giveOnce(person, { role, school, held: `${role} ${school.id}` })
  return take(row, { name, school, notes: isNamedSo ? [] : [kept] }, effects)
}

function giveOnce(
  { ref, holds }: Seen,
  { role, school, held }: { readonly role: StaffImportRole; readonly school: ImportSchool; readonly held: string },
): readonly ImportEffect[] {
  if (holds.has(held)) return []
  holds.add(held)
  return [{ effect: 'role', person: ref, role, schoolId: school.id }]
}

function roleOf(row: ImportRow, school: ImportSchool | null, facts: StaffFacts): StaffImportRole | ImportNote {
  const role =
    ROLES[
      row
        .cell('role')
        .toLowerCase()
        .replaceAll(/[\s_-]/g, '')
    ]
  if (role === undefined) return row.say('role', 'role_unknown', 'Write teacher, coach or principal.')
  if (role === 'administrator')
    return row.say('role', 'role_individually', 'Administrators, district IT and billing are added one by one.')
  if (school !== null && !facts.mayGive(role, school.id))
    return row.say('role', 'role_not_yours', 'This role is given by an administrator of the district.')
  return role
}
