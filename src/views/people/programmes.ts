/** Motivational programmes and the hours of avatars, as those see them who run a class; and a student's own. */

import { authoriseOnClass, mayOnClass } from '../../access/class-programme.ts'
import type { Grant } from '../../access/grant.ts'
import type { Principal } from '../../access/principal.ts'
import { listAvatarHours, readOwnAvatar } from '../../store/people/avatars.ts'
import {
  listOwnProgrammes,
  listPointEntries,
  listProgrammes,
  listProgrammeStudents,
  type OwnProgramme,
  type PointEntry,
  type Programme,
  type ProgrammeStudent,
} from '../../store/people/programmes.ts'
import type { DistrictClient } from '../../store/database.ts'
import type { PageRequest } from '../../store/page.ts'
import { type CardClass, findCardClass } from '../../store/people/start-cards.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inDistrictClient, inGrantDirect } from '../../store/world.ts'
import { type AvatarsClosed, avatarsClosed, type HoursOnClock, hoursOnClock } from '../../students/avatar-hours.ts'
import { AVATAR_PARTS } from '../../students/avatar-parts.ts'
import { type AvatarPart, plainLook } from '../../students/avatar.ts'
import { mondayOf, type ProgrammeState, programmeStateOn } from '../../students/programme.ts'
import type { PageView } from '../coaching/educators.ts'

export interface AvatarHoursView {
  readonly class: CardClass
  readonly hours: readonly HoursOnClock[]
  /** Whether whoever asks runs the programmes of the class, too. */
  readonly mayRunProgrammes: boolean
}

/** Null: there is no such class at work. @throws Refusal where it is out of reach */
export function viewAvatarHours(
  world: DomainWorld,
  principal: Principal,
  classId: string,
): Promise<AvatarHoursView | null> {
  const { districtId } = principal
  return inDistrictClient(world, principal, async (client) => {
    const found = await findCardClass(client, districtId, classId)
    if (found === null) return null
    authoriseOnClass(principal, 'restrict:avatar_and_accessory_purchase', found)
    return {
      class: found,
      hours: (await listAvatarHours(client, { districtId, classId })).map(hoursOnClock),
      mayRunProgrammes: mayOnClass(principal, 'administer:motivational_program', found),
    }
  })
}

export interface ProgrammeView extends Omit<Programme, 'today' | 'class'> {
  readonly state: ProgrammeState
  readonly classId: string
  readonly className: string
}

function shown({ today, class: { id, title }, ...programme }: Programme): ProgrammeView {
  return { ...programme, state: programmeStateOn(programme, today), classId: id, className: title }
}

/** Of a class, the newest first; null: there is no such class at work. @throws Refusal where it is out of reach */
export function viewProgrammes(
  world: DomainWorld,
  principal: Principal,
  classId: string,
): Promise<readonly ProgrammeView[] | null> {
  const { districtId } = principal
  return inDistrictClient(world, principal, async (client) => {
    const found = await findCardClass(client, districtId, classId)
    if (found === null) return null
    authoriseOnClass(principal, 'administer:motivational_program', found)
    return (await listProgrammes(client, { districtId, classId, now: world.now() })).map(shown)
  })
}

/** Null: there is none. @throws Refusal where its class is out of reach */
export function viewProgramme(world: DomainWorld, principal: Principal, id: string): Promise<ProgrammeView | null> {
  return atProgramme(world, principal, id, async (_client, programme) => shown(programme))
}

/** The students of its class with their points; null: there is none. @throws Refusal where its class is out of reach */
export function viewProgrammeStudents(
  world: DomainWorld,
  principal: Principal,
  id: string,
): Promise<{ readonly week: string; readonly students: readonly ProgrammeStudent[] } | null> {
  const { districtId } = principal
  return atProgramme(world, principal, id, async (client, programme) => {
    const week = mondayOf(programme.today)
    const asked = { districtId, classId: programme.class.id, programmeId: id, week, studentIds: null }
    return { week, students: await listProgrammeStudents(client, asked) }
  })
}

/** One page of its ledger; null: there is none. @throws Refusal where its class is out of reach */
export function viewPointEntries(
  world: DomainWorld,
  principal: Principal,
  { programmeId, ...asked }: PageRequest & { readonly programmeId: string; readonly studentId: string | null },
): Promise<PageView<PointEntry> | null> {
  const { districtId } = principal
  return atProgramme(world, principal, programmeId, async (client) => {
    const { items, total } = await listPointEntries(client, { districtId, programmeId, ...asked })
    const named = items.map((entry) =>
      entry.kind === 'accessory' ? { ...entry, words: nameOfPart(entry.words) } : entry,
    )
    return { items: named, total, page: asked.page, pageSize: asked.pageSize }
  })
}

/** What isn't sold any more goes by its number. */
function nameOfPart(id: string): string {
  return AVATAR_PARTS.find((part) => part.id === id)?.name ?? id
}

function atProgramme<T>(
  world: DomainWorld,
  principal: Principal,
  programmeId: string,
  work: (client: DistrictClient, programme: Programme) => Promise<T>,
): Promise<T | null> {
  const { districtId } = principal
  return inDistrictClient(world, principal, async (client) => {
    const [programme] = await listProgrammes(client, { districtId, programmeId, now: world.now() })
    if (programme === undefined) return null
    authoriseOnClass(principal, 'administer:motivational_program', programme.class)
    return work(client, programme)
  })
}

export interface OwnAvatarView {
  /** Ids of parts; a plain one where they have built none. */
  readonly look: readonly string[]
  /** From the back to the front, as they are drawn. */
  readonly parts: readonly (AvatarPart & { readonly isMine: boolean })[]
  /** Null: they may build and buy now. */
  readonly closed: AvatarsClosed | null
  readonly programmes: readonly OwnProgramme[]
}

/** The avatar of the student who asks, all parts with their prices, and the points that they have. */
export function viewOwnAvatar(world: DomainWorld, grant: Grant<'answer:survey'>): Promise<OwnAvatarView | null> {
  const now = world.now()
  return inGrantDirect(world, grant, async (client) => {
    const own = await readOwnAvatar(client, grant)
    if (own === null) return null
    return {
      look: own.parts ?? plainLook(AVATAR_PARTS),
      parts: AVATAR_PARTS.map((part) => ({ ...part, isMine: part.price === 0 || own.bought.includes(part.id) })),
      closed: avatarsClosed(own.hours, own.timezone, now),
      programmes: await listOwnProgrammes(client, grant, now),
    }
  })
}
