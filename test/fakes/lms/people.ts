/** The people who can sign in to the demo LMS. */

const MEMBERSHIP = 'http://purl.imsglobal.org/vocab/lis/v2/membership#'
const INSTITUTION = 'http://purl.imsglobal.org/vocab/lis/v2/institution/person#'

export interface LmsPerson {
  /** What the address of the course page calls them. */
  readonly key: string
  /** The LMS's own name for the person: `sub`. */
  readonly sub: string
  readonly name: string
  readonly email: string
  /** The id of the roster that the LMS knows; null: it knows none. */
  readonly sourcedId: string | null
  readonly roles: readonly string[]
  /** What the picker says under the name. */
  readonly about: string
}

/** The demo district's people by the sourcedIds of its feed, and one whom it doesn't know. */
export const DEMO_PEOPLE: readonly LmsPerson[] = [
  person('demo-coach', 'Odalys Fernwood', 'Instructional coach', [`${MEMBERSHIP}ContentDeveloper`]),
  person('demo-coach-2', 'Tobias Larkmoor', 'Instructional coach', [`${MEMBERSHIP}ContentDeveloper`]),
  person('demo-teacher', 'Marisol Hedgecombe', 'Teacher', [`${MEMBERSHIP}Instructor`]),
  person('demo-teacher-2', 'Quentin Ashdale', 'Teacher', [`${MEMBERSHIP}Instructor`]),
  person('demo-principal', 'Henrietta Coldbrook', 'Principal', [`${INSTITUTION}Administrator`]),
  person('demo-admin', 'Lucian Merrowby', 'District administrator', [`${INSTITUTION}Administrator`]),
  person('demo-billing', 'Perpetua Oakenshaw', 'Billing office', [`${INSTITUTION}Staff`]),
  person('demo-student', 'Wilhelmina Sparrowfield', 'Student', [`${MEMBERSHIP}Learner`]),
  {
    ...person('demo-unknown', 'Quinn Harper', 'Not in the roster', [`${MEMBERSHIP}Instructor`]),
    sourcedId: 'nobody-of-the-roster',
  },
]

function person(key: string, name: string, about: string, roles: readonly string[]): LmsPerson {
  const email = `${key}@demo-district.example`
  return { key, sub: `lms-${key}`, name, email, sourcedId: key, roles, about }
}
