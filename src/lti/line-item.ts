/**
 * Grades of a platform (Assignment and Grade Services 2.0): one line item in its gradebook, and scores on it. For
 * participation in surveys alone, where a class's lead asks for it; never a judgement of anybody.
 */

import { isObject } from './claim.ts'
import type { Claims } from './claim.ts'
import { callService, readJson } from './service-call.ts'
import type { ServiceWorld } from './service-call.ts'
import { asked, ServiceProblem } from './service-problem.ts'
import type { Asked } from './service-problem.ts'
import type { ServiceRegistration } from './service-token.ts'

const AGS = 'https://purl.imsglobal.org/spec/lti-ags'
export const LINE_ITEM_SCOPE = `${AGS}/scope/lineitem`
export const SCORE_SCOPE = `${AGS}/scope/score`
const LINE_ITEM_TYPE = 'application/vnd.ims.lis.v2.lineitem+json'
const LINE_ITEMS_TYPE = 'application/vnd.ims.lis.v2.lineitemcontainer+json'
const SCORE_TYPE = 'application/vnd.ims.lis.v1.score+json'
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

interface Gradebook {
  readonly registration: ServiceRegistration
  readonly lineItemsUrl: string
}

/** The line item's address: the one that is there already by its resource id and tag, else a new one. */
export function ensureLineItem(world: ServiceWorld, book: Gradebook, item: LineItem): Promise<Asked<string>> {
  return asked(async () => {
    const { registration, lineItemsUrl } = book
    const ask = { registration, scopes: [LINE_ITEM_SCOPE], ...LIMITS }
    const search = new URL(lineItemsUrl)
    search.searchParams.set('resource_id', item.resourceId)
    search.searchParams.set('tag', item.tag)
    const found = readJson(await callService(world, { ...ask, url: search.href, accept: LINE_ITEMS_TYPE, send: null }))
    if (!Array.isArray(found)) throw new ServiceProblem('service_answer')
    // A platform that doesn't know the filter lists everything.
    const listed: readonly unknown[] = found
    const same = listed.find(
      (each) => isObject(each) && each['resourceId'] === item.resourceId && each['tag'] === item.tag,
    )
    if (same !== undefined) return idOf(same)
    const send = { type: LINE_ITEM_TYPE, document: item }
    return idOf(readJson(await callService(world, { ...ask, url: lineItemsUrl, accept: LINE_ITEM_TYPE, send })))
  })
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

/** Posts one score: somebody has taken part. */
export function postScore(
  world: ServiceWorld,
  { registration, lineItemUrl }: { readonly registration: ServiceRegistration; readonly lineItemUrl: string },
  { timestamp, ...score }: Score,
): Promise<Asked<void>> {
  return asked(async () => {
    const document = {
      ...score,
      timestamp: timestamp.toISOString(),
      activityProgress: 'Completed',
      gradingProgress: 'FullyGraded',
    }
    const ask = { registration, scopes: [SCORE_SCOPE], url: scoresUrl(lineItemUrl), accept: SCORE_TYPE, ...LIMITS }
    await callService(world, { ...ask, send: { type: SCORE_TYPE, document } })
  })
}

/** `/scores` goes before the query string: Moodle's line items end in `?type_id=1` (§3.4.1). */
export function scoresUrl(lineItemUrl: string): string {
  const url = new URL(lineItemUrl)
  url.pathname = `${url.pathname.replace(/\/$/, '')}/scores`
  return url.href
}
