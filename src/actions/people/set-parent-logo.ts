/** Somebody gives the parent portal a logo, or takes it away (002 "Upload logo to the parent portal"). */

import type { Grant } from '../../access/grant.ts'
import { setParentLogo } from '../../store/people/parent-portal.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inGrantDirect } from '../../store/world.ts'

const BYTES_MAX = 262_144

/** By the first bytes of the picture, and not by what somebody calls it. A drawing that can hold scripts is none of these. */
const KINDS = [
  { mediaType: 'image/png', head: '89504e470d0a1a0a' },
  { mediaType: 'image/jpeg', head: 'ffd8ff' },
] as const

export type LogoProblem = 'not_base64' | 'too_large' | 'no_picture'

/** Keeps the picture, in base64; null takes it away. Null: done. */
export async function setLogo(
  world: DomainWorld,
  grant: Grant<'upload:parent_portal_logo'>,
  content: string | null,
): Promise<LogoProblem | null> {
  const { districtId } = grant.principal
  if (content === null) {
    await inGrantDirect(world, grant, (client) => setParentLogo(client, districtId, null))
    return null
  }
  const picture = Buffer.from(content, 'base64')
  if (picture.length === 0 || picture.toString('base64').length !== content.length) return 'not_base64'
  if (picture.length > BYTES_MAX) return 'too_large'
  const kind = KINDS.find(({ head }) => picture.toString('hex', 0, head.length / 2) === head)
  if (kind === undefined) return 'no_picture'
  const { mediaType } = kind
  await inGrantDirect(world, grant, (client) =>
    setParentLogo(client, districtId, { content, mediaType, now: world.now() }),
  )
  return null
}
