/** Assignment and grades of the demo LMS: line items of a course, the scores on them, and the page that shows both. */

import { policy, readBody, sendJson, sendPage } from './answers.ts'
import { renderGradebook } from './gradebook-page.ts'
import type { LmsLineItem, LmsScore } from './gradebook-page.ts'
import type { Exchange, LmsPart, Platform } from './platform.ts'
import type { LmsPerson } from './people.ts'
import { statusFor } from './service-tokens.ts'

const AGS = 'https://purl.imsglobal.org/spec/lti-ags'
const LINE_ITEM = `${AGS}/scope/lineitem`
const SCORE = `${AGS}/scope/score`
/** What a tool needs to make line items and to write scores on them. */
export const GRADES = [LINE_ITEM, SCORE]
const ITEMS = /^\/services\/courses\/([^/]+)\/items$/
const SCORES = /^\/services\/courses\/([^/]+)\/items\/(\d+)\/scores$/
const PAGE_SIZE = 10

export interface Gradebook {
  /** Of all courses; a test may take one away, as a teacher does. */
  readonly items: LmsLineItem[]
  readonly scores: { readonly item: string; readonly score: LmsScore }[]
  /** How many line items were ever made. */
  made: number
  /** Requests so far. */
  asked: number
  /** What is answered instead; null: not this time. */
  instead:
    | ((url: URL) => { readonly status: number; readonly headers?: Readonly<Record<string, string>> } | null)
    | null
}

const books = new WeakMap<Platform, Gradebook>()

export function gradebookOf(platform: Platform): Gradebook {
  const known = books.get(platform)
  if (known !== undefined) return known
  const book: Gradebook = { items: [], scores: [], made: 0, asked: 0, instead: null }
  books.set(platform, book)
  return book
}

export const gradebook: LmsPart = {
  claims: (platform, { course, tool }) =>
    course === null || !tool.scopes.includes(LINE_ITEM)
      ? {}
      : {
          [`${AGS}/claim/endpoint`]: {
            scope: tool.scopes.filter((scope) => scope.startsWith(AGS)),
            lineitems: itemsUrl(platform, course.id),
          },
        },
  async answer(platform, exchange) {
    const { url, response, nonce } = exchange
    if (url.pathname === '/gradebook') {
      sendPage(
        response,
        renderGradebook(platform, gradebookOf(platform), { as: url.searchParams.get('as'), nonce }),
        policy(nonce, ''),
      )
      return true
    }
    const [, , scored] = SCORES.exec(url.pathname) ?? []
    const [, course] = ITEMS.exec(url.pathname) ?? []
    if (scored === undefined && course === undefined) return false
    const book = gradebookOf(platform)
    book.asked += 1
    const instead = book.instead?.(url) ?? null
    const status = statusFor(platform, exchange, scored === undefined ? LINE_ITEM : SCORE)
    if (instead !== null) response.writeHead(instead.status, { ...instead.headers }).end()
    else if (status !== 200) sendJson(response, status, { errors: 'refused' })
    else if (scored !== undefined) await takeScore(platform, exchange)
    else await answerItems(platform, exchange, course ?? '')
    return true
  },
}

/** A score of a student of the course, later than the one before: else as each LMS refuses it. */
async function takeScore(platform: Platform, { request, response, url }: Exchange): Promise<void> {
  const book = gradebookOf(platform)
  const number = SCORES.exec(url.pathname)?.[2] ?? ''
  const score = JSON.parse(await readBody(request)) as LmsScore
  const place = url.pathname.replace(/\/scores$/, '')
  const isThere = book.items.some(({ id }) => new URL(id).pathname === place)
  const isStudent = studentsOf(platform).some(({ sub }) => sub === score.userId)
  const before = book.scores.findLast((each) => each.item === number && each.score.userId === score.userId)
  if (!isThere) sendJson(response, 404, { errors: 'no line item' })
  else if (!isStudent) {
    sendJson(response, { plain: 404, canvas: 422, schoology: 404, moodle: 400 }[platform.profile.name], {})
  } else if (before !== undefined && before.score.timestamp >= score.timestamp) sendJson(response, 409, {})
  else {
    book.scores.push({ item: number, score })
    response.writeHead(200).end()
  }
}

async function answerItems(platform: Platform, { request, response, url }: Exchange, course: string): Promise<void> {
  const book = gradebookOf(platform)
  if (request.method === 'POST') {
    const item = JSON.parse(await readBody(request)) as Omit<LmsLineItem, 'id'>
    book.made += 1
    // Moodle's line items have a query of their own, and what is under them goes before it.
    const query = platform.profile.name === 'moodle' ? '?type_id=1' : ''
    const made = { ...item, id: `${itemsUrl(platform, course)}/${book.made}${query}` }
    book.items.push(made)
    sendJson(response, 201, made)
    return
  }
  // It doesn't know how to look for one; it lists all, a few at a time.
  const page = Number(url.searchParams.get('page') ?? '1')
  const all = book.items.filter(({ id }) => id.startsWith(`${itemsUrl(platform, course)}/`))
  const next = new URL(url)
  next.searchParams.set('page', String(page + 1))
  if (all.length > page * PAGE_SIZE) response.setHeader('link', `<${next.href}>; rel="next"`)
  sendJson(response, 200, all.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE))
}

/** Who has a line in the gradebook. */
export function studentsOf({ people }: Platform): readonly LmsPerson[] {
  return people.filter(({ roles }) => roles.some((role) => role.endsWith('#Learner')))
}

function itemsUrl({ url }: Platform, courseId: string): string {
  return `${url}/services/courses/${encodeURIComponent(courseId)}/items`
}
