/** Which class a course page is, decided by whoever runs the installation. */

import { Failure } from '../roster/failure.ts'
import { findClassesNamed, listCoursePagesOf, setCoursePage } from '../store/lti/course-page-desk.ts'
import type { CoursePageState } from '../store/lti/course-pages.ts'
import { inDistrict } from '../store/database.ts'
import type { LaunchDeskWorld } from './launch-desk.ts'

/** At most so many are listed. */
const LISTED_MAX = 1000

/** Binds the functions to one installation. Holds no state. */
export function openCoursePageDesk({ db, now }: LaunchDeskWorld) {
  return {
    /** The last seen first. */
    list: (districtId: string, state: CoursePageState) =>
      inDistrict(db, { districtId, actor: 'cli' }, (client) =>
        listCoursePagesOf(client, { districtId, state, limit: LISTED_MAX }),
      ),
    /**
     * Links a course page to a class named by its sourcedId or `id:` and our number; null: it is no class.
     * @throws Failure COURSE_PAGE_UNKNOWN, CLASS_UNKNOWN, CLASS_AMBIGUOUS
     */
    set: ({ districtId, pageId, named }: { districtId: string; pageId: string; named: string | null }) =>
      inDistrict(db, { districtId, actor: 'cli' }, async (client) => {
        const classId =
          named === null ? null : oneOf(await findClassesNamed(client, { districtId, name: named }), districtId)
        if (await setCoursePage(client, { districtId, pageId, classId, now: now() })) return { classId }
        throw new Failure(
          'COURSE_PAGE_UNKNOWN',
          'operator',
          `District ${districtId} has no course page ${pageId}. "staffroom lti course-pages" lists those it has.`,
        )
      }),
  }
}

function oneOf(ids: readonly string[], districtId: string): string {
  const [only] = ids
  if (only === undefined)
    throw new Failure('CLASS_UNKNOWN', 'operator', `District ${districtId} has no active class by the id given.`)
  if (ids.length === 1) return only
  throw new Failure(
    'CLASS_AMBIGUOUS',
    'operator',
    `Several classes of district ${districtId} have that sourcedId. Say which: ${ids.map((id) => `id:${id}`).join(', ')}.`,
  )
}
