/** Somebody edits what the district knows of a school, or its groups of schools (002 "Managing organizations"). */

import type { Grant } from '../../access/grant.ts'
import { tidyText } from '../../roster/sticky-field.ts'
import { findSchoolInScope } from '../../store/rules/rule-history.ts'
import {
  addSchoolGroup,
  deleteSchoolGroup,
  fillSchoolGroup,
  isGroupNameTaken,
  renameSchoolGroup,
  type SchoolInformation,
  writeSchoolInformation,
} from '../../store/people/organisation.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inGrantDirect } from '../../store/world.ts'

export type OrganisationProblem =
  | 'school_unknown'
  | 'group_unknown'
  | 'information_stale'
  | 'name_taken'
  | 'name_needed'

/** Null: done. */
type Outcome = OrganisationProblem | null

/** Replaces what the district knows of a school. `seenAt`: when what was seen had been written; null: never. */
export function editSchoolInformation(
  world: DomainWorld,
  grant: Grant<'edit:school'>,
  o: { readonly schoolId: string; readonly seenAt: Date | null; readonly information: SchoolInformation },
): Promise<Outcome> {
  const { districtId } = grant.principal
  const { schoolId, seenAt, information } = o
  return inGrantDirect(world, grant, async (client) => {
    if ((await findSchoolInScope(client, grant, schoolId)) === null) return 'school_unknown'
    const at = { districtId, schoolId, seenAt, now: world.now() }
    return (await writeSchoolInformation(client, at, tidy(information))) ? null : 'information_stale'
  })
}

export interface GroupChange {
  readonly name: string
  readonly schoolIds: readonly string[]
}

/** Takes back what was written so far and becomes the answer. */
class GroupStop extends Error {
  override readonly name = 'GroupStop'
  readonly problem: OrganisationProblem
  constructor(problem: OrganisationProblem) {
    super(problem)
    this.problem = problem
  }
}

/** Makes a group of schools. */
export function addGroup(
  world: DomainWorld,
  grant: Grant<'manage:school_group'>,
  change: GroupChange,
): Promise<Outcome> {
  const { districtId } = grant.principal
  return stopped(
    inGrantDirect(world, grant, async (client) => {
      const name = tidyText(change.name)
      if (name === '') throw new GroupStop('name_needed')
      const groupId = await addSchoolGroup(client, { districtId, name, now: world.now() })
      if (groupId === null) throw new GroupStop('name_taken')
      if (!(await fillSchoolGroup(client, { districtId, groupId }, change.schoolIds)))
        throw new GroupStop('school_unknown')
    }),
  )
}

/** Replaces name and schools of a group. `seenAt`: when what was seen had been changed. */
export function changeGroup(
  world: DomainWorld,
  grant: Grant<'manage:school_group'>,
  { groupId, seenAt, ...change }: GroupChange & { readonly groupId: string; readonly seenAt: Date },
): Promise<Outcome> {
  const at = { districtId: grant.principal.districtId, groupId }
  return stopped(
    inGrantDirect(world, grant, async (client) => {
      const name = tidyText(change.name)
      if (name === '') throw new GroupStop('name_needed')
      if (await isGroupNameTaken(client, at, name)) throw new GroupStop('name_taken')
      if (!(await renameSchoolGroup(client, at, { name, seenAt, now: world.now() })))
        throw new GroupStop('information_stale')
      if (!(await fillSchoolGroup(client, at, change.schoolIds))) throw new GroupStop('school_unknown')
    }),
  )
}

/** Dissolves a group; its schools stay as they are. */
export function dissolveGroup(
  world: DomainWorld,
  grant: Grant<'manage:school_group'>,
  groupId: string,
): Promise<Outcome> {
  const at = { districtId: grant.principal.districtId, groupId }
  return inGrantDirect(world, grant, async (client) => ((await deleteSchoolGroup(client, at)) ? null : 'group_unknown'))
}

async function stopped(work: Promise<void>): Promise<Outcome> {
  try {
    await work
    return null
  } catch (error) {
    if (error instanceof GroupStop) return error.problem
    throw error
  }
}

/** An address keeps its lines. */
function tidy({ address, phone, website, email }: SchoolInformation): SchoolInformation {
  const lines = (address ?? '').split(/\r?\n/).map(tidyText)
  const kept = lines.filter((line) => line !== '').join('\n')
  return { address: kept === '' ? null : kept, phone: orNone(phone), website: orNone(website), email: orNone(email) }
}

function orNone(text: string | null): string | null {
  const tidied = tidyText(text ?? '')
  return tidied === '' ? null : tidied
}
