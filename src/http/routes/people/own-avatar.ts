/** A student's own avatar, what they have to spend, and buying accessories. */

import { buildAvatar, buyAccessory } from '../../../actions/people/own-avatar.ts'
import { viewOwnAvatar } from '../../../views/people/programmes.ts'
import { AccessoryBought, BuildAvatarBody, BuyAccessoryBody, OwnAvatar } from '../../contract/programmes.ts'
import { orNotFound } from '../../errors.ts'
import type { RouteTable } from '../../route.ts'
import type { DomainWorld } from '../../world.ts'
import { avatarRefusal } from './programme-refusals.ts'

const PATH = '/api/v1/student/avatar'
const MINE = { capability: 'answer:survey' } as const

/** `/api/v1/student/avatar…`. */
export function addOwnAvatarRoutes(table: RouteTable, world: DomainWorld): void {
  type Asked = Parameters<typeof viewOwnAvatar>[1]
  const look = async (grant: Asked): Promise<OwnAvatar> => {
    const { look: worn, parts, closed, programmes } = orNotFound(await viewOwnAvatar(world, grant))
    return {
      look: [...worn],
      parts: parts.map((part) => ({ ...part, shapes: [...part.shapes] })),
      closed: closed === null ? null : { until: closed.until?.toISOString() ?? null },
      programmes: [...programmes],
    }
  }
  table.add({
    method: 'get',
    path: PATH,
    access: MINE,
    summary: 'My avatar, its parts with their prices, the points that I have, and until when it can’t be changed.',
    response: OwnAvatar,
    handle: async ({ grant }) => ({ status: 200, body: await look(grant) }),
  })
  table.add({
    method: 'put',
    path: PATH,
    access: MINE,
    summary: 'Build my avatar; not at the hours that a class of mine closes that.',
    body: BuildAvatarBody,
    response: OwnAvatar,
    handle: async ({ grant, body }) => {
      const refused = await buildAvatar(world, grant, body.parts)
      if (refused !== null) throw avatarRefusal(refused)
      return { status: 200, body: await look(grant) }
    },
  })
  table.add({
    method: 'post',
    path: `${PATH}/purchases`,
    access: MINE,
    summary: 'Buy an accessory with the points of a programme; not at the hours that a class of mine closes that.',
    body: BuyAccessoryBody,
    response: AccessoryBought,
    status: 201,
    handle: async ({ grant, body }) => {
      const refused = await buyAccessory(world, grant, body)
      if (refused !== null) throw avatarRefusal(refused)
      return { status: 201, body: { partId: body.partId } }
    },
  })
}
