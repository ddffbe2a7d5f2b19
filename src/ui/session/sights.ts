/**
 * Over which sight of things an edit is made. Each answer that shows what can be edited bears a tag of its content; the
 * edit sends it back, and the server refuses it with 412 where somebody else has changed that meanwhile.
 */
import type { AnyGiven, Operation } from '../operations.ts'
import { addressOf } from '../operations.ts'

/** What shows the thing that an edit changes, as the routes of the server say it. */
export const SHOWN_BY: Partial<Readonly<Record<Operation, Operation>>> = {
  'PUT /api/v1/classes/{classId}/survey-schedule': 'GET /api/v1/classes/{classId}/survey-schedule',
  'PUT /api/v1/classes/led/{classId}/locks': 'GET /api/v1/classes/led/{classId}/desk',
  'PUT /api/v1/communities/{communityId}/name': 'GET /api/v1/communities/{communityId}',
  'PUT /api/v1/communities/{communityId}/archived': 'GET /api/v1/communities/{communityId}',
  'PUT /api/v1/communities/{communityId}/survey-default': 'GET /api/v1/communities/{communityId}/survey-plan',
  'PUT /api/v1/communities/{communityId}/survey-schedules': 'GET /api/v1/communities/{communityId}/survey-plan',
  'PUT /api/v1/licences/{kind}/purchases/{name}': 'GET /api/v1/licences/{kind}',
  'DELETE /api/v1/licences/{kind}/purchases/{name}': 'GET /api/v1/licences/{kind}',
  'PUT /api/v1/educator-capacity': 'GET /api/v1/licences',
  'PUT /api/v1/licences/{kind}/rules': 'GET /api/v1/licences/{kind}',
  'PUT /api/v1/licences/{kind}/reservations/{schoolId}': 'GET /api/v1/licences/{kind}',
  'PUT /api/v1/products/{product}/rules/{name}': 'GET /api/v1/products/{product}/rules',
  'DELETE /api/v1/products/{product}/rules/{name}': 'GET /api/v1/products/{product}/rules',
  'PUT /api/v1/products/{product}': 'GET /api/v1/products',
  'DELETE /api/v1/products/{product}': 'GET /api/v1/products',
  'PUT /api/v1/pathways/{pathwayId}': 'GET /api/v1/pathways',
  'DELETE /api/v1/pathways/{pathwayId}': 'GET /api/v1/pathways',
  'PUT /api/v1/classes/{classId}/avatar-hours': 'GET /api/v1/classes/{classId}/avatar-hours',
  'PUT /api/v1/programmes/{programmeId}': 'GET /api/v1/programmes/{programmeId}',
  'PUT /api/v1/lti/email-links/{registrationId}': 'GET /api/v1/lti/email-links',
  'PUT /api/v1/lti/registrations/{registrationId}': 'GET /api/v1/lti',
  'PUT /api/v1/lti/deployments/{deploymentId}/state': 'GET /api/v1/lti',
  'PUT /api/v1/coaching/tags/{tagId}': 'GET /api/v1/coaching/tags',
  'PUT /api/v1/sources/{sourceId}': 'GET /api/v1/sources/{sourceId}',
  'PUT /api/v1/sources/{sourceId}/paused': 'GET /api/v1/sources/{sourceId}',
  'DELETE /api/v1/sources/{sourceId}': 'GET /api/v1/sources/{sourceId}',
  'PUT /api/v1/question-sets/{setName}': 'GET /api/v1/question-sets',
  'PUT /api/v1/question-sets/{setName}/retired': 'GET /api/v1/question-sets',
  'PUT /api/v1/question-sets/{setName}/default': 'GET /api/v1/question-sets',
  'PUT /api/v1/settings/survey-names': 'GET /api/v1/settings/survey-names',
}

type Params = AnyGiven['params']

export interface Sights {
  /** An operation has been answered, with this tag, if any. */
  readonly answered: (name: Operation, given: AnyGiven, tag: string | null) => void
  /** Somebody else was first. */
  readonly refused: () => void
  /** What an edit is made over now; null: nobody has looked. */
  readonly of: (edit: Operation, params: Params) => string | null
  /** The same for a form that is filled in for a while: what was seen when it opened, whatever was read since. */
  readonly hold: (edit: Operation, params: Params) => () => string | null
  /** Forgets it all: somebody else sits here. */
  readonly clear: () => void
}

interface Sight {
  readonly first: string
  readonly last: string
}

/**
 * What the reader changes themself makes every tag out of date, and so does a refusal, which shows them what is there now:
 * from then on what is read next counts.
 */
export function createSights(): Sights {
  let sights = new Map<string, Sight>()
  const begin = (): void => {
    sights = new Map()
  }
  const of = (edit: Operation, params: Params): string | null => sights.get(shownAt(edit, params))?.last ?? null
  return {
    of,
    refused: begin,
    clear: begin,
    answered(name, given, tag) {
      const { method, path } = addressOf(name, given)
      if (method !== 'GET') {
        if (!isLook(path, given.body)) begin()
      } else if (tag !== null && !path.includes('?'))
        sights.set(path, { first: sights.get(path)?.first ?? tag, last: tag })
    },
    hold(edit, params) {
      const since = sights
      const tag = of(edit, params)
      return () => (since === sights ? tag : (sights.get(shownAt(edit, params))?.first ?? null))
    },
  }
}

function shownAt(edit: Operation, params: Params): string {
  const name = SHOWN_BY[edit]
  return name === undefined ? '' : addressOf(name, params === undefined ? {} : { params }).path
}

/** What only says what it would do. */
function isLook(path: string, body: unknown): boolean {
  if (path.endsWith('/preview')) return true
  return typeof body === 'object' && body !== null && 'apply' in body && body.apply === false
}
