/** The admin console of the fake backend: rules, staff, schools, single sign-on, licences; and surveys. */

import type { Organisation } from '../../src/http/contract/organisation.ts'
import { figureHandlers } from './fake-figures.ts'
import { cycleHandlers, type FakeCycles, openFakeCycles } from './fake-cycles.ts'
import { reportHandlers } from './fake-reports.ts'
import { type FakeLicences, licenceHandlers, openFakeLicences } from './fake-licences.ts'
import { billingHandlers, type FakeBilling, openFakeBilling } from './fake-billing.ts'
import { type FakeKept, keptHandlers, openFakeKept } from './fake-kept.ts'
import { openFakeOrganisation, organisationHandlers } from './fake-organisation.ts'
import { type FakeParents, openFakeParents, parentHandlers } from './fake-parents.ts'
import { type FakeProducts, openFakeProducts, productHandlers } from './fake-products.ts'
import { type FakeRules, openFakeRules, ruleHandlers } from './fake-rules.ts'
import { openFakeSignIns, signInHandlers } from './fake-person-sign-in.ts'
import { openFakeSupport, supportHandlers } from './fake-support.ts'
import { type FakeSources, openFakeSources, sourceHandlers } from './fake-sources.ts'
import { type FakeSso, openFakeSso, ssoHandlers } from './fake-sso.ts'
import { type FakeSurveys, openFakeSurveys, surveyHandlers } from './fake-surveys.ts'
import { type FakeProgrammes, openFakeProgrammes, programmeHandlers } from './fake-programmes.ts'
import { type FakePathways, openFakePathways, pathwayHandlers } from './fake-pathways.ts'
import { benchmarkHandlers, type FakeBenchmarks, openFakeBenchmarks } from './fake-benchmarks.ts'
import { customerHandlers, type FakeCustomer, openFakeCustomer } from './fake-customer.ts'
import { type FakeStartCards, openFakeStartCards, startCardHandlers } from './fake-start-cards.ts'
import { type FakeStudents, openFakeStudents, studentHandlers } from './fake-students.ts'
import { type FakeStaff, openFakeStaff, staffHandlers } from './fake-staff.ts'

export interface FakeAdmin extends FakeLicences {
  readonly rules: FakeRules
  readonly staff: FakeStaff
  readonly students: FakeStudents
  readonly benchmarks: FakeBenchmarks
  readonly pathways: FakePathways
  readonly programmes: FakeProgrammes
  readonly startCards: FakeStartCards
  readonly customer: FakeCustomer
  readonly organisation: Organisation
  readonly kept: FakeKept
  readonly billing: FakeBilling
  readonly sso: FakeSso
  readonly sources: FakeSources
  readonly parents: FakeParents
  readonly support: ReturnType<typeof openFakeSupport>
  readonly signIns: ReturnType<typeof openFakeSignIns>
  readonly surveys: FakeSurveys
  readonly products: FakeProducts
  readonly cycles: FakeCycles
}

export function openFakeAdmin(): FakeAdmin {
  return {
    rules: openFakeRules(),
    staff: openFakeStaff(),
    students: openFakeStudents(),
    benchmarks: openFakeBenchmarks(),
    pathways: openFakePathways(),
    programmes: openFakeProgrammes(),
    startCards: openFakeStartCards(),
    customer: openFakeCustomer(),
    organisation: openFakeOrganisation(),
    kept: openFakeKept(),
    billing: openFakeBilling(),
    sso: openFakeSso(),
    sources: openFakeSources(),
    parents: openFakeParents(),
    surveys: openFakeSurveys(),
    cycles: openFakeCycles(),
    support: openFakeSupport(),
    signIns: openFakeSignIns(),
    ...openFakeLicences(),
    ...openFakeProducts(),
  }
}

export const adminHandlers = {
  ...figureHandlers,
  ...reportHandlers,
  ...ruleHandlers,
  ...staffHandlers,
  ...startCardHandlers,
  ...studentHandlers,
  ...benchmarkHandlers,
  ...pathwayHandlers,
  ...programmeHandlers,
  ...organisationHandlers,
  ...keptHandlers,
  ...billingHandlers,
  ...customerHandlers,
  ...ssoHandlers,
  ...sourceHandlers,
  ...parentHandlers,
  ...surveyHandlers,
  ...cycleHandlers,
  ...supportHandlers,
  ...signInHandlers,
  ...licenceHandlers,
  ...productHandlers,
}
