/** Compares the LMS's course with the class of the roster, for somebody who may see the class. It changes nothing. */

import type { Grant } from '../../access/grant.ts'
import { compareMembership, type LmsMember, type MembershipDifference } from '../../roster/membership.ts'
import { appendAudit } from '../../store/audit/audit.ts'
import { listLedClasses } from '../../store/community/community.ts'
import {
  type AskedCoursePage,
  listClassMembers,
  listPagesOfClass,
  matchMembers,
  type MatchableMember,
} from '../../store/lti/course-pages.ts'
import type { PrismaTransaction } from '../../store/database.ts'
import { readRecord } from '../../store/sync/sticky-field.ts'
import type { DomainWorld } from '../../store/world.ts'
import { inGrant } from '../../store/world.ts'

export type SentMember = LmsMember & MatchableMember

/** Asks the platform who is in a course; what went wrong comes as its code. */
export type ReadMembers = (
  page: Pick<AskedCoursePage, 'registrationId' | 'membershipsUrl' | 'platformFamily'>,
) => Promise<
  { readonly ok: true; readonly value: readonly SentMember[] } | { readonly ok: false; readonly code: string }
>

export interface CheckedPage {
  readonly id: string
  readonly title: string | null
  readonly platform: string
  /** What is wrong with the question, or what the lists say differently. */
  readonly problem: string | null
  readonly difference: MembershipDifference | null
}

type ClassGrant = Grant<'control:all_class_settings'> | Grant<'edit:feed_owned_field'>

/** Every course page of the class, compared; null where the class isn't in scope. */
export async function checkMembership(
  world: DomainWorld,
  grant: ClassGrant,
  { classId, readMembers }: { readonly classId: string; readonly readMembers: ReadMembers },
): Promise<readonly CheckedPage[] | null> {
  const { districtId } = grant.principal
  const pages = await inGrant(world, grant, async (tx) =>
    (await maySee(tx, grant, classId)) ? listPagesOfClass(tx, { districtId, classId }) : null,
  )
  if (pages === null) return null
  // Nothing of ours is held open while an LMS takes its time.
  const answers = await Promise.all(pages.map(async (page) => ({ page, answer: await readMembers(page) })))
  return inGrant(world, grant, async (tx) => {
    // Roles may have gone meanwhile: the names are read under the same question again.
    if (!(await maySee(tx, grant, classId))) return null
    const enrolled = await listClassMembers(tx, { districtId, classId })
    const checked: CheckedPage[] = []
    for (const { page, answer } of answers) {
      const { id, title, platform } = page
      const difference = answer.ok
        ? compareMembership({
            members: answer.value,
            known: await matchMembers(tx, { districtId, ...page, members: answer.value }),
            enrolled,
          })
        : null
      checked.push({ id, title, platform, problem: answer.ok ? null : answer.code, difference })
    }
    await appendAudit(tx, districtId, { action: 'lti.membership_check', object: `class:${classId}` })
    return checked
  })
}

async function maySee(tx: PrismaTransaction, grant: ClassGrant, classId: string): Promise<boolean> {
  if (grant.capability === 'control:all_class_settings') return (await listLedClasses(tx, grant, classId)).length === 1
  return (await readRecord(tx, grant, { kind: 'classes', id: classId })) !== null
}
