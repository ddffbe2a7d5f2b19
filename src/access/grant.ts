/** What an authorisation proves: that this principal may do this, and within which scope. */

import type { Capability } from './capability.ts'
import type { Principal } from './principal.ts'

/**
 * Where a capability reaches, summed over all roles that give it. Empty lists and false everywhere reach nothing.
 * One store function turns it into a WHERE clause.
 */
export interface Scope {
  /** The whole district. */
  readonly district: boolean
  readonly schoolIds: readonly string[]
  readonly classIds: readonly string[]
  readonly communityIds: readonly string[]
  /** Classes that stand in one of these communities. */
  readonly classesOfCommunityIds: readonly string[]
  /** Communities that have one of these classes. */
  readonly communitiesOfClassIds: readonly string[]
  /** Things this person made, or that are this person's own. */
  readonly ownerId: string | null
  /** Never a coaching record about this person, whatever else the scope reaches (P000-24). */
  readonly notAboutId: string | null
}

declare const granted: unique symbol

/** Made by `authorise` alone: the brand has no value that other code could write. */
export interface Grant<C extends Capability> {
  readonly [granted]: C
  readonly capability: C
  readonly principal: Principal
  readonly scope: Scope
}

/** `forbidden`: no role of theirs gives it; `not_found`: one does, but not there, and that it exists is not told. */
export type RefusalCode = 'forbidden' | 'not_found'

/** What somebody misses to whom a role of theirs would give it: they wait for a seat. */
export type Missing = 'seat'

/** The policy said no. The HTTP middleware answers 403 or, the same as for what does not exist, 404. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly code: RefusalCode
  readonly capability: Capability
  readonly missing: Missing | null
  constructor(code: RefusalCode, capability: Capability, missing: Missing | null = null) {
    super(code === 'forbidden' ? `No role of this person gives "${capability}".` : 'There is no such thing here.')
    this.code = code
    this.capability = capability
    this.missing = missing
  }
}
