/** What a fake Clever holds of one district: its objects in the order in which they came, and what happened to them. */

import type { District } from '../../contract/districts/district.ts'
import type { ClassRecord, EnrolmentRecord, OrgRecord, RosterRecord, Table } from '../../../src/roster/model.ts'
import {
  type CleverObject,
  type Spelling,
  spellCourse,
  spellSchool,
  spellSection,
  spellTerm,
  spellUser,
} from './clever-objects.ts'

export const COLLECTIONS = ['schools', 'terms', 'courses', 'sections', 'users'] as const
export type CollectionName = (typeof COLLECTIONS)[number]

export interface CleverEvent {
  readonly id: string
  readonly type: string
  readonly created: string
  readonly data: { readonly object: CleverObject }
}

type Objects = Map<string, CleverObject>

export class CleverStore {
  readonly #spelling: Omit<Spelling, 'district'>
  #district: OrgRecord
  #objects = new Map<CollectionName, Map<string, CleverObject>>()
  /** By collection and id: who came before whom, also of those that are gone. */
  readonly #numbers = new Map<string, number>()
  #events: CleverEvent[] = []
  #eventNumber = 0

  constructor(district: District, spelling: Omit<Spelling, 'district'>) {
    this.#spelling = spelling
    this.#district = districtOf(district)
    this.#objects = this.#spell(district)
  }

  get district(): OrgRecord {
    return this.#district
  }

  get events(): readonly CleverEvent[] {
    return this.#events
  }

  /** In the order of their numbers. */
  list(collection: CollectionName): readonly CleverObject[] {
    return [...(this.#objects.get(collection)?.values() ?? [])]
  }

  find(collection: CollectionName, id: string): CleverObject | null {
    return this.#objects.get(collection)?.get(id) ?? null
  }

  numberOf(collection: string, id: string): number {
    return this.#numbers.get(`${collection} ${id}`) ?? Number.POSITIVE_INFINITY
  }

  /** The district is another one from now on: an event for everything that is not as it was. */
  change(next: District, at: Date): void {
    const before = this.#objects
    this.#district = districtOf(next)
    this.#objects = this.#spell(next)
    for (const collection of COLLECTIONS) {
      const old: Objects = before.get(collection) ?? new Map()
      const now: Objects = this.#objects.get(collection) ?? new Map()
      for (const [id, object] of now) {
        const known = old.get(id)
        if (known === undefined) this.#note(collection, 'created', object, at)
        else if (JSON.stringify(known) !== JSON.stringify(object)) this.#note(collection, 'updated', object, at)
      }
      for (const [id, object] of old) if (!now.has(id)) this.#note(collection, 'deleted', object, at)
    }
  }

  /** Puts an object in the place of another, or beside the others, without an event: for what no district could be. */
  put(collection: CollectionName, object: CleverObject, id = object.id): void {
    this.#objects.get(collection)?.set(id, object)
    this.#number(collection, id)
    this.#numbers.set(`${collection} ${object.id}`, this.numberOf(collection, id))
  }

  /** Leaves only the newest events, as after thirty days. */
  forgetEvents(keep: number): void {
    this.#events = keep === 0 ? [] : this.#events.slice(-keep)
  }

  #note(collection: CollectionName, what: string, object: CleverObject, at: Date): void {
    this.#eventNumber += 1
    const id = `6${String(this.#eventNumber).padStart(23, '0')}`
    this.#events.push({ id, type: `${collection}.${what}`, created: at.toISOString(), data: { object } })
    this.#number('events', id)
  }

  #spell(district: District): Map<CollectionName, Map<string, CleverObject>> {
    const spelling = { ...this.#spelling, district: this.#district.sourcedId }
    const members = membersOf(district)
    const terms = termHolders(district)
    const active = <T extends Table>(table: T): Extract<RosterRecord, { table: T }>[] =>
      [...district.records(table)].filter(
        (record): record is Extract<RosterRecord, { table: T }> => record.table === table && record.status === 'active',
      )
    const lists: Record<CollectionName, CleverObject[]> = {
      schools: active('orgs')
        .filter(({ type }) => type !== 'district')
        .map((org) => spellSchool(org, spelling)),
      terms: active('terms').map((term) => spellTerm(term, spelling)),
      courses: active('courses').map((course) => spellCourse(course, spelling)),
      sections: active('classes').map((made) =>
        spellSection(made, { enrolments: members.get(made.sourcedId) ?? [], term: terms(made) }, spelling),
      ),
      users: active('people').map((person) => spellUser(person, spelling)),
    }
    for (const collection of COLLECTIONS) for (const { id } of lists[collection]) this.#number(collection, id)
    const byNumber = (collection: CollectionName): CleverObject[] =>
      lists[collection].toSorted((a, b) => this.numberOf(collection, a.id) - this.numberOf(collection, b.id))
    return new Map(COLLECTIONS.map((name) => [name, new Map(byNumber(name).map((each) => [each.id, each]))]))
  }

  #number(collection: string, id: string): void {
    const key = `${collection} ${id}`
    if (!this.#numbers.has(key)) this.#numbers.set(key, this.#numbers.size)
  }
}

function districtOf(district: District): OrgRecord {
  for (const org of district.records('orgs')) if (org.table === 'orgs' && org.type === 'district') return org
  throw new Error('This district has no org of the type district.')
}

function membersOf(district: District): ReadonlyMap<string, EnrolmentRecord[]> {
  const members = new Map<string, EnrolmentRecord[]>()
  for (const enrolment of district.records('enrolments')) {
    if (enrolment.table !== 'enrolments' || enrolment.status !== 'active') continue
    const known = members.get(enrolment.classSourcedId)
    if (known === undefined) members.set(enrolment.classSourcedId, [enrolment])
    else known.push(enrolment)
  }
  return members
}

/** Which one term a class has: its own, or of several the one that holds them. */
function termHolders(district: District): (made: ClassRecord) => string | null {
  const parents = new Map<string, string | null>()
  for (const term of district.records('terms'))
    if (term.table === 'terms') parents.set(term.sourcedId, term.parentSourcedId)
  return ({ termSourcedIds: [first, ...others] }) => {
    if (first === undefined) return null
    return others.length === 0 ? first : (parents.get(first) ?? first)
  }
}
