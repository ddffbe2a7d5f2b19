/** Who runs the programmes of a class, and who closes avatars in it (P002-31, P002-34). Pure. */

import { authorise } from './authorise.ts'
import type { Grant } from './grant.ts'
import { Refusal } from './grant.ts'
import type { Principal } from './principal.ts'

export type OnClass = 'administer:motivational_program' | 'restrict:avatar_and_accessory_purchase'

interface ClassPlace {
  readonly id: string
  readonly schoolId: string
}

/** @throws Refusal where the class is out of reach */
export function authoriseOnClass<C extends OnClass>(principal: Principal, capability: C, at: ClassPlace): Grant<C> {
  const { districtId } = principal
  return authorise(principal, capability, { districtId, classId: at.id, schoolIds: [at.schoolId] })
}

/** The same as an answer. */
export function mayOnClass(principal: Principal, capability: OnClass, at: ClassPlace): boolean {
  try {
    authoriseOnClass(principal, capability, at)
    return true
  } catch (error) {
    if (error instanceof Refusal) return false
    throw error
  }
}
