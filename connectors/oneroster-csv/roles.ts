/** Keeps the role rows of OneRoster 1.2 compactly until the users come that they belong to. */

import { IdIndex } from '../../src/feed/id-index.ts'
import { NumberList } from '../../src/feed/number-list.ts'
import { flatten } from '../../src/feed/flat.ts'
import { sortKey, sortRoles } from '../../src/feed/oneroster/feed-roles.ts'
import type { FeedRole } from '../../src/roster/model.ts'

const NO_ROLES: readonly FeedRole[] = []
/** Numbers per role row: the row of the same person before it (+ 1), which role it is, its number in roles.csv. */
const NEXT = 0
const ROLE = 1
const ROW = 2
const STRIDE = 3

const SEEN = 1
const DAMAGED = 2

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
 * All role rows, by user. 12 bytes a row and the user's id, outside the JavaScript heap, and each role itself once: all
 * students of a school share one. A million people fit into some 60 MB.
 */
export class RoleBook {
  readonly #users = new IdIndex()
  /** By user: number of the last role row + 1, 0 for none. */
  readonly #heads = new NumberList()
  /** By user: 1 seen in users.csv, 2 damaged. */
  readonly #marks = new NumberList()
  readonly #rows = new NumberList()
  #size = 0
  readonly #roleNumbers = new Map<string, number>()
  /** Each distinct role as the list of somebody who has no other. */
  readonly #roles: (readonly [FeedRole])[] = []

  /** Keeps one role row; `row` is its number in roles.csv. */
  add(userId: string, role: FeedRole, row: number): void {
    const user = this.#users.add(userId)
    const at = this.#size * STRIDE
    this.#rows.set(at + NEXT, this.#heads.get(user))
    this.#rows.set(at + ROLE, this.#roleNumber(role))
    this.#rows.set(at + ROW, row)
    this.#size += 1
    this.#heads.set(user, this.#size)
  }

  /** Notes that a user has a role row that can't be read. */
  markDamaged(userId: string): void {
    const user = this.#users.add(userId)
    this.#marks.set(user, this.#marks.get(user) | DAMAGED)
  }

  /** Null: roles.csv doesn't name this user. Remembers that the user exists. */
  take(userId: string): PersonRoles | null {
    const user = this.#users.find(userId)
    if (user === -1) return null
    const marks = this.#marks.get(user)
    this.#marks.set(user, marks | SEEN)
    const damaged = (marks & DAMAGED) !== 0
    const last = this.#heads.get(user)
    if (last === 0) return { feedRoles: NO_ROLES, damaged, extraPrimaryRows: [] }
    if (this.#rows.get((last - 1) * STRIDE + NEXT) === 0) {
      return { feedRoles: this.#roleAt((last - 1) * STRIDE), damaged, extraPrimaryRows: [] }
    }
    const places = this.#placesOf(last)
    return {
      feedRoles: sortRoles(places.flatMap((at) => this.#roleAt(at))),
      damaged,
      extraPrimaryRows: this.#extraPrimaries(places),
    }
  }

  /** The row in roles.csv of each user that `take` was never asked for. */
  *untakenRows(): Generator<number> {
    for (let user = 0; user < this.#users.size; user += 1) {
      const last = this.#heads.get(user)
      if ((this.#marks.get(user) & SEEN) === 0 && last > 0) {
        yield this.#rows.get((this.#placesOf(last)[0] ?? 0) + ROW)
      }
    }
  }

  /** Where the user's role rows stand, in the order of the file. */
  #placesOf(last: number): number[] {
    const places: number[] = []
    for (let number = last; number > 0; number = this.#rows.get((number - 1) * STRIDE + NEXT)) {
      places.push((number - 1) * STRIDE)
    }
    return places.toReversed()
  }

  #roleAt(at: number): readonly FeedRole[] {
    return this.#roles[this.#rows.get(at + ROLE)] ?? NO_ROLES
  }

  #roleNumber(role: FeedRole): number {
    const key = sortKey(role)
    const known = this.#roleNumbers.get(key)
    if (known !== undefined) return known
    const orgSourcedId = flatten(role.orgSourcedId)
    this.#roleNumbers.set(flatten(key), this.#roles.length)
    this.#roles.push([{ ...role, orgSourcedId }])
    return this.#roles.length - 1
  }

  #extraPrimaries(places: readonly number[]): number[] {
    const rolesOfOrg = new Map<string, Set<string>>()
    return places
      .filter((at) => {
        const [role] = this.#roleAt(at)
        if (role?.roleType !== 'primary') return false
        const roles = rolesOfOrg.get(role.orgSourcedId) ?? new Set()
        rolesOfOrg.set(role.orgSourcedId, roles.add(role.role))
        return roles.size > 1
      })
      .map((at) => this.#rows.get(at + ROW))
  }
}
