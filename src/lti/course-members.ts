/** Who is in a course of one registration: the platform's services as one value for the web, with their tokens. */

import { pagingOf, readMembers } from './membership.ts'
import type { Member } from './membership.ts'
import type { ServiceFetch } from './service-fetch.ts'
import type { Asked } from './service-problem.ts'
import { createServiceTokens } from './service-token.ts'
import type { Sign } from './sign.ts'
import type { Registration } from './world.ts'

/** What a launch said of a course page's list of members. */
export interface CourseList {
  readonly registrationId: string
  /** Null: the platform has offered none. */
  readonly membershipsUrl: string | null
  readonly platformFamily: string | null
}

export type ReadCourseMembers = (list: CourseList) => Promise<Asked<readonly Member[]>>

export interface CourseMembersOptions {
  readonly findRegistration: (id: string) => Promise<Registration | null>
  /** The guarded fetch. */
  readonly fetch: ServiceFetch
  /** Signs with the tool's active key. */
  readonly sign: Sign
  readonly now: () => Date
}

/** Makes the reader with its cache of tokens: one per process. */
export function createCourseMembers({ findRegistration, fetch, sign, now }: CourseMembersOptions): ReadCourseMembers {
  const world = { fetch, now, tokens: createServiceTokens({ fetch, sign, now }) }
  return async ({ registrationId, membershipsUrl, platformFamily }) => {
    const registration = membershipsUrl === null ? null : await findRegistration(registrationId)
    if (membershipsUrl === null || registration === null) return { ok: false, code: 'service_none' }
    const paging = pagingOf(registration, platformFamily)
    return readMembers(world, { registration, url: membershipsUrl, paging })
  }
}
