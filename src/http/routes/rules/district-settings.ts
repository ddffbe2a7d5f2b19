/** A district's settings for its syncs: shown, and changed part by part. */

import { authorise, authoriseMine, capabilitiesOf } from '../../../access/authorise.ts'
import type { Principal } from '../../../access/principal.ts'
import {
  changeBlackouts,
  changeFullComparison,
  changeGuard,
  changeRetention,
  changeSurveyNames,
  type SettingOutcome,
} from '../../../actions/rules/change-settings.ts'
import { viewSurveyNames } from '../../../views/community/survey-names.ts'
import { viewDistrictSettings } from '../../../views/rules/district-settings.ts'
import {
  BlackoutsBody,
  DistrictSettings,
  FullComparisonBody,
  GuardBody,
  RetentionBody,
} from '../../contract/district-settings.ts'
import { SourceParams } from '../../contract/run-orders.ts'
import { SurveyNames, SurveyNamesBody, SurveyNamesQuery } from '../../contract/survey-names.ts'
import { HttpError, notFound, unprocessable } from '../../errors.ts'
import type { RouteTable } from '../../route.ts'
import type { DomainWorld } from '../../world.ts'

/** `/api/v1/settings`, and the dates of a source. */
export function addSettingsRoutes(table: RouteTable, world: DomainWorld): void {
  const access = { capability: 'manage:source' } as const
  const shown = (principal: Principal) => showAll(world, principal)
  table.add({
    method: 'get',
    path: '/api/v1/settings',
    access,
    summary: 'What my district may set for its syncs, and what it has set.',
    response: DistrictSettings,
    handle: ({ principal }) => shown(principal),
  })
  table.add({
    method: 'put',
    path: '/api/v1/settings/guard',
    access,
    summary: 'How much a run may change before it is held.',
    body: GuardBody,
    response: DistrictSettings,
    handle: async ({ grant, principal, body }) => {
      const mayRaise = capabilitiesOf(principal).includes('approve:held_run_with_administrator_rise')
      refuse(await changeGuard(world, grant, { ...body, mayRaise }))
      return shown(principal)
    },
  })
  table.add({
    method: 'put',
    path: '/api/v1/settings/full-comparison',
    access,
    summary: 'At least how often a complete export is wanted.',
    body: FullComparisonBody,
    response: DistrictSettings,
    handle: async ({ grant, principal, body }) => {
      refuse(await changeFullComparison(world, grant, body))
      return shown(principal)
    },
  })
  addOtherRoutes(table, world)
  addNamesRoutes(table, world)
}

function addOtherRoutes(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'put',
    path: '/api/v1/settings/retention',
    access: { capability: 'set:retention' },
    summary: 'How long what runs leave behind is kept.',
    body: RetentionBody,
    response: DistrictSettings,
    handle: async ({ grant, principal, body }) => {
      refuse(await changeRetention(world, grant, body))
      return showAll(world, principal)
    },
  })
  table.add({
    method: 'put',
    path: '/api/v1/sources/:sourceId/blackouts',
    access: { capability: 'manage:source' },
    summary: 'The dates on which a source does not start by schedule.',
    params: SourceParams,
    body: BlackoutsBody,
    response: DistrictSettings,
    handle: async ({ grant, principal, params, body }) => {
      refuse(await changeBlackouts(world, grant, { ...params, ...body }))
      return showAll(world, principal)
    },
  })
}

function addNamesRoutes(table: RouteTable, world: DomainWorld): void {
  table.add({
    method: 'get',
    path: '/api/v1/settings/survey-names',
    access: { capability: 'set:retention' },
    summary: 'The day of the year on which it is forgotten who took part in surveys, and what it will forget.',
    query: SurveyNamesQuery,
    response: SurveyNames,
    handle: async ({ grant, query }) => ({
      status: 200,
      body: await viewSurveyNames(world, grant, query.on ?? null),
    }),
  })
  table.add({
    method: 'put',
    path: '/api/v1/settings/survey-names',
    seen: '/api/v1/settings/survey-names',
    access: { capability: 'set:retention' },
    summary: 'Sets the day of the year on which it is forgotten who took part in surveys.',
    body: SurveyNamesBody,
    response: SurveyNames,
    handle: async ({ grant, body }) => {
      refuse(await changeSurveyNames(world, grant, body))
      return { status: 200, body: await viewSurveyNames(world, grant, null) }
    },
  })
}

async function showAll(world: DomainWorld, principal: Principal) {
  const grant = authorise(principal, 'manage:source')
  return { status: 200, body: await viewDistrictSettings(world, grant, authoriseMine(principal, 'set:retention')) }
}

function refuse(outcome: SettingOutcome): void {
  if (outcome === null) return
  if (outcome.problem === 'source_unknown') throw notFound()
  if (outcome.problem === 'setting_stale')
    throw new HttpError(
      409,
      outcome.problem,
      'Somebody else has changed this since you opened the page, so nothing was saved. Look at what is set now, then save again.',
    )
  if (outcome.problem === 'rise_forbidden')
    throw new HttpError(
      403,
      'rise_forbidden',
      'How many administrators a feed may make unasked is set by an administrator of the district.',
    )
  const fields = outcome.faults.map(({ path: field, says }) => ({ field, code: 'value_range', message: says }))
  throw unprocessable('value_range', 'Some values are not in their range.', fields)
}
