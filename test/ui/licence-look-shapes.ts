/** What the contract says of the looks at changes of licences: bodies and answers by operation. */

import type { TSchema } from '@sinclair/typebox'
import * as licences from '../../src/http/contract/licences.ts'
import * as products from '../../src/http/contract/products.ts'

const look = (body: TSchema | null) => ({ body, answer: licences.LicencePreview })

export const licenceLookShapes = {
  'POST /api/v1/licences/{kind}/purchases/{name}/preview': look(licences.PurchaseBody),
  'POST /api/v1/licences/{kind}/purchases/{name}/removal/preview': look(null),
  'POST /api/v1/licences/{kind}/rules/preview': look(licences.RulesBody),
  'POST /api/v1/licences/{kind}/reservations/{schoolId}/preview': look(licences.ReservationBody),
  'POST /api/v1/educator-capacity/preview': look(licences.CapacityBody),
  'POST /api/v1/products/{product}/rules/{name}/preview': look(products.ProductRulePreviewBody),
}
