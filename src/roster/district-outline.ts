/** A district in outline: what a list of people that is no roster by itself has to know of it. */

import type { OrgType } from './model.ts'

/** What a list that is no roster by itself may know of its district: schools that others brought, people it brought before. */
export interface DistrictOutline {
  /** The date in the district's zone, `YYYY-MM-DD`. */
  readonly today: string
  /** Active orgs; a sourcedId that several sources have is there several times. */
  readonly orgs: readonly OutlineOrg[]
  /** Everybody whom this source ever brought, those first who are still there. */
  readonly people: readonly OutlinePerson[]
}

export interface OutlineOrg {
  readonly sourcedId: string
  readonly name: string
  readonly identifier: string | null
  readonly type: OrgType
  /** Brought by the source itself. */
  readonly own: boolean
}

export interface OutlinePerson {
  readonly sourcedId: string
  readonly email: string | null
  readonly identifier: string | null
}
