/** The gradebooks of all registrations: line items and scores as one value for the worker, with their tokens. */

import { ensureLineItem, postScore } from './line-item.ts'
import type { LineItem, Posted, Score } from './line-item.ts'
import type { ServiceFetch } from './service-fetch.ts'
import type { Asked } from './service-problem.ts'
import { createServiceTokens } from './service-token.ts'
import type { Sign } from './sign.ts'
import type { Registration } from './world.ts'

export interface Gradebook {
  /** The line item's address, made where there is none yet. */
  readonly ensure: (
    book: { readonly registrationId: string; readonly lineItemsUrl: string },
    item: LineItem,
  ) => Promise<Asked<string>>
  readonly post: (
    place: { readonly registrationId: string; readonly lineItemUrl: string },
    score: Score,
  ) => Promise<Asked<Posted>>
}

interface GradebookOptions {
  readonly findRegistration: (id: string) => Promise<Registration | null>
  /** The guarded fetch. */
  readonly fetch: ServiceFetch
  /** Signs with the tool's active key. */
  readonly sign: Sign
  readonly now: () => Date
}

/** Makes it with its cache of tokens: one per process. */
export function createGradebook({ findRegistration, fetch, sign, now }: GradebookOptions): Gradebook {
  const world = { fetch, now, tokens: createServiceTokens({ fetch, sign, now }) }
  const gone = { ok: false, code: 'service_none' } as const
  return {
    ensure: async ({ registrationId, lineItemsUrl }, item) => {
      const registration = await findRegistration(registrationId)
      return registration === null ? gone : ensureLineItem(world, { registration, lineItemsUrl }, item)
    },
    post: async ({ registrationId, lineItemUrl }, score) => {
      const registration = await findRegistration(registrationId)
      return registration === null ? gone : postScore(world, { registration, lineItemUrl }, score)
    },
  }
}
