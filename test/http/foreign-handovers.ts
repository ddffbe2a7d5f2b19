/** What is asked of hand-overs with ids of some district. */

import type { Ids, Request } from './things.ts'

const handOver = (educatorId: string, fromId: string, toId: string): Request => ({
  path: '/api/v1/coaching/handovers',
  body: { educatorId, fromId, toId, caseloadId: null },
})

/** @param ours the ids of the district that asks, once they are planted */
export function askedOfHandovers(ours: () => Ids): Readonly<Record<string, readonly ((of: Ids) => Request)[]>> {
  return {
    'post /api/v1/coaching/handovers': [
      (of) => handOver(of.person, ours().otherPerson, ours().person),
      (of) => handOver(ours().person, of.otherPerson, ours().person),
    ],
    'post /api/v1/coaching/handovers/:handoverId/undo': [
      (of) => ({ path: `/api/v1/coaching/handovers/${of.handover}/undo`, body: {} }),
    ],
    'post /api/v1/coaching/handovers/:handoverId/steps/:interactionId': [
      (of) => ({ path: `/api/v1/coaching/handovers/${of.handover}/steps/${of.interaction}`, body: { done: true } }),
    ],
  }
}
