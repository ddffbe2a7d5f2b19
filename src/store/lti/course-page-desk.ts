/** Course pages and their classes, for whoever runs the installation: the whole of a district, by the commands. */

import type pg from 'pg'
import type { CoursePageRow, CoursePageState } from './course-pages.ts'
import { COURSE_PAGES_ORDER } from './course-pages.ts'
import { sorted } from '../sort.ts'
import { sql } from '../sql.ts'

const WHOLE = [true, []] as const

/** The course pages of a state, the last seen first. In the district's transaction, like all of these. */
export async function listCoursePagesOf(
  client: pg.ClientBase,
  of: { readonly districtId: string; readonly state: CoursePageState; readonly limit: number },
): Promise<readonly CoursePageRow[]> {
  const values = [of.districtId, ...WHOLE, of.state, of.limit, 0]
  const { rows } = await client.query<{ items: CoursePageRow[] }>(
    sorted('list_course_pages', {}, COURSE_PAGES_ORDER),
    values,
  )
  return rows[0]?.items ?? []
}

/** Our ids of the active classes of this sourcedId, or of this number. */
export async function findClassesNamed(
  client: pg.ClientBase,
  { districtId, name }: { readonly districtId: string; readonly name: string },
): Promise<readonly string[]> {
  const { rows } = await client.query<{ id: string }>(sql('find_classes_named'), [districtId, name])
  return rows.map(({ id }) => id)
}

/** Links the course page to the class, or (null) keeps it without one. False: there is no such course page. */
export async function setCoursePage(
  client: pg.ClientBase,
  link: {
    readonly districtId: string
    readonly pageId: string
    readonly classId: string | null
    readonly now: Date
  },
): Promise<boolean> {
  const { districtId, pageId, classId, now } = link
  const { rowCount } = await client.query(sql('link_course_page'), [districtId, pageId, classId, 'cli', now])
  if (rowCount !== 1) return false
  const action = classId === null ? 'lti.class_dismiss' : 'lti.class_link'
  const detail = JSON.stringify(classId === null ? {} : { class: classId })
  await client.query(sql('append_audit_entry'), [districtId, action, `course_page:${pageId}`, detail])
  return true
}
