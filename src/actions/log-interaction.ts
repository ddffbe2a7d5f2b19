/** A coach logs an interaction with educators of their schools. */

import type { Grant } from '../access/grant.ts'
import { districtDay } from '../coaching/district-day.ts'
import type { FieldProblem, InteractionInput } from '../coaching/interaction.ts'
import { checkInteraction } from '../coaching/interaction.ts'
import type { InteractionType } from '../coaching/interaction-type.ts'
import { nameType } from '../coaching/interaction-type.ts'
import { Failure } from '../roster/failure.ts'
import { appendAudit } from '../store/audit.ts'
import type { InteractionRow } from '../store/coaching.ts'
import { deleteDraft, findOwnInteraction, insertInteraction, readInteractionTypes } from '../store/coaching.ts'
import type { PrismaTransaction } from '../store/database.ts'
import { findTaggableEducators, listSchoolsInScope } from '../store/educators.ts'
import { findDistrictOfPrincipal } from '../store/person.ts'
import type { DomainWorld } from '../store/world.ts'
import { inGrant } from '../store/world.ts'

export type LoggedInteraction = Omit<InteractionRow, 'typeId'> & {
  readonly type: InteractionType
  readonly notes: string | null
}
export type LogOutcome = { readonly interaction: LoggedInteraction } | { readonly problems: readonly FieldProblem[] }

/**
 * Writes the interaction with its notes sealed, forgets the draft and puts both on the audit log; or answers with
 * everything that is wrong and writes nothing. A school or educator outside the scope is unknown, as one that isn't.
 */
export async function logInteraction(
  world: DomainWorld,
  grant: Grant<'create:interaction'>,
  given: InteractionInput,
): Promise<LogOutcome> {
  const { districtId } = grant.principal
  const coachId = coachOf(grant)
  const notes = given.notes === null || given.notes.trim() === '' ? null : given.notes
  const input = { ...given, notes }
  return inGrant(world, grant, async (tx) => {
    const types = await readInteractionTypes(tx, world, districtId)
    const problems = await findProblems(tx, { world, grant, input, types })
    if (problems.length > 0) return { problems }
    const id = await insertInteraction(tx, world.secrets, { districtId, coachId, input, at: world.now() })
    await deleteDraft(tx, { districtId, coachId })
    await appendAudit(tx, districtId, {
      action: 'interaction.log',
      object: `interaction:${id}`,
      detail: { educatorIds: input.educatorIds, schoolId: input.schoolId },
    })
    const row = await findOwnInteraction(tx, { districtId, coachId }, id)
    if (row === null) throw new Failure('INTERACTION_LOST', 'bug', `Interaction ${id} cannot be read back.`)
    const { typeId, ...rest } = row
    return { interaction: { ...rest, type: nameType(types, typeId), notes } }
  })
}

interface Checked {
  readonly world: DomainWorld
  readonly grant: Grant<'create:interaction'>
  readonly input: InteractionInput
  readonly types: readonly InteractionType[]
}

async function findProblems(tx: PrismaTransaction, checked: Checked): Promise<readonly FieldProblem[]> {
  const { world, grant, input, types } = checked
  const { districtId } = grant.principal
  const district = await findDistrictOfPrincipal(tx, districtId)
  if (district === null)
    throw new Failure('DISTRICT_UNKNOWN', 'operator', `There is no district ${districtId} any more.`)
  const schools = await listSchoolsInScope(tx, grant)
  return checkInteraction(input, {
    today: districtDay(world.now(), district.timezone),
    coachId: coachOf(grant),
    typeIds: new Set(types.map((type) => type.id)),
    schoolIds: new Set(schools.map((school) => school.id)),
    educatorIds: await findTaggableEducators(tx, grant, input.educatorIds),
  })
}

function coachOf(grant: Grant<'create:interaction'>): string {
  if (grant.principal.personId !== null) return grant.principal.personId
  throw new Failure('COACH_WITHOUT_PERSON', 'bug', 'Somebody who is no person of the roster was granted coaching.')
}
