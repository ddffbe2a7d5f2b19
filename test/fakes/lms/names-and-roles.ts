/** Names and roles of the demo LMS: who is in a course, in pages, with each platform's own way of turning them. */

import type { LmsPart, Platform } from './platform.ts'
import { sendJson } from './answers.ts'
import { statusFor } from './service-tokens.ts'
import type { LmsPerson } from './people.ts'

/** The scope of the service. */
export const MEMBERSHIPS = 'https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly'
const CLAIM = 'https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice'
const TYPE = 'application/vnd.ims.lti-nrps.v2.membershipcontainer+json'
const PATH = /^\/services\/courses\/([^/]+)\/members$/

/** What a test may have the service do instead, and what it was asked. */
export interface MemberDesk {
  /** Queries so far, in order. */
  readonly asked: string[]
  pageSize: number
  /** Who is in every course; default: everybody of the platform. */
  people: readonly (LmsPerson & { readonly status?: string })[] | null
  /** Answers instead of the list; false: not this time. */
  instead: ((question: { readonly page: number; readonly url: URL }) => Answer | false) | null
}

export interface Answer {
  readonly status: number
  readonly body: string
  readonly headers?: Readonly<Record<string, string>>
}

const desks = new WeakMap<Platform, MemberDesk>()

export function memberDeskOf(platform: Platform): MemberDesk {
  const known = desks.get(platform)
  if (known !== undefined) return known
  const desk: MemberDesk = { asked: [], pageSize: 50, people: null, instead: null }
  desks.set(platform, desk)
  return desk
}

export const namesAndRoles: LmsPart = {
  claims: (platform, { course, tool }) =>
    course === null || !tool.scopes.includes(MEMBERSHIPS)
      ? {}
      : {
          [CLAIM]: {
            context_memberships_url: `${platform.url}/services/courses/${encodeURIComponent(course.id)}/members`,
            service_versions: ['2.0'],
          },
        },
  async answer(platform, exchange) {
    const { url, response } = exchange
    const [, courseId] = PATH.exec(url.pathname) ?? []
    if (courseId === undefined) return false
    const status = statusFor(platform, exchange, MEMBERSHIPS)
    if (status !== 200) {
      sendJson(response, status, { errors: 'refused' })
      return true
    }
    const desk = memberDeskOf(platform)
    desk.asked.push(url.search)
    const page = Number(url.searchParams.get('page') ?? 1)
    const instead = desk.instead?.({ page, url }) ?? false
    const answer =
      instead === false ? listPage(platform, { url, courseId: decodeURIComponent(courseId), page }) : instead
    response.writeHead(answer.status, { 'content-type': TYPE, ...answer.headers }).end(answer.body)
    return true
  },
}

interface Question {
  readonly url: URL
  readonly courseId: string
  readonly page: number
}

function listPage(platform: Platform, { url, courseId, page }: Question): Answer {
  const desk = memberDeskOf(platform)
  const asked = Number(url.searchParams.get('limit') ?? desk.pageSize)
  const size = Math.min(asked, desk.pageSize)
  const everybody = inLink(platform, url.searchParams.get('rlid'), desk.people ?? platform.people)
  const members = everybody.slice((page - 1) * size, page * size).map((person) => member(platform, person))
  const isLast = page * size >= everybody.length
  const next = new URL(url)
  next.searchParams.set('page', String(page + 1))
  // Schoology names a host inside its own network.
  if (platform.profile.name === 'schoology') next.host = 'internal.invalid'
  return {
    status: 200,
    body: JSON.stringify({ id: url.href, context: { id: courseId, title: 'A course' }, members }),
    ...(isLast ? {} : { headers: { link: `<${next.href}>; rel="next"` } }),
  }
}

/** Those who may open the link; Schoology doesn't know the parameter and lists everybody. */
function inLink(
  { profile }: Platform,
  linkId: string | null,
  people: NonNullable<MemberDesk['people']>,
): NonNullable<MemberDesk['people']> {
  if (linkId === null || profile.name === 'schoology') return people
  return people.filter(({ roles }) => roles.some((role) => role.endsWith('#Learner')))
}

function member({ profile }: Platform, person: LmsPerson & { readonly status?: string }) {
  const { sub, name, email, sourcedId, roles, status } = person
  return {
    user_id: sub,
    status: status ?? 'Active',
    roles: [...roles],
    name,
    email,
    ...(sourcedId === null || profile.name === 'schoology' ? {} : { lis_person_sourcedid: sourcedId }),
  }
}
