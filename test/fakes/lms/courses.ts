/** The courses of the demo LMS. */

export interface LmsCourse {
  readonly id: string
  readonly title: string
  /** The roster's id of the course; null: it was made in the LMS. */
  readonly courseSourcedId: string | null
  /** The roster's ids of the classes behind it. */
  readonly sectionSourcedIds: readonly string[]
}

/** One class of the demo district. */
export const DEMO_COURSES: readonly LmsCourse[] = [
  { id: 'course-101', title: 'Grade 4 Mathematics', courseSourcedId: 'course-0000', sectionSourcedIds: ['class-0000'] },
]
