/** Paths of the real routes about planted things. */

import type { RegisteredRoute } from '../../src/http/route.ts'
import type { Ids } from './things.ts'

const NAMES: Readonly<Record<string, keyof Ids>> = {
  runId: 'run',
  sourceId: 'source',
  personId: 'person',
  studentId: 'student',
  customerAdminId: 'customerAdmin',
  schoolId: 'school',
  classId: 'class',
  proposalId: 'proposal',
  mergeId: 'merge',
  noticeId: 'notice',
  interactionId: 'interaction',
  attachmentId: 'attachment',
  communityId: 'community',
  uploadId: 'upload',
  registrationId: 'registration',
  deploymentId: 'deployment',
  launchId: 'launch',
  linkId: 'ltiLink',
  pageId: 'coursePage',
  sessionId: 'session',
  invitationId: 'invitation',
  name: 'purchase',
  number: 'roleMap',
  pathwayId: 'pathway',
  programmeId: 'programme',
}

/** What a route's path becomes with the numbers of one district's things; of a list, its longest page, too. */
export function pathsOf({ path }: Pick<RegisteredRoute, 'path'>, ids: Ids): readonly string[] {
  if (path.startsWith('/api/v1/licences/:kind')) return pathsOf({ path: path.replace(':kind', 'coaching-seats') }, ids)
  // Planted in every district under the same name.
  if (path.includes(':product')) return pathsOf({ path: path.replace(':product', 'reading') }, ids)
  if (path.includes(':kind')) {
    const records = { people: ids.person, classes: ids.class, orgs: ids.school, enrolments: ids.enrolment }
    return Object.entries(records).map(([kind, id]) =>
      path.replace(':kind', kind).replace(':recordId', encodeURIComponent(id)).replace(':field', 'givenName'),
    )
  }
  const filled = path.replaceAll(/:([A-Za-z]+)/g, (_all, name: string) => ids[NAMES[name] ?? 'person'])
  return path.includes(':') ? [filled] : [filled, `${filled}?pageSize=100`]
}
