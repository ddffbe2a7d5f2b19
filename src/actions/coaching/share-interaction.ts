/**
 * A coach mails a copy of an interaction of their own to the educators tagged in it, because they ticked the box for this
 * one (P000-13). The only event of Staffroom that ever mails an educator (P000-25).
 */

import { authorise } from '../../access/authorise.ts'
import type { Grant } from '../../access/grant.ts'
import { actorOf, educatorAsSuch } from '../../access/principal.ts'
import type { InteractionCopy } from '../../coaching/interaction-copy.ts'
import { writeCopy } from '../../coaching/interaction-copy.ts'
import type { FieldProblem, InteractionInput } from '../../coaching/interaction.ts'
import { nameType } from '../../coaching/interaction-type.ts'
import { appendAudit } from '../../store/audit/audit.ts'
import { findOwnInteraction, readInteractionTypes } from '../../store/coaching/coaching.ts'
import type { PrismaTransaction } from '../../store/database.ts'
import { lockOwnInteractions, readRecord } from '../../store/coaching/interaction-edit.ts'
import type { Attendee } from '../../store/coaching/interaction-mail.ts'
import { listAttendees, queueCopy } from '../../store/coaching/interaction-mail.ts'
import { findDistrictOfPrincipal, findPersonOfPrincipal } from '../../store/people/person.ts'
import { nameRecords } from '../../store/people/record-names.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inGrant } from '../../store/world.ts'
import { coachOf, findProblems, tidied } from './interaction-facts.ts'

/** What goes to whom. */
export interface SharePreview extends InteractionCopy {
  readonly to: readonly Attendee[]
  /** Nobody knows an address of theirs. */
  readonly withoutAddress: readonly Attendee[]
}

export type ShareGrant = Grant<'share_by_email:interaction'>

/** How many mails one sending of an interaction may become. */
const COPIES_MAX = 100

/** Who gets what if these values are logged with the box ticked; or what is wrong with them. */
export function previewShare(
  world: DomainWorld,
  grant: Grant<'create:interaction'>,
  given: InteractionInput,
): Promise<{ readonly preview: SharePreview } | { readonly problems: readonly FieldProblem[] }> {
  const input = tidied(given)
  return inGrant(world, grant, async (tx) => {
    const problems = await findProblems(tx, { world, grant, input, kept: null })
    if (problems.length > 0) return { problems }
    return {
      preview: await prepare(tx, world, { districtId: grant.principal.districtId, coachId: coachOf(grant), input }),
    }
  })
}

/** Mails it again, or for the first time, as it stands. Null: there is no such interaction of theirs. */
export function shareInteraction(
  world: DomainWorld,
  grant: ShareGrant,
  ask: { readonly interactionId: string; readonly version: string; readonly publicUrl: string },
): Promise<SharePreview | 'stale' | null> {
  const { districtId } = grant.principal
  const coachId = coachOf(grant)
  return inGrant(world, grant, async (tx) => {
    const [locked] = await lockOwnInteractions(tx, { districtId, coachId, ids: [ask.interactionId] })
    if (locked === undefined) return null
    if (locked.version !== ask.version) return 'stale'
    return mailCopies(tx, world, { grant, ...ask })
  })
}

/** Puts a copy for every tagged educator who has an address into the outbox, in the transaction of the log itself. */
export async function mailCopies(
  tx: PrismaTransaction,
  world: DomainWorld,
  order: { readonly grant: ShareGrant; readonly interactionId: string; readonly publicUrl: string },
): Promise<SharePreview | null> {
  const { grant, interactionId, publicUrl } = order
  const { districtId } = grant.principal
  const coachId = coachOf(grant)
  const row = await findOwnInteraction(tx, { districtId, coachId }, interactionId)
  if (row === null) return null
  const input = await readRecord(tx, world.secrets, { districtId, row })
  const preview = await prepare(tx, world, { districtId, coachId, input })
  const { to, withoutAddress: _none, ...copy } = preview
  const by = actorOf(grant.principal)
  const at = world.now()
  for (const attendee of to.slice(0, COPIES_MAX)) {
    authoriseReceipt(districtId, attendee.id, input.educatorIds)
    const addressed = { ...attendee, email: attendee.email ?? '' }
    const { version } = row
    await queueCopy(tx, world.secrets, {
      districtId,
      interactionId,
      version,
      attendee: addressed,
      copy,
      by,
      at,
      publicUrl,
    })
  }
  await appendAudit(tx, districtId, {
    action: 'interaction.share',
    object: `interaction:${interactionId}`,
    detail: { educatorIds: to.map(({ id }) => id) },
  })
  return preview
}

/** Nobody gets a copy but an educator tagged in it, whose coach has ticked the box. @throws Refusal */
function authoriseReceipt(districtId: string, educatorId: string, taggedIds: readonly string[]): void {
  const holds = taggedIds.includes(educatorId) ? (['tagged_and_checkbox'] as const) : []
  authorise(educatorAsSuch(districtId, educatorId), 'receive_email:interaction_copy', {
    districtId,
    ownerId: educatorId,
    holds,
  })
}

async function prepare(
  tx: PrismaTransaction,
  world: DomainWorld,
  at: { readonly districtId: string; readonly coachId: string; readonly input: InteractionInput },
): Promise<SharePreview> {
  const { districtId, coachId, input } = at
  const attendees = await listAttendees(tx, { districtId, ids: input.educatorIds })
  const district = await findDistrictOfPrincipal(tx, districtId)
  const coach = await findPersonOfPrincipal(tx, { districtId, personId: coachId })
  const types = await readInteractionTypes(tx, world, districtId)
  const schoolIds = [input.schoolId, ...input.otherSchoolIds]
  const name = await nameRecords(tx, districtId, { people: [], schools: schoolIds, tags: [] })
  const copy = writeCopy({
    districtName: district?.name ?? districtId,
    coach: coach === null ? 'Your coach' : `${coach.givenName} ${coach.familyName}`,
    date: input.date,
    minutes: input.minutes,
    type: nameType(types, input.typeId).name,
    schools: schoolIds.map((id) => name('school', id)),
    educators: attendees.map(({ givenName, familyName }) => `${givenName} ${familyName}`),
    notes: input.notes,
    nextStep: input.nextStep,
  })
  return {
    ...copy,
    to: attendees.filter(({ email }) => email !== null),
    withoutAddress: attendees.filter(({ email }) => email === null),
  }
}
