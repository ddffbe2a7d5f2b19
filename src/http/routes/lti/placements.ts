/** Placing things of Staffroom in an LMS (deep linking): what may be placed, and the signed answer. */

import { usePlacement } from '../../../actions/lti/use-placement.ts'
import { signDeepLinking } from '../../../lti/deep-linking.ts'
import { addressOf, placeOfKey } from '../../../lti/place.ts'
import type { Sign } from '../../../lti/sign.ts'
import type { Registration } from '../../../lti/world.ts'
import { type PlaceableItem, viewPlacement } from '../../../views/lti/placeable.ts'
import { Placement, PlacementAnswer, PlacementBody, PlacementParams } from '../../contract/placements.ts'
import { HttpError, notFound, unprocessable } from '../../errors.ts'
import type { RouteTable } from '../../route.ts'
import type { DomainWorld } from '../../world.ts'

export interface PlacementRoutesOptions {
  readonly world: DomainWorld
  /** Signs with the tool's active key. */
  readonly sign: Sign
  readonly findRegistration: (id: string) => Promise<Registration | null>
  /** Origin of this installation, without a slash at its end. */
  readonly publicUrl: string
}

/** What a link to something without a name of its own is called in the LMS. */
const TITLES = {
  start: 'Staffroom',
  coach: 'Staffroom: coaching',
  community: 'Staffroom: community',
  'class-report': 'Survey report',
  survey: 'Survey',
} as const

/** `/api/v1/placements/{placementId}` and its answer; both are for whom the request was made. */
export function addPlacementRoutes(table: RouteTable, options: PlacementRoutesOptions): void {
  const { world } = options
  table.add({
    method: 'get',
    path: '/api/v1/placements/:placementId',
    access: { open: 'session' },
    summary: 'What I may place in the LMS that asks for it.',
    params: PlacementParams,
    response: Placement,
    handle: async ({ principal, params }) => {
      const found = await viewPlacement(world, principal, params.placementId)
      if (found === null) throw notFound()
      return { status: 200, body: found }
    },
  })
  table.add({
    method: 'post',
    path: '/api/v1/placements/:placementId/answer',
    access: { open: 'session' },
    summary: 'Signs the answer with what I chose; the browser takes it back to the LMS.',
    params: PlacementParams,
    body: PlacementBody,
    response: PlacementAnswer,
    handle: async ({ principal, params: { placementId }, body: { items } }) => {
      const found = await viewPlacement(world, principal, placementId)
      if (found === null) throw notFound()
      if (items.length > 1 && !found.acceptsMultiple)
        throw unprocessable('items_several', 'The LMS takes one thing at a time. Choose one.')
      const placeable = new Map(found.items.map((item) => [item.key, item]))
      const chosen = items.flatMap((key) => placeable.get(key) ?? [])
      if (chosen.length < items.length)
        throw unprocessable('item_unknown', 'You may not place one of these. Choose from the list.')
      const placement = await usePlacement(world, principal, { placementId, items })
      const registration = placement && (await options.findRegistration(placement.registrationId))
      if (placement === null || registration === null)
        throw new HttpError(409, 'placement_over', 'This was answered already, or waited too long. Begin in the LMS.')
      const links = chosen.map((item) => ({
        title: titleOf(item.key, item),
        url: addressOf(placeOfKey(item.key), options.publicUrl),
      }))
      const { deploymentId, data, returnUrl } = placement
      const jwt = await signDeepLinking(options.sign, { registration, deploymentId, data, items: links }, world.now())
      return { status: 200, body: { returnUrl, jwt } }
    },
  })
}

/** What the link is called in the LMS: students read it, too. */
function titleOf(key: string, { name, days }: Pick<PlaceableItem, 'name' | 'days'>): string {
  const { kind } = placeOfKey(key)
  if (name === null) return TITLES[kind]
  if (kind === 'community') return name
  const title = `${TITLES[kind]}: ${name}`
  if (days === null) return title
  // Without the thin spaces of a range, which some menus show as boxes.
  return `${title}, ${DAY.formatRange(dayOf(days.startsOn), dayOf(days.endsOn)).replaceAll('\u2009', ' ')}`
}

const DAY = new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeZone: 'UTC' })

function dayOf(day: string): Date {
  return new Date(`${day}T00:00:00Z`)
}
