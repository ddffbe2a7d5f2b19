/**
 * The demo LMS as one value that its parts share: what it plays, the tools that are installed, launches under way.
 * A service of the platform (names and roles, grades, registration …) is a part: a file of its own, listed in `parts.ts`.
 */

import type { IncomingMessage, ServerResponse } from 'node:http'
import type { LmsCourse } from './courses.ts'
import type { LmsPerson } from './people.ts'
import type { LmsProfile, ProfileName } from './profiles.ts'
import type { PlatformKey, TokenDraft } from './token.ts'

export interface LmsOptions {
  readonly port: number
  readonly toolUrl: string
  readonly clientId: string
  readonly deploymentId: string
  /** Which LMS it plays; default `plain`: the specification and nothing more. */
  readonly profile?: ProfileName
  /** Default: the profile's; of hosted platforms the one that all their customers share. */
  readonly issuer?: string
  readonly people?: readonly LmsPerson[]
  readonly courses?: readonly LmsCourse[]
  /** Default 127.0.0.1: another site than localhost. */
  readonly host?: string
  /** The clock that tokens are dated by. */
  readonly now?: () => Date
  /** Other demo LMSs that the course page leads to. */
  readonly siblings?: readonly { readonly title: string; readonly url: string }[]
}

/** A tool as the LMS has it, installed by hand or by dynamic registration. */
export interface InstalledTool {
  readonly clientId: string
  /** Where it differs from the platform's: a hosted one plays a district's own after a dynamic registration. */
  readonly issuer?: string
  readonly deploymentIds: string[]
  readonly loginUrl: string
  readonly redirectUris: readonly string[]
  /** The launch URL of a link that names no other. */
  readonly targetLinkUri: string
  /** Where the tool's own keys are: what it signs for services is checked with them. */
  readonly jwksUrl: string
  /** Custom fields as configured, variables unresolved: `{ person_sourcedid: '$Person.sourcedId' }`. */
  readonly custom: Readonly<Record<string, string>>
  /** What is told of people: everything, or nothing but their `sub`. */
  privacy: 'public' | 'anonymous'
  /** Scopes of services that the LMS's administrator has granted. */
  scopes: readonly string[]
  /** Whether people may choose in the tool what to place in a course. */
  readonly deepLinking: boolean
  /** Off: installed, but not switched on yet by the LMS's administrator. */
  on: boolean
}

/** How a launch is made; what is left out is as the platform has it. */
export interface LaunchStart {
  readonly targetLinkUri?: string
  readonly messageType?: string
  /** Id of one of the courses; null: a launch from no course. */
  readonly courseId?: string | null
  readonly clientId?: string
  readonly deploymentId?: string
  /** Custom fields of this link, on top of the tool's. */
  readonly custom?: Readonly<Record<string, string>>
  /** Claims of this launch alone, such as deep linking settings. */
  readonly claims?: Readonly<Record<string, unknown>>
}

/** A launch under way, by the message hint that only this LMS gave out. */
export interface Ticket {
  readonly person: LmsPerson
  readonly tool: InstalledTool
  readonly deploymentId: string
  readonly targetLinkUri: string
  readonly course: LmsCourse | null
  readonly start: LaunchStart
}

/** How the platform's storage behaves: as it should, never answering, with another value, or not offered at all. */
export type StorageMode = 'works' | 'silent' | 'wrong' | 'withheld'

export interface Platform {
  readonly options: LmsOptions
  readonly profile: LmsProfile
  readonly people: readonly LmsPerson[]
  readonly courses: readonly LmsCourse[]
  readonly parts: readonly LmsPart[]
  readonly now: () => Date
  /** By client id. */
  readonly tools: Map<string, InstalledTool>
  readonly tickets: Map<string, Ticket>
  readonly keySet: { reads: number; isDown: boolean }
  readonly storage: { mode: StorageMode }
  key: PlatformKey
  /** Origin; known once it listens. */
  url: string
  issuer: string
}

/** One request, and what answers it. */
export interface Exchange {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly url: URL
  /** For inline scripts and styles of this answer. */
  readonly nonce: string
}

/** A part of the platform that is not the launch itself. */
export interface LmsPart {
  /** Answers the request, or returns false where it is none of this part's. */
  readonly answer: (platform: Platform, exchange: Exchange) => Promise<boolean>
  /** Claims that every launch carries because of this part, such as a service's address. */
  readonly claims?: (platform: Platform, ticket: Ticket) => Readonly<Record<string, unknown>>
}

/** Changes a token before it is signed: tests only. */
export type Tamper = (draft: TokenDraft) => void
