/** Keeps the role rows of OneRoster 1.2 compactly until the users come that they belong to. */

import { grown, IdIndex } from '../../src/feed/id-index.ts'
import { flatten } from '../../src/feed/flat.ts'
import type { FeedRole, FeedRoleName, RoleType } from '../../src/roster/model.ts'

const NO_ROLES: readonly FeedRole[] = []
/** Numbers per role row: who carries on, the words (role, type, org, begin, end), the row. */
const NEXT = 0
const ROLE = 1
const TYPE = 2
const ORG = 3
const BEGIN = 4
const END = 5
const ROW = 6
const STRIDE = 7

/** What roles.csv says of one person. */
export interface PersonRoles {
  /** Sorted by (org, role, role type, begin, end), each once. May be shared between people: never change it. */
  readonly feedRoles: readonly FeedRole[]
  /** A role row of this person is faulty: what is left of their roles would be a guess. */
  readonly damaged: boolean
  /** Rows beyond the first that call an org the person's primary one, in roles.csv. */
  readonly extraPrimaryRows: readonly number[]
}

/**
 * All role rows, by user. 28 bytes a row and the user's id, outside the JavaScript heap: a million people fit into
 * 80 MB, and looking one up makes no garbage unless they have several roles.
 */
export class RoleBook {
  readonly #users = new IdIndex()
  /** By user: number of the last role row + 1, 0 for none. */
  #heads = new Uint32Array(1024)
  /** By user: 1 seen in users.csv, 2 damaged. */
  #marks = new Uint8Array(1024)
  #rows = new Uint32Array(1024 * STRIDE)
  #size = 0
  readonly #roleNames = new Words<FeedRoleName>('student', (name) => name)
  readonly #roleTypes = new Words<RoleType>('primary', (type) => type)
  readonly #words = new Words<string>('', flatten)
  readonly #single = new Map<string, readonly FeedRole[]>()

  /** Keeps one role row; `row` is its number in roles.csv. */
  add(userId: string, role: FeedRole, row: number): void {
    const user = this.#user(userId)
    if ((this.#size + 1) * STRIDE > this.#rows.length) this.#rows = grown(this.#rows)
    const at = this.#size * STRIDE
    this.#rows[at + NEXT] = this.#heads[user] ?? 0
    this.#rows[at + ROLE] = this.#roleNames.number(role.role)
    this.#rows[at + TYPE] = this.#roleTypes.number(role.roleType)
    this.#rows[at + ORG] = this.#words.number(role.orgSourcedId)
    this.#rows[at + BEGIN] = this.#words.number(role.beginDate ?? '')
    this.#rows[at + END] = this.#words.number(role.endDate ?? '')
    this.#rows[at + ROW] = row
    this.#size += 1
    this.#heads[user] = this.#size
  }

  /** Notes that a user has a role row that can't be read. */
  markDamaged(userId: string): void {
    const user = this.#user(userId)
    this.#marks[user] = (this.#marks[user] ?? 0) | 2
  }

  /** Null: roles.csv doesn't name this user. Remembers that the user exists. */
  take(userId: string): PersonRoles | null {
    const user = this.#users.find(userId)
    if (user === -1) return null
    const marks = this.#marks[user] ?? 0
    this.#marks[user] = marks | 1
    const damaged = (marks & 2) !== 0
    const last = this.#heads[user] ?? 0
    if (last === 0) return { feedRoles: NO_ROLES, damaged, extraPrimaryRows: [] }
    if (this.#rows[(last - 1) * STRIDE + NEXT] === 0) {
      return { feedRoles: this.#singleRole((last - 1) * STRIDE), damaged, extraPrimaryRows: [] }
    }
    const places = this.#placesOf(last)
    return {
      feedRoles: sortRoles(places.map((at) => this.#roleAt(at))),
      damaged,
      extraPrimaryRows: this.#extraPrimaries(places),
    }
  }

  /** The row in roles.csv of each user that `take` was never asked for. */
  *untakenRows(): Generator<number> {
    for (let user = 0; user < this.#users.size; user += 1) {
      const last = this.#heads[user] ?? 0
      if (((this.#marks[user] ?? 0) & 1) === 0 && last > 0) {
        yield this.#rows[(this.#placesOf(last)[0] ?? 0) + ROW] ?? 0
      }
    }
  }

  #user(userId: string): number {
    const user = this.#users.add(userId)
    if (user >= this.#heads.length) {
      this.#heads = grown(this.#heads)
      const marks = new Uint8Array(this.#marks.length * 2)
      marks.set(this.#marks)
      this.#marks = marks
    }
    return user
  }

  /** Where the user's role rows stand, in the order of the file. */
  #placesOf(last: number): number[] {
    const places: number[] = []
    for (let number = last; number > 0; number = this.#rows[(number - 1) * STRIDE + NEXT] ?? 0) {
      places.push((number - 1) * STRIDE)
    }
    return places.toReversed()
  }

  #roleAt(at: number): FeedRole {
    const word = (offset: number): string => this.#words.word(this.#rows[at + offset] ?? 0)
    return {
      role: this.#roleNames.word(this.#rows[at + ROLE] ?? 0),
      roleType: this.#roleTypes.word(this.#rows[at + TYPE] ?? 0),
      orgSourcedId: word(ORG),
      beginDate: word(BEGIN) === '' ? null : word(BEGIN),
      endDate: word(END) === '' ? null : word(END),
    }
  }

  /** Most people have one role, and it is the same for all students of a school: one list for all of them. */
  #singleRole(at: number): readonly FeedRole[] {
    const key = this.#rows.subarray(at + ROLE, at + ROW).join()
    const known = this.#single.get(key)
    if (known !== undefined) return known
    const roles = [this.#roleAt(at)]
    if (this.#single.size < 10_000) this.#single.set(key, roles)
    return roles
  }

  #extraPrimaries(places: readonly number[]): number[] {
    const primary = this.#roleTypes.number('primary')
    const rolesOfOrg = new Map<number, Set<number>>()
    return places
      .filter((at) => {
        if (this.#rows[at + TYPE] !== primary) return false
        const roles = rolesOfOrg.get(this.#rows[at + ORG] ?? 0) ?? new Set()
        rolesOfOrg.set(this.#rows[at + ORG] ?? 0, roles.add(this.#rows[at + ROLE] ?? 0))
        return roles.size > 1
      })
      .map((at) => this.#rows[at + ROW] ?? 0)
  }
}

/** Numbers for words that come again and again. */
class Words<T extends string> {
  readonly #numbers = new Map<T, number>()
  readonly #words: T[] = []
  readonly #none: T
  readonly #keep: (word: T) => T

  /** `none` stands for a number that was never given; `keep` makes a word fit to be kept. */
  constructor(none: T, keep: (word: T) => T) {
    this.#none = none
    this.#keep = keep
  }

  number(word: T): number {
    const known = this.#numbers.get(word)
    if (known !== undefined) return known
    const kept = this.#keep(word)
    this.#numbers.set(kept, this.#words.length)
    this.#words.push(kept)
    return this.#words.length - 1
  }

  word(number: number): T {
    return this.#words[number] ?? this.#none
  }
}

/** Sorted as the canonical record wants them, each once: the same person has the same list whichever way it came. */
export function sortRoles(roles: readonly FeedRole[]): readonly FeedRole[] {
  if (roles.length < 2) return roles
  const keyed = new Map(roles.map((role) => [sortKey(role), role]))
  return [...keyed].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, role]) => role)
}

function sortKey(role: FeedRole): string {
  return [role.orgSourcedId, role.role, role.roleType, role.beginDate ?? '', role.endDate ?? ''].join('\u0000')
}
