/** The districts of a customer's administrator, and going on in another one. */

import type { SignIn } from '../../../signin/sign-in.ts'
import { CustomerDistricts, EnterDistrictBody } from '../../contract/session.ts'
import { notFound } from '../../errors.ts'
import type { RouteTable } from '../../route.ts'

/** `GET /api/v1/customer/districts`, `POST /api/v1/session/district`. */
export function addCustomerRoutes(
  table: RouteTable,
  { signIn }: { readonly signIn: Pick<SignIn, 'listDistricts' | 'switchDistrict'> },
): void {
  table.add({
    method: 'get',
    path: '/api/v1/customer/districts',
    access: { open: 'session' },
    summary: 'The districts that I administer as my customer’s administrator; none for everybody else.',
    response: CustomerDistricts,
    handle: async ({ principal }) => ({
      status: 200,
      body: { districts: [...(await signIn.listDistricts(principal))] },
    }),
  })
  table.add({
    method: 'post',
    path: '/api/v1/session/district',
    access: { open: 'session' },
    summary: 'Go on in another district of my customer.',
    body: EnterDistrictBody,
    status: 204,
    handle: async ({ principal, token, body }) => {
      if (!(await signIn.switchDistrict({ token, principal }, body.districtId))) throw notFound()
      return { status: 204 }
    },
  })
}
