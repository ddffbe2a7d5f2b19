/** The parent portal for the fake backend. */

import type { RegisterParentBody } from '../../src/http/contract/parents.ts'
import { pageOf, Refused } from './fake-answers.ts'

export const WRONG_NUMBER = '12'
const PIXEL =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

export interface FakeParents {
  logo: string | null
  isOpen: boolean
  readonly registrations: RegisterParentBody[]
}

export function openFakeParents(): FakeParents {
  return {
    logo: null,
    isOpen: true,
    registrations: [
      {
        givenName: 'Joaquín',
        familyName: 'Etxeberria-Quintana',
        email: 'joaquin.etxeberria-quintana@mail.example',
        studentName: 'María-José Etxeberria-Quintana',
        studentNumber: '00412',
      },
    ],
  }
}

interface Asked {
  readonly backend: { readonly parents: FakeParents }
  readonly query: URLSearchParams
  readonly body: Readonly<Record<string, unknown>>
}

export const parentHandlers = {
  'GET /api/v1/parents/{districtId}': ({ backend }: Asked) => ({
    name: 'Riverside Unified School District',
    logo: backend.parents.logo,
    isOpen: backend.parents.isOpen,
  }),
  'POST /api/v1/parents/{districtId}/registrations': ({ backend, body }: Asked) => {
    if (body['studentNumber'] === WRONG_NUMBER)
      throw new Refused(422, 'number_wrong', 'This is no student number as the district gives them.')
    backend.parents.registrations.push(body as RegisterParentBody)
    return null
  },
  'PUT /api/v1/parent-portal/logo': ({ backend, body }: Asked) => {
    if (typeof body['content'] === 'string' && !body['content'].startsWith('iVBOR'))
      throw new Refused(422, 'no_picture', 'This is no PNG and no JPEG.')
    backend.parents.logo = body['content'] === null ? null : PIXEL
    return null
  },
  'GET /api/v1/parent-registrations': ({ backend, query }: Asked) =>
    pageOf(
      backend.parents.registrations.map((each, index) => ({
        ...each,
        id: String(index + 1),
        at: '2026-11-20T15:04:00Z',
      })),
      query,
    ),
}
