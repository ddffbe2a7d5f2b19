/**
 * Who is in a course, as the platform lists them (Names and Roles Provisioning 2.0): page after page, whole or not at
 * all. What comes back is the platform's word and grants nothing.
 */

import { isObject, readText } from './claim.ts'
import type { Claims } from './claim.ts'
import { callService, readJson } from './service-call.ts'
import type { ServiceWorld } from './service-call.ts'
import type { ServiceAnswer } from './service-fetch.ts'
import { asked, ServiceProblem } from './service-problem.ts'
import type { Asked } from './service-problem.ts'
import type { ServiceRegistration } from './service-token.ts'

export const MEMBERSHIP_SCOPE = 'https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly'
const MEMBERSHIP_TYPE = 'application/vnd.ims.lti-nrps.v2.membershipcontainer+json'

export interface Member {
  /** What launches call `sub`. */
  readonly userId: string
  readonly status: 'Active' | 'Inactive' | 'Deleted'
  readonly roles: readonly string[]
  readonly name: string | null
  readonly email: string | null
  /** `lis_person_sourcedid`: an id of the roster, where the platform sends one. */
  readonly personId: string | null
}

/** `link`: the platform names the next page (RFC 8288); `number`: its pages are asked for by `page=N`. */
export type Paging = 'link' | 'number'

export interface MembershipQuestion {
  readonly registration: ServiceRegistration
  /** `context_memberships_url` of a launch. */
  readonly url: string
  readonly paging: Paging
  /** Only those who may open this resource link; for platforms that know it (not Schoology). */
  readonly resourceLinkId?: string
}

export interface MembershipLimits {
  readonly pageSize: number
  readonly pagesMax: number
  readonly membersMax: number
  readonly pageBytesMax: number
  /** Of one page, and of all of them together. */
  readonly pageDeadlineMs: number
  readonly deadlineMs: number
}

/** Schoology gives at most 100 a page. Nobody teaches a course of 20,000. */
export const MEMBERSHIP_LIMITS: MembershipLimits = {
  pageSize: 100,
  pagesMax: 300,
  membersMax: 20_000,
  pageBytesMax: 4_194_304,
  pageDeadlineMs: 10_000,
  deadlineMs: 15_000,
}

/** How a platform's pages are asked for: Schoology's own links can't be followed. */
export function pagingOf({ issuer }: Pick<ServiceRegistration, 'issuer'>, family: string | null): Paging {
  const hosted = /(^|\.)schoology\.com$/.test(URL.parse(issuer)?.hostname ?? '')
  return hosted || family === 'schoology' ? 'number' : 'link'
}

/** Every member, each once, in the platform's order; or what went wrong, and then none. */
export function readMembers(
  world: ServiceWorld,
  question: MembershipQuestion,
  limits: MembershipLimits = MEMBERSHIP_LIMITS,
): Promise<Asked<readonly Member[]>> {
  return asked(async () => {
    const until = world.now().getTime() + limits.deadlineMs
    const members = new Map<string, Member>()
    const seen = new Set<string>()
    let next: string | null = firstPage(question, limits)
    for (let page = 1; next !== null; page += 1) {
      if (page > limits.pagesMax || seen.has(next)) throw new ServiceProblem('service_paging')
      seen.add(next)
      const left = until - world.now().getTime()
      if (left <= 0) throw new ServiceProblem('service_slow')
      const answer = await askPage(world, { ...question, url: next }, { ...limits, left })
      const listed = readPage(answer)
      const before = members.size
      for (const member of listed) members.set(member.userId, member)
      if (members.size > limits.membersMax) throw new ServiceProblem('service_too_large')
      // A page full of people who were all listed before is the same page again.
      if (page > 1 && listed.length > 0 && members.size === before) throw new ServiceProblem('service_paging')
      next = pageAfter(answer, { question, limits, page, listed: listed.length })
    }
    return [...members.values()]
  })
}

function firstPage({ url, paging, resourceLinkId }: MembershipQuestion, { pageSize }: MembershipLimits): string {
  const first = URL.parse(url)
  if (first === null) throw new ServiceProblem('service_address')
  if (!first.searchParams.has('limit')) first.searchParams.set('limit', String(pageSize))
  if (paging === 'number') first.searchParams.set('page', '1')
  if (resourceLinkId !== undefined) first.searchParams.set('rlid', resourceLinkId)
  return first.href
}

function askPage(
  world: ServiceWorld,
  { registration, url }: MembershipQuestion,
  { pageDeadlineMs, pageBytesMax, left }: MembershipLimits & { readonly left: number },
): Promise<ServiceAnswer> {
  return callService(world, {
    registration,
    scopes: [MEMBERSHIP_SCOPE],
    url,
    accept: MEMBERSHIP_TYPE,
    send: null,
    deadlineMs: Math.min(pageDeadlineMs, left),
    bytesMax: pageBytesMax,
  })
}

interface Turning {
  readonly question: MembershipQuestion
  readonly limits: MembershipLimits
  readonly page: number
  readonly listed: number
}

function pageAfter(answer: ServiceAnswer, { question, limits, page, listed }: Turning): string | null {
  if (question.paging === 'link') return nextPage(answer, question.url)
  const named = nextLink(answer)
  // A last page that happens to be full says so with no link: one empty page more settles it.
  const url = new URL(firstPage(question, limits))
  const size = Number(url.searchParams.get('limit'))
  if (listed === 0 || (named === null && listed < size)) return null
  url.searchParams.set('page', String(page + 1))
  return url.href
}

/** The page that the answer links to, on the origin of what was asked; null: this was the last one. */
export function nextPage(answer: Pick<ServiceAnswer, 'headers'>, url: string): string | null {
  const named = nextLink(answer)
  return named === null ? null : sameOrigin(named, url)
}

/** The token never follows a page to another origin. */
function sameOrigin(next: string, url: string): string {
  const address = URL.parse(next, url)
  if (address === null || address.origin !== URL.parse(url)?.origin) throw new ServiceProblem('service_paging')
  return address.href
}

/** The target of `rel="next"` (RFC 8288), or null. */
export function nextLink({ headers }: Pick<ServiceAnswer, 'headers'>): string | null {
  const header = headers['link']
  const text = typeof header === 'string' ? header : (header ?? []).join(', ')
  for (const [, target = '', parameters = ''] of text.matchAll(/<([^<>]*)>((?:\s*;\s*[^,;<>]+)*)/g)) {
    if (/;\s*rel\s*=\s*(?:"(?:[^"]* )?next(?: [^"]*)?"|next)\s*(?:;|$)/i.test(parameters)) return target
  }
  return null
}

function readPage(answer: ServiceAnswer): readonly Member[] {
  const document = readJson(answer)
  const members = isObject(document) ? document['members'] : undefined
  if (!Array.isArray(members)) throw new ServiceProblem('service_answer')
  return members.map(readMember)
}

function readMember(value: unknown): Member {
  if (!isObject(value)) throw new ServiceProblem('service_answer')
  const { user_id: userId, roles } = value
  if (typeof userId !== 'string' || userId === '' || userId.length > 255) throw new ServiceProblem('service_answer')
  return {
    userId,
    status: readStatus(value['status']),
    roles: Array.isArray(roles) ? roles.filter((role) => typeof role === 'string') : [],
    name: readName(value),
    email: readText(value['email']),
    personId: readText(value['lis_person_sourcedid']),
  }
}

function readName(member: Claims): string | null {
  const parts = [readText(member['given_name']), readText(member['family_name'])].filter((part) => part !== null)
  return readText(member['name']) ?? (parts.length === 0 ? null : parts.join(' '))
}

function readStatus(value: unknown): Member['status'] {
  return value === 'Inactive' || value === 'Deleted' ? value : 'Active'
}
