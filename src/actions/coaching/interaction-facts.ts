/** What the rules of an interaction must know of the district and of whoever logs or edits it. */

import type { Capability } from '../../access/capability.ts'
import type { Grant } from '../../access/grant.ts'
import { districtDay } from '../../coaching/district-day.ts'
import type { FieldProblem, InteractionInput } from '../../coaching/interaction.ts'
import { checkInteraction } from '../../coaching/interaction.ts'
import { Failure } from '../../roster/failure.ts'
import { readInteractionTypes } from '../../store/coaching/coaching.ts'
import { listTags } from '../../store/coaching/coaching-tag.ts'
import type { PrismaTransaction } from '../../store/database.ts'
import { findTaggableEducators, listSchoolsInScope } from '../../store/coaching/educators.ts'
import { findDistrictOfPrincipal } from '../../store/people/person.ts'
import type { DomainWorld } from '../../store/world.ts'

export interface Checked {
  readonly world: DomainWorld
  readonly grant: Grant<'create:interaction'>
  readonly input: InteractionInput
  /** What stands in it already may stay: a type that was switched off since, an educator who has moved. */
  readonly kept: InteractionInput | null
}

/** Every problem of the interaction; a school or educator outside the scope is unknown, as one that isn't. */
export async function findProblems(
  tx: PrismaTransaction,
  { world, grant, input, kept }: Checked,
): Promise<readonly FieldProblem[]> {
  const { districtId } = grant.principal
  const types = await readInteractionTypes(tx, world, districtId)
  const schools = await listSchoolsInScope(tx, grant)
  const tags = await listTags(tx, districtId)
  const educators = await findTaggableEducators(tx, grant, input.educatorIds)
  return checkInteraction(input, {
    today: await todayOf(tx, world, districtId),
    coachId: coachOf(grant),
    typeIds: new Set([...active(types), ...(kept === null ? [] : [kept.typeId])]),
    schoolIds: new Set([
      ...schools.map(({ id }) => id),
      ...(kept === null ? [] : [kept.schoolId, ...kept.otherSchoolIds]),
    ]),
    educatorIds: new Set([...educators, ...(kept?.educatorIds ?? [])]),
    tagIds: new Set([...active(tags), ...(kept?.tagIds ?? [])]),
  })
}

function active(all: readonly { readonly id: string; readonly isActive: boolean }[]): readonly string[] {
  return all.filter(({ isActive }) => isActive).map(({ id }) => id)
}

/** The district's today, YYYY-MM-DD. */
export async function todayOf(tx: PrismaTransaction, world: DomainWorld, districtId: string): Promise<string> {
  const district = await findDistrictOfPrincipal(tx, districtId)
  if (district === null)
    throw new Failure('DISTRICT_UNKNOWN', 'operator', `There is no district ${districtId} any more.`)
  return districtDay(world.now(), district.timezone)
}

/** The coach who asks. Whoever is granted coaching is a person of the roster. */
export function coachOf({ principal }: Grant<Capability>): string {
  if (principal.personId !== null) return principal.personId
  throw new Failure('COACH_WITHOUT_PERSON', 'bug', 'Somebody who is no person of the roster was granted coaching.')
}

/** As it is kept: notes of blanks are none. */
export function tidied(input: InteractionInput): InteractionInput {
  const { notes, nextStep } = input
  return {
    ...input,
    notes: notes === null || notes.trim() === '' ? null : notes,
    nextStep: nextStep === null ? null : { ...nextStep, text: nextStep.text.trim() },
  }
}
