/** Hand-overs of the fake backend: one educator with a choice of coaches, one whose school has none, one decision. */

import type { DecidedHandoverPage, Handover, HandoverPage } from '../../src/http/contract/handovers.ts'
import { coach, educators, schools } from './district.ts'
import { pageOf, Refused } from './fake-answers.ts'

/** Decided by somebody else meanwhile. */
const [, GONE] = educators
const named = ({ id, givenName, familyName }: Handover['educator']) => ({ id, givenName, familyName })

export interface FakeHandovers {
  proposals: HandoverPage['items']
  decided: Handover[]
}

export function openFakeHandovers(): FakeHandovers {
  const [one, two, three] = educators
  const [north, south] = schools
  if (one === undefined || two === undefined || three === undefined || north === undefined || south === undefined)
    throw new Error('The fake district has no educators.')
  const others = educators.slice(20, 24).map((each, at) => ({ ...named(each), waits: at === 3 }))
  const proposal = { from: named(coach), fromCoaches: true, schools: [south], cycles: 1, steps: 2, caseloads: 1 }
  return {
    proposals: [
      { ...proposal, educator: named(one), coaches: others },
      { ...proposal, educator: named(two), coaches: others.slice(0, 1), cycles: 0, steps: 0, fromCoaches: false },
      { ...proposal, educator: named(three), coaches: [], schools: [north, south] },
    ],
    decided: [
      {
        id: '1',
        educator: named(educators[6] ?? one),
        from: named(coach),
        to: null,
        by: 'Dana Director',
        at: '2026-11-20T15:04:05.000Z',
        isUndone: false,
      },
    ],
  }
}

interface Asked {
  readonly backend: { readonly handovers: FakeHandovers }
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  readonly body: Readonly<Record<string, unknown>>
}

type Named = Pick<Handover, 'educator' | 'from'>

/** Those whose names have what is looked for; `-educator` turns them round. */
function matching<Row extends Named>(rows: readonly Row[], query: URLSearchParams): readonly Row[] {
  const words = (query.get('q') ?? '').toLowerCase().split(' ').filter(Boolean)
  const names = ({ educator, from }: Named) =>
    [educator, from].map((one) => `${one.givenName} ${one.familyName}`.toLowerCase()).join(' ')
  const kept = rows.filter((one) => words.every((word) => names(one).includes(word)))
  return query.get('sort') === '-educator' ? kept.toReversed() : kept
}

export const handoverHandlers = {
  'GET /api/v1/coaching/handovers': ({ backend: { handovers }, query }: Asked): HandoverPage =>
    pageOf(matching(handovers.proposals, query), query),
  'GET /api/v1/coaching/handovers/export': ({ backend: { handovers }, query }: Asked): string =>
    ['educator', ...matching(handovers.proposals, query).map(({ educator }) => educator.familyName), ''].join('\r\n'),
  'GET /api/v1/coaching/handovers/decided': ({ backend: { handovers }, query }: Asked): DecidedHandoverPage =>
    pageOf(matching(handovers.decided, query), query),
  'GET /api/v1/coaching/handovers/decided/export': ({ backend: { handovers }, query }: Asked): string =>
    ['educator', ...matching(handovers.decided, query).map(({ educator }) => educator.familyName), ''].join('\r\n'),
  'POST /api/v1/coaching/handovers': ({ backend: { handovers }, body }: Asked): Handover => {
    const proposal = handovers.proposals.find(({ educator }) => educator.id === body['educatorId'])
    if (proposal === undefined || (proposal.educator.id === GONE?.id && body['toId'] === null))
      throw new Refused(409, 'handover_gone', 'There is nothing to decide any more. Open the page anew.')
    handovers.proposals = handovers.proposals.filter((one) => one !== proposal)
    const decision: Handover = {
      id: String(handovers.decided.length + 1),
      educator: proposal.educator,
      from: proposal.from,
      to: proposal.coaches.filter(({ id }) => id === body['toId']).map(named)[0] ?? null,
      by: 'Dana Director',
      at: '2026-11-22T15:04:05.000Z',
      isUndone: false,
    }
    handovers.decided = [decision, ...handovers.decided]
    return decision
  },
  'POST /api/v1/coaching/handovers/{handoverId}/undo': ({ backend: { handovers }, params }: Asked): Handover => {
    const found = handovers.decided.find(({ id }) => id === params['handoverId'])
    if (found === undefined) throw new Refused(404, 'not_found', 'There is no such decision.')
    const undone = { ...found, isUndone: true }
    handovers.decided = handovers.decided.map((one) => (one === found ? undone : one))
    return undone
  },
  'POST /api/v1/coaching/handovers/{handoverId}/steps/{interactionId}': () => null,
}
