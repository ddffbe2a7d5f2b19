/** What the contract says of the looks at changes of licences: bodies and answers by operation. */

import { type TSchema, Type } from '@sinclair/typebox'
import * as licences from '../../src/http/contract/licences.ts'
import * as products from '../../src/http/contract/products.ts'
import * as roleMap from '../../src/http/contract/role-map.ts'

const look = (body: TSchema | null) => ({ body, answer: licences.LicencePreview })
const file = (body: TSchema | null) => ({ body, answer: Type.String() })

export const licenceLookShapes = {
  'POST /api/v1/licences/{kind}/purchases/{name}/preview': look(licences.PurchaseBody),
  'POST /api/v1/licences/{kind}/purchases/{name}/removal/preview': look(null),
  'POST /api/v1/licences/{kind}/rules/preview': look(licences.RulesBody),
  'POST /api/v1/licences/{kind}/reservations/{schoolId}/preview': look(licences.ReservationBody),
  'POST /api/v1/licences/{kind}/people/{personId}/priority/preview': look(licences.PriorityBody),
  'POST /api/v1/licences/{kind}/people/{personId}/yield/preview': look(null),
  'POST /api/v1/educator-capacity/preview': look(licences.CapacityBody),
  'POST /api/v1/products/{product}/preview': look(products.ProductBody),
  'POST /api/v1/products/{product}/rules/{name}/preview': look(products.ProductRulePreviewBody),
  'POST /api/v1/licences/{kind}/purchases/{name}/preview/export': file(licences.PurchaseBody),
  'POST /api/v1/licences/{kind}/purchases/{name}/removal/preview/export': file(null),
  'POST /api/v1/licences/{kind}/rules/preview/export': file(licences.RulesBody),
  'POST /api/v1/licences/{kind}/reservations/{schoolId}/preview/export': file(licences.ReservationBody),
  'POST /api/v1/educator-capacity/preview/export': file(licences.CapacityBody),
  'POST /api/v1/products/{product}/preview/export': file(products.ProductBody),
  'POST /api/v1/products/{product}/rules/{name}/preview/export': file(products.ProductRulePreviewBody),
  'POST /api/v1/role-map/preview/export': file(roleMap.RoleMapPreviewBody),
  'GET /api/v1/licences/{kind}/ledger/export': file(null),
  'GET /api/v1/export-credits/history/export': file(null),
}
