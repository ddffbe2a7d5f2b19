/** Schools and groups for the fake backend. */

import type { Organisation, SchoolGroup } from '../../src/http/contract/organisation.ts'
import { found, Refused } from './fake-answers.ts'

export const TAKEN_GROUP = 'Taken'
const AT = '2026-11-20T15:04:00.000Z'

export function openFakeOrganisation(): Organisation {
  const nothing = { address: null, phone: null, website: null, email: null, version: null }
  return {
    schools: [
      {
        id: '71',
        name: 'Abraham Lincoln Elementary School for the Arts',
        identifier: '0071',
        classes: 42,
        address: '1200 North Riverside Boulevard\nRiverside, NY 10471',
        phone: '+1 914 555 0142',
        website: 'https://lincoln.riverside.example',
        email: 'office-of-the-principal@lincoln.riverside.example',
        version: AT,
      },
      { id: '72', name: 'Bay View High', identifier: null, classes: 118, ...nothing },
      ...Array.from({ length: 12 }, (_, index) => ({
        id: String(80 + index),
        name: `School ${index + 1}`,
        identifier: null,
        classes: index * 3,
        ...nothing,
      })),
    ],
    groups: [
      {
        id: '5',
        name: 'Schools of the waterfront',
        schools: [
          { id: '71', name: 'Abraham Lincoln Elementary School for the Arts' },
          { id: '72', name: 'Bay View High' },
        ],
        version: AT,
      },
    ],
  }
}

interface Asked {
  readonly backend: { readonly organisation: Organisation }
  readonly params: Readonly<Record<string, string>>
  readonly body: Readonly<Record<string, unknown>>
}

export const organisationHandlers = {
  'GET /api/v1/organisation': ({ backend }: Asked) => structuredClone(backend.organisation),
  'PUT /api/v1/schools/{schoolId}/information': ({ backend, params, body }: Asked) => {
    const school = found(backend.organisation.schools.find(({ id }) => id === params['schoolId']))
    if (school.version !== body['version'])
      throw new Refused(409, 'information_stale', 'Somebody else has changed this since you opened the page.')
    Object.assign(school, body, { version: AT })
    return structuredClone(backend.organisation)
  },
  'POST /api/v1/school-groups': ({ backend, body }: Asked) => {
    backend.organisation.groups.push(groupOf(backend.organisation, '9', body))
    return structuredClone(backend.organisation)
  },
  'PUT /api/v1/school-groups/{groupId}': ({ backend, params, body }: Asked) => {
    const group = found(backend.organisation.groups.find(({ id }) => id === params['groupId']))
    Object.assign(group, groupOf(backend.organisation, group.id, body))
    return structuredClone(backend.organisation)
  },
  'DELETE /api/v1/school-groups/{groupId}': ({ backend, params }: Asked) => {
    const { groups } = backend.organisation
    groups.splice(
      groups.findIndex(({ id }) => id === params['groupId']),
      1,
    )
    return structuredClone(backend.organisation)
  },
}

function groupOf({ schools }: Organisation, id: string, body: Asked['body']): SchoolGroup {
  if (body['name'] === TAKEN_GROUP) throw new Refused(409, 'name_taken', 'There is a group of this name already.')
  const ids = body['schoolIds'] as string[]
  const chosen = schools
    .filter((school) => ids.includes(school.id))
    .map(({ id: schoolId, name }) => ({ id: schoolId, name }))
  return { id, name: String(body['name']), schools: chosen, version: AT }
}
