/** What a plan that is not applied would make of people's seats. */

import type { Static } from '@sinclair/typebox'
import { Type } from '@sinclair/typebox'
import { SeatReason } from './licences.ts'
import { exactly, Id, nullable, pageOf, pageQuery } from './shapes.ts'

const Move = Type.Union([
  Type.Literal('assign'),
  Type.Literal('wait'),
  Type.Literal('withdraw'),
  Type.Literal('leave'),
  Type.Literal('return'),
  Type.Literal('release'),
  Type.Literal('over'),
  Type.Literal('keep'),
  Type.Literal('yield'),
])

/** `GET /api/v1/runs/{runId}/seats?licence=&move=&page=&pageSize=`: by licence, those who would wait first. */
export const RunSeatQuery = exactly({
  licence: Type.Optional(Type.String({ maxLength: 127 })),
  move: Type.Optional(Move),
  ...pageQuery,
})
export type RunSeatQuery = Static<typeof RunSeatQuery>
export const RunSeat = exactly({
  licence: Type.String({ description: 'Its kind.' }),
  personId: nullable(Id),
  sourcedId: nullable(Type.String({ description: 'The feed’s number of somebody who isn’t there yet.' })),
  name: nullable(exactly({ givenName: Type.String(), familyName: Type.String() })),
  move: Move,
  reason: SeatReason,
})
export type RunSeat = Static<typeof RunSeat>
export const RunSeatPage = pageOf(RunSeat)
export type RunSeatPage = Static<typeof RunSeatPage>
