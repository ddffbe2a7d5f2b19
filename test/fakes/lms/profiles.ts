/** What the platforms that the demo LMS plays do differently: addresses, issuer, deployment ids, variables, storage. */

import type { LmsCourse } from './courses.ts'
import type { LmsPerson } from './people.ts'

export type ProfileName = 'plain' | 'canvas' | 'schoology' | 'moodle'

/** Who and where a variable is resolved for. */
export interface VariableContext {
  readonly person: LmsPerson
  readonly course: LmsCourse | null
}

type Variable = (context: VariableContext) => string | null

export interface LmsProfile {
  readonly name: ProfileName
  readonly title: string
  /** The issuer that all customers of a hosted platform share; null: the LMS's own address. */
  readonly issuer: string | null
  readonly paths: { readonly authorise: string; readonly token: string; readonly keys: string }
  /** How the login is begun inside the frame, and what it calls the deployment. */
  readonly login: { readonly method: 'get' | 'post'; readonly deploymentParameter: string }
  /** The frame that keeps data for tools, as `lti_storage_target` names it; null: there is none. */
  readonly storageTarget: '_parent' | 'post_message_forwarding' | null
  /** Whether the frame grows to the height that the tool asks for. */
  readonly resizesFrame: boolean
  /** Whether every launch resolves custom fields, or those of deep-linked items only. */
  readonly customFields: 'always' | 'deep-linked'
  /** What it resolves; anything else arrives as it was written, with its `$`. */
  readonly variables: Readonly<Record<string, Variable>>
  /** The `lis` claim; null: it sends none. */
  readonly lis: (context: VariableContext) => Readonly<Record<string, string>> | null
  readonly platformClaim: Readonly<Record<string, string>>
}

const personSourcedId: Variable = ({ person }) => person.sourcedId

/** Leaves out what there is no value for. */
function present(fields: Readonly<Record<string, string | null | undefined>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(fields).flatMap(([name, value]) => (value === null || value === undefined ? [] : [[name, value]])),
  )
}

const plain: LmsProfile = {
  name: 'plain',
  title: 'Demo LMS',
  issuer: null,
  paths: { authorise: '/auth', token: '/token', keys: '/jwks.json' },
  login: { method: 'get', deploymentParameter: 'lti_deployment_id' },
  storageTarget: null,
  resizesFrame: true,
  customFields: 'always',
  variables: { 'Person.sourcedId': personSourcedId },
  lis: ({ person }) => (person.sourcedId === null ? null : { person_sourcedid: person.sourcedId }),
  platformClaim: { guid: 'demo-lms', name: 'Demo LMS' },
}

const canvas: LmsProfile = {
  name: 'canvas',
  title: 'Canvas',
  issuer: 'https://canvas.instructure.com',
  paths: {
    authorise: '/api/lti/authorize_redirect',
    token: '/login/oauth2/token',
    keys: '/api/lti/security/jwks',
  },
  login: { method: 'post', deploymentParameter: 'deployment_id' },
  storageTarget: 'post_message_forwarding',
  resizesFrame: true,
  customFields: 'always',
  variables: {
    'Canvas.user.sisSourceId': personSourcedId,
    'Person.sourcedId': personSourcedId,
    'Canvas.user.id': ({ person }) => `7${person.key.length}`,
    'Canvas.course.id': ({ course }) => course?.id.replaceAll(/\D/g, '') ?? null,
    'Canvas.course.sisSourceId': ({ course }) => course?.courseSourcedId ?? null,
    'Canvas.course.sectionSisSourceIds': ({ course }) => course?.sectionSourcedIds.join(',') ?? null,
    // Named after the section, and yet the course's.
    'CourseSection.sourcedId': ({ course }) => course?.courseSourcedId ?? null,
  },
  lis: ({ course }) => present({ course_offering_sourcedid: course?.courseSourcedId }),
  platformClaim: {
    guid: 'demo-canvas:canvas-lms',
    name: 'Demo Canvas',
    product_family_code: 'canvas',
    version: 'cloud',
  },
}

const schoology: LmsProfile = {
  name: 'schoology',
  title: 'Schoology',
  issuer: 'https://schoology.schoology.com',
  paths: {
    authorise: '/lti-service/authorize-redirect',
    token: '/lti-service/access-token',
    keys: '/lti-service/.well-known/jwks',
  },
  login: { method: 'get', deploymentParameter: 'lti_deployment_id' },
  storageTarget: '_parent',
  resizesFrame: false,
  customFields: 'deep-linked',
  variables: {},
  lis: () => null,
  platformClaim: { guid: 'demo-schoology', name: 'Demo Schoology', product_family_code: 'schoology' },
}

const moodle: LmsProfile = {
  name: 'moodle',
  title: 'Moodle',
  issuer: null,
  paths: { authorise: '/mod/lti/auth.php', token: '/mod/lti/token.php', keys: '/mod/lti/certs.php' },
  login: { method: 'post', deploymentParameter: 'lti_deployment_id' },
  storageTarget: null,
  resizesFrame: false,
  customFields: 'always',
  variables: {
    'Person.sourcedId': personSourcedId,
    'User.username': ({ person }) => person.key,
    'CourseSection.sourcedId': ({ course }) => course?.sectionSourcedIds[0] ?? null,
    'Context.title': ({ course }) => course?.title ?? null,
  },
  lis: ({ person, course }) =>
    present({ person_sourcedid: person.sourcedId ?? '', course_section_sourcedid: course?.sectionSourcedIds[0] ?? '' }),
  platformClaim: { guid: 'demo-moodle', name: 'Demo Moodle', product_family_code: 'moodle', version: '2024100700' },
}

export const PROFILES: Readonly<Record<ProfileName, LmsProfile>> = { plain, canvas, schoology, moodle }

/** Custom fields with their variables resolved; what the platform doesn't know stays as it was written. */
export function resolveCustom(
  profile: LmsProfile,
  fields: Readonly<Record<string, string>>,
  context: VariableContext,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => {
      const resolved = value.startsWith('$') ? profile.variables[value.slice(1)]?.(context) : undefined
      return [name, resolved ?? value]
    }),
  )
}
