/** Both lists of hand-overs, as far as their first pages go. */

import type { DecidedHandoverPage, HandoverPage } from '../../src/http/contract/handovers.ts'
import type { TestApp } from './test-app.ts'

const PATH = '/api/v1/coaching/handovers'

export async function lookAtHandovers(app: TestApp) {
  const token = app.bearerOf(app.alpha, 'districtAdmin')
  const { items: proposals, total } = (await app.call(PATH, { token })).json as HandoverPage
  const { items: decided } = (await app.call(`${PATH}/decided`, { token })).json as DecidedHandoverPage
  return { proposals, total, decided }
}
