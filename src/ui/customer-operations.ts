/** Operations of a customer's administrators: what goes in and what comes out, by the shapes of the contract. */

import type { CustomerAdmins } from '../http/contract/customer-admins.ts'
import type { CustomerDistricts, EnterDistrictBody } from '../http/contract/session.ts'
import type { Read, Write } from './operation-shapes.ts'

export interface CustomerOperations {
  'GET /api/v1/customer/districts': Read<CustomerDistricts>
  'POST /api/v1/session/district': Write<EnterDistrictBody, null>
  'GET /api/v1/customer/administrators': Read<CustomerAdmins>
  'POST /api/v1/customer/administrators/{customerAdminId}/suspension': Write<null, CustomerAdmins>
  'POST /api/v1/customer/administrators/{customerAdminId}/activation': Write<null, CustomerAdmins>
}
