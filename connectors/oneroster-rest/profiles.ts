/** What is known of providers of OneRoster over HTTP that the standard doesn't say, as data. Sources: the providers' documents and those who read from them. */

import type { CollectionName } from 'oneroster-client/collections'
import type { TokenDialect } from 'oneroster-client/options'

export interface Profile {
  /** For people: "PowerSchool". */
  readonly title: string
  /** Where tokens are given, on the host of the API; null: the configuration has to say it. */
  readonly tokenPath: string | null
  readonly tokenDialect: TokenDialect
  /** The token comes with cookies that have to come back with it. */
  readonly cookies: boolean
  /** Default of `pageSize`: more rows than this the provider refuses, or answers too slowly. */
  readonly pageSize: number
  /** Requests at once that it can bear. */
  readonly requestsAtOnce: number
  /** Which collections hold the people. */
  readonly people: readonly CollectionName[]
  /** Collections that some of its installations don't have: their absence is no surprise. */
  readonly mayLack: readonly CollectionName[]
  /** Whether `dateLastModified` tells of every change; deletions vanish without a word almost everywhere. */
  readonly datesChanges: boolean
  /** What a district's IT should know of it, said by the check. */
  readonly notes: readonly string[]
}

const GENERIC: Profile = {
  title: 'OneRoster',
  tokenPath: null,
  tokenDialect: 'basic',
  cookies: false,
  pageSize: 1000,
  requestsAtOnce: 2,
  people: ['users'],
  mayLack: [],
  datesChanges: true,
  notes: [],
}

export const PROFILES = {
  generic: GENERIC,
  classlink: {
    ...GENERIC,
    title: 'ClassLink Roster Server',
    // A page may have up to 10,000; the proxy tells no counts, so its revision (x-perm-rev) is the proof.
    pageSize: 5000,
    datesChanges: false,
    notes: [
      'Only enrolled people are shared unless the district switches on that all are: who loses the last class vanishes from the feed.',
    ],
  },
  powerschool: {
    ...GENERIC,
    title: 'PowerSchool',
    tokenPath: '/oauth/access_token',
    pageSize: 1000,
    notes: [],
  },
  'infinite-campus': {
    ...GENERIC,
    title: 'Infinite Campus',
    tokenDialect: 'query',
    pageSize: 10_000,
    notes: [
      'Only people with a portal account are shared, and what is shared depends on the active calendar: expect a drop in summer.',
    ],
  },
  aeries: {
    ...GENERIC,
    title: 'Aeries',
    requestsAtOnce: 1,
    notes: [
      'Each school year is a new database: at the rollover ids may change. Schedule the pull outside of school hours.',
    ],
  },
  skyward: {
    ...GENERIC,
    title: 'Skyward',
    notes: [
      'Staff may stand in the feed once for each of their schools: see the district’s setting for people with the same identifier.',
    ],
  },
  synergy: { ...GENERIC, title: 'Synergy', tokenDialect: 'form', cookies: true },
  schoology: { ...GENERIC, title: 'Schoology', pageSize: 200 },
  aspen: { ...GENERIC, title: 'Aspen', mayLack: ['courses', 'academicSessions'] },
  blackbaud: { ...GENERIC, title: 'Blackbaud', mayLack: ['courses', 'academicSessions'] },
} as const satisfies Record<string, Profile>

export type ProfileName = keyof typeof PROFILES

export const PROFILE_NAMES = Object.keys(PROFILES) as readonly ProfileName[]
