/** The claims of an LTI message: their names, and what is read from them. */

const LTI = 'https://purl.imsglobal.org/spec/lti/claim/'

export const CLAIM = {
  messageType: `${LTI}message_type`,
  version: `${LTI}version`,
  deploymentId: `${LTI}deployment_id`,
  targetLinkUri: `${LTI}target_link_uri`,
  resourceLink: `${LTI}resource_link`,
  roles: `${LTI}roles`,
  context: `${LTI}context`,
  lis: `${LTI}lis`,
  custom: `${LTI}custom`,
  deepLinkingSettings: 'https://purl.imsglobal.org/spec/lti-dl/claim/deep_linking_settings',
} as const

export const MESSAGE_TYPES = ['LtiResourceLinkRequest', 'LtiDeepLinkingRequest'] as const
export type MessageType = (typeof MESSAGE_TYPES)[number]

/** The payload of a token whose signature was checked; nothing else about it was. */
export type Claims = Readonly<Record<string, unknown>>

/** What a platform says of the person; any of it may be missing, and none of it grants anything. */
export interface LaunchPerson {
  readonly name: string | null
  readonly email: string | null
  /** `lis.person_sourcedid`, else a custom field of it. */
  readonly personId: string | null
}

export interface LaunchContext {
  readonly id: string
  readonly title: string | null
  /** What the platform says are the sourcedIds of the class or classes behind the course page. */
  readonly classSourcedIds: readonly string[]
}

const TEXT_LENGTH_MAX = 1000

// Custom fields that carry the roster's person id, spelt without case and signs: `person_sourcedid` set to
// $Person.sourcedId, and Canvas's $Canvas.user.sisSourceId under its own name.
const PERSON_ID_FIELDS = ['personsourcedid', 'canvasusersissourceid'] as const
// `$CourseSection.sourcedId` is the course in Canvas; this one lists the sections.
const CLASS_ID_FIELDS = ['canvascoursesectionsissourceids'] as const

/** Whether a claim is a JSON object (and no list). */
export function isObject(value: unknown): value is Claims {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A text claim that is there: trimmed, of sane length, and no variable the platform left unresolved (`$…`). */
export function readText(value: unknown): string | null {
  if (typeof value !== 'string') return null
  const text = value.trim()
  if (text === '' || text.length > TEXT_LENGTH_MAX || text.startsWith('$')) return null
  return text
}

export function readPerson(claims: Claims): LaunchPerson {
  const parts = [readText(claims['given_name']), readText(claims['family_name'])].filter((part) => part !== null)
  return {
    name: readText(claims['name']) ?? (parts.length === 0 ? null : parts.join(' ')),
    email: readText(claims['email']),
    personId: readText(lisOf(claims)['person_sourcedid']) ?? customField(claims, PERSON_ID_FIELDS),
  }
}

/** Null where the launch comes from no course. */
export function readContext(claims: Claims): LaunchContext | null {
  const context = claims[CLAIM.context]
  if (!isObject(context) || typeof context['id'] !== 'string') return null
  const sections = customField(claims, CLASS_ID_FIELDS)?.split(',') ?? [lisOf(claims)['course_section_sourcedid']]
  return {
    id: context['id'],
    title: readText(context['title']) ?? readText(context['label']),
    classSourcedIds: sections.map(readText).filter((id) => id !== null),
  }
}

function lisOf(claims: Claims): Claims {
  const lis = claims[CLAIM.lis]
  return isObject(lis) ? lis : {}
}

function customField(claims: Claims, names: readonly string[]): string | null {
  const custom = claims[CLAIM.custom]
  if (!isObject(custom)) return null
  for (const [key, value] of Object.entries(custom)) {
    if (names.includes(key.toLowerCase().replaceAll(/[^a-z0-9]/g, ''))) {
      const text = readText(value)
      if (text !== null) return text
    }
  }
  return null
}
