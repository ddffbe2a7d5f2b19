/**
 * Grades of a platform (Assignment and Grade Services 2.0): one line item in its gradebook, and scores on it. For
 * participation in surveys alone, where a class's lead asks for it; never a judgement of anybody.
 */

import { isObject } from './claim.ts'
import type { Claims } from './claim.ts'
import { callService, readJson } from './service-call.ts'
import type { ServiceWorld } from './service-call.ts'
import type { ServiceAnswer } from './service-fetch.ts'
import { nextPage } from './membership.ts'
import { asked, ServiceProblem } from './service-problem.ts'
import type { Asked } from './service-problem.ts'
import type { ServiceRegistration } from './service-token.ts'

const AGS = 'https://purl.imsglobal.org/spec/lti-ags'
export const LINE_ITEM_SCOPE = `${AGS}/scope/lineitem`
export const SCORE_SCOPE = `${AGS}/scope/score`
const LINE_ITEM_TYPE = 'application/vnd.ims.lis.v2.lineitem+json'
const LINE_ITEMS_TYPE = 'application/vnd.ims.lis.v2.lineitemcontainer+json'
const SCORE_TYPE = 'application/vnd.ims.lis.v1.score+json'
/** A course of thousands of line items is none. */
const PAGES_MAX = 50
const LIMITS = { deadlineMs: 10_000, bytesMax: 1_048_576 } as const

export interface GradeService {
  /** Where the course's line items are; null: the platform lets us make none. */
  readonly lineItemsUrl: string | null
  readonly scopes: readonly string[]
}

/** What a launch says of the gradebook (§3.1); null: nothing. */
export function readGradeService(claims: Claims): GradeService | null {
  const endpoint = claims[`${AGS}/claim/endpoint`]
  if (!isObject(endpoint)) return null
  const { lineitems, scope } = endpoint
  return {
    lineItemsUrl: typeof lineitems === 'string' && URL.canParse(lineitems) ? lineitems : null,
    scopes: Array.isArray(scope) ? scope.filter((one) => typeof one === 'string') : [],
  }
}

export interface LineItem {
  readonly label: string
  readonly scoreMaximum: number
  /** Ours, for the thing that is counted: the same id finds the same line item again. */
  readonly resourceId: string
  readonly tag: string
}

interface Book {
  readonly registration: ServiceRegistration
  readonly lineItemsUrl: string
}

/** The line item's address: the one that is there already by its resource id and tag, else a new one. */
export function ensureLineItem(world: ServiceWorld, book: Book, item: LineItem): Promise<Asked<string>> {
  return asked(async () => {
    const found = await findLineItem(world, book, item)
    if (found !== null) return idOf(found)
    const send = { type: LINE_ITEM_TYPE, document: item }
    const ask = { registration: book.registration, scopes: [LINE_ITEM_SCOPE], ...LIMITS }
    return idOf(readJson(await callService(world, { ...ask, url: book.lineItemsUrl, accept: LINE_ITEM_TYPE, send })))
  })
}

/** Asks for it by its resource id; a platform that doesn't know the filter lists everything, page by page (§3.2). */
async function findLineItem(world: ServiceWorld, book: Book, item: LineItem): Promise<unknown> {
  const { registration, lineItemsUrl } = book
  const ask = { registration, scopes: [LINE_ITEM_SCOPE], accept: LINE_ITEMS_TYPE, send: null, ...LIMITS }
  const first = new URL(lineItemsUrl)
  first.searchParams.set('resource_id', item.resourceId)
  first.searchParams.set('tag', item.tag)
  let next: string | null = first.href
  for (let page = 1; next !== null; page += 1) {
    if (page > PAGES_MAX) throw new ServiceProblem('service_paging')
    const answer: ServiceAnswer = await callService(world, { ...ask, url: next })
    const listed = readJson(answer)
    if (!Array.isArray(listed)) throw new ServiceProblem('service_answer')
    const same: unknown = (listed as readonly unknown[]).find(
      (each) => isObject(each) && each['resourceId'] === item.resourceId && each['tag'] === item.tag,
    )
    if (same !== undefined) return same
    next = nextPage(answer, lineItemsUrl)
  }
  return null
}

function idOf(item: unknown): string {
  const id = isObject(item) ? item['id'] : undefined
  if (typeof id !== 'string' || !URL.canParse(id)) throw new ServiceProblem('service_answer')
  return id
}

export interface Score {
  /** The platform's own name for the person: `sub`. */
  readonly userId: string
  readonly scoreGiven: number
  readonly scoreMaximum: number
  readonly timestamp: Date
}

/** `refused`: of this person the platform takes none; they may have left the course, or never been a student of it. */
export type Posted = 'taken' | 'refused'

/** Posts one score: somebody has taken part. */
export function postScore(
  world: ServiceWorld,
  { registration, lineItemUrl }: { readonly registration: ServiceRegistration; readonly lineItemUrl: string },
  { timestamp, ...score }: Score,
): Promise<Asked<Posted>> {
  return asked(async () => {
    const document = {
      ...score,
      timestamp: timestamp.toISOString(),
      activityProgress: 'Completed',
      gradingProgress: 'FullyGraded',
    }
    const ask = { registration, scopes: [SCORE_SCOPE], url: scoresUrl(lineItemUrl), accept: SCORE_TYPE, ...LIMITS }
    try {
      await callService(world, { ...ask, send: { type: SCORE_TYPE, document } })
      return 'taken'
    } catch (error) {
      const status = error instanceof ServiceProblem ? error.status : null
      // It has this score already, or a later one (§3.4.9).
      if (status === 409) return 'taken'
      if (status === 400 || status === 404 || status === 422) return 'refused'
      throw error
    }
  })
}

/** `/scores` goes before the query string: Moodle's line items end in `?type_id=1` (§3.4.1). */
export function scoresUrl(lineItemUrl: string): string {
  const url = new URL(lineItemUrl)
  url.pathname = `${url.pathname.replace(/\/$/, '')}/scores`
  return url.href
}
