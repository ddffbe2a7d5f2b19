/** The lists of the district's coaching model, for its administrators and for coaches who choose from them. */

import { setCoachingList } from '../../../actions/coaching/set-coaching-list.ts'
import { viewCoachingChoices, viewCoachingLists } from '../../../views/coaching/coaching-settings.ts'
import {
  CoachingChoices,
  CoachingListBody,
  CoachingListParams,
  CoachingSettings,
} from '../../contract/coaching-settings.ts'
import { HttpError, unprocessable } from '../../errors.ts'
import type { RouteTable } from '../../route.ts'
import type { DomainWorld } from '../../world.ts'

/** `/api/v1/coaching/settings` and `/api/v1/coaching/choices`. */
export function addCoachingSettingsRoutes(table: RouteTable, world: DomainWorld): void {
  const access = { capability: 'manage:coaching_settings' } as const
  table.add({
    method: 'get',
    path: '/api/v1/coaching/choices',
    access: { capability: 'use:educator_database' },
    summary: 'The phases, focuses and rating scales that a new coaching cycle may use.',
    response: CoachingChoices,
    handle: async ({ grant }) => ({ status: 200, body: await viewCoachingChoices(world, grant) }),
  })
  table.add({
    method: 'get',
    path: '/api/v1/coaching/settings',
    access,
    summary: 'The lists of the district’s coaching model: phases, focuses, rating scales.',
    response: CoachingSettings,
    handle: async ({ grant }) => ({ status: 200, body: await viewCoachingLists(world, grant) }),
  })
  table.add({
    method: 'put',
    path: '/api/v1/coaching/settings/:list',
    access,
    summary: 'Set a list of the coaching model: its entries in their order, and which are switched on.',
    params: CoachingListParams,
    body: CoachingListBody,
    response: CoachingSettings,
    handle: async ({ grant, params, body }) => {
      const outcome = await setCoachingList(world, grant, { ...params, ...body })
      if ('lists' in outcome) return { status: 200, body: outcome.lists }
      if ('problem' in outcome) throw new HttpError(409, outcome.problem, STALE)
      const says = 'The list was not saved: some of it has to be put right first.'
      throw unprocessable('list_invalid', says, outcome.problems)
    },
  })
}

const STALE =
  'Somebody else has changed this list since you opened the page, so nothing was saved. Look at what is there now, then save again.'
