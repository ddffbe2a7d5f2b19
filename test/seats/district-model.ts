/** Moves of a small district for property tests: what may happen to its people, its purchases and its clock. */

import * as fc from 'fast-check'
import type { Role } from '../../src/roster/model.ts'
import type { RoleLicenceKind } from '../../src/seats/kind.ts'

export const KIND: RoleLicenceKind = {
  id: 'coaching-seats',
  title: 'Coaching seats',
  counts: 'roles',
  roles: ['district_admin', 'coach'],
  offUnlessBought: false,
  graceDays: 5,
  overDays: 7,
}

export const NOW = new Date('2026-11-22T02:00:00Z')

export type Happening =
  | { readonly what: 'grant'; readonly person: number; readonly role: Role }
  | { readonly what: 'revoke'; readonly person: number; readonly role: Role }
  | { readonly what: 'retire'; readonly person: number }
  | { readonly what: 'restore'; readonly person: number }
  | { readonly what: 'buy'; readonly quantity: number }
  | { readonly what: 'wait'; readonly days: number }

const person = fc.integer({ min: 1, max: 9 })
// A teacher needs no seat: granting or revoking that must change nothing.
const role = fc.constantFrom<Role>('coach', 'coach', 'district_admin', 'teacher')

/** One night's happenings, then a reconciliation. */
export const nights = (maxLength: number): fc.Arbitrary<readonly (readonly Happening[])[]> =>
  fc.array(
    fc.array(
      fc.oneof<fc.Arbitrary<Happening>[]>(
        fc.record({ what: fc.constant('grant'), person, role }),
        fc.record({ what: fc.constant('grant'), person, role }),
        fc.record({ what: fc.constant('revoke'), person, role }),
        fc.record({ what: fc.constant('retire'), person }),
        fc.record({ what: fc.constant('restore'), person }),
        fc.record({ what: fc.constant('buy'), quantity: fc.integer({ min: 0, max: 7 }) }),
        fc.record({ what: fc.constant('wait'), days: fc.integer({ min: 1, max: 6 }) }),
      ),
      { maxLength: 5 },
    ),
    { maxLength },
  )

/** The roster side of the model: who has which roles, who has retired. */
export class ModelDistrict {
  readonly grants = new Map<number, Set<Role>>()
  readonly retired = new Set<number>()
  now = NOW

  /** Does what happens to people and the clock; a purchase is the caller's. */
  happen(happening: Happening): void {
    if (happening.what === 'grant') this.rolesOf(happening.person).add(happening.role)
    if (happening.what === 'revoke') this.rolesOf(happening.person).delete(happening.role)
    if (happening.what === 'retire') this.retired.add(happening.person)
    if (happening.what === 'restore') this.retired.delete(happening.person)
    if (happening.what === 'wait') this.now = new Date(this.now.getTime() + happening.days * 86_400_000)
  }

  /** One element a grant, as the database has it; retired people need nothing. */
  demand(): { readonly personId: string; readonly role: Role; readonly orderKey: string }[] {
    return [...this.grants]
      .filter(([id]) => !this.retired.has(id))
      .flatMap(([id, roles]) =>
        [...roles].map((granted) => ({ personId: String(id), role: granted, orderKey: orderKeyOf(id) })),
      )
  }

  /** Whoever needs a seat by the kind's roles: the oracle, independent of the code under test. */
  inNeed(): ReadonlySet<string> {
    const needing = [...this.grants].filter(
      ([id, roles]) => !this.retired.has(id) && (roles.has('coach') || roles.has('district_admin')),
    )
    return new Set(needing.map(([id]) => String(id)))
  }

  retiredIds(): ReadonlySet<string> {
    return new Set([...this.retired].map(String))
  }

  private rolesOf(id: number): Set<Role> {
    const roles = this.grants.get(id) ?? new Set<Role>()
    this.grants.set(id, roles)
    return roles
  }
}

/** The feed's name of a person: sorted otherwise than our ids, so that the two are told apart. */
export function orderKeyOf(id: number): string {
  return `s${(id * 7) % 10}`
}
