/** Avatars of students, and the hours of classes at which they rest. In the district's transaction. */

import type pg from 'pg'
import type { Capability } from '../../access/capability.ts'
import type { Grant } from '../../access/grant.ts'
import type { AvatarHours } from '../../students/avatar-hours.ts'
import { reachOwn } from '../scope.ts'
import { sql } from '../sql.ts'

interface AtClass {
  readonly districtId: string
  readonly classId: string
}

/** Of one class, in the order of the week. */
export async function listAvatarHours(
  client: pg.ClientBase,
  { districtId, classId }: AtClass,
): Promise<readonly AvatarHours[]> {
  return (await client.query<AvatarHours>(sql('list_avatar_hours'), [districtId, classId])).rows
}

/** Puts these in place of whatever the class had. */
export async function setAvatarHours(
  client: pg.ClientBase,
  { districtId, classId }: AtClass,
  set: { readonly hours: readonly AvatarHours[]; readonly by: string; readonly now: Date },
): Promise<void> {
  await client.query(sql('lock_avatar_hours'), [districtId, classId])
  await client.query(sql('clear_avatar_hours'), [districtId, classId])
  const of = (field: keyof AvatarHours) => set.hours.map((one) => one[field])
  const columns = [of('weekday'), of('starts'), of('ends')]
  await client.query(sql('add_avatar_hours'), [districtId, classId, ...columns, set.by, set.now])
}

export interface OwnAvatar {
  readonly timezone: string
  /** Null: they have built none yet. */
  readonly parts: readonly string[] | null
  readonly bought: readonly string[]
  /** Of all their classes. */
  readonly hours: readonly AvatarHours[]
}

/** A student's own; null: there is no such district. */
export async function readOwnAvatar(client: pg.ClientBase, grant: Grant<Capability>): Promise<OwnAvatar | null> {
  return (await client.query<OwnAvatar>(sql('read_own_avatar'), [...reachOwn(grant)])).rows[0] ?? null
}

/** What it looks like from now on. */
export async function keepOwnAvatar(
  client: pg.ClientBase,
  grant: Grant<Capability>,
  { parts, now }: { readonly parts: readonly string[]; readonly now: Date },
): Promise<void> {
  await client.query(sql('keep_own_avatar'), [...reachOwn(grant), JSON.stringify(parts), now])
}
