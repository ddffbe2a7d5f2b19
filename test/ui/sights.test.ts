/** Over which sight of things a page's edits are made. */

import { expect, it } from 'vitest'
import { createSights } from '../../src/ui/session/sights.ts'

const PLACE = { params: { kind: 'coaching-seats' } }
const RULES = 'PUT /api/v1/licences/{kind}/rules'
const look = (sights: ReturnType<typeof createSights>, tag: string | null, kind = 'coaching-seats') =>
  sights.answered('GET /api/v1/licences/{kind}', { params: { kind } }, tag)

it('an edit is made over what was read last of the very thing', () => {
  const sights = createSights()
  expect(sights.of(RULES, PLACE.params)).toBeNull()
  look(sights, '"one"')
  look(sights, '"other"', 'account-seats')
  look(sights, null)
  expect(sights.of(RULES, PLACE.params)).toBe('"one"')
  look(sights, '"two"')
  expect(sights.of(RULES, PLACE.params)).toBe('"two"')
  expect(sights.of('PUT /api/v1/school-groups/{groupId}', { groupId: '1' })).toBeNull()
})

it('a form is sent over what was seen when it opened, whatever was read since', () => {
  const sights = createSights()
  look(sights, '"one"')
  const held = sights.hold(RULES, PLACE.params)
  look(sights, '"two"')
  expect(held()).toBe('"one"')
})

it('a form that is opened later goes by what was read last before it, and not by what was read first', () => {
  const sights = createSights()
  look(sights, '"one"')
  look(sights, '"two"')
  const held = sights.hold(RULES, PLACE.params)
  look(sights, '"three"')
  expect(held()).toBe('"two"')
})

it('what the reader changed themself is no other’s change: the form goes by what is read next', () => {
  const sights = createSights()
  look(sights, '"one"')
  const held = sights.hold(RULES, PLACE.params)
  sights.answered(
    'PUT /api/v1/licences/{kind}/purchases/{name}',
    { params: { kind: 'coaching-seats', name: 'a' } },
    null,
  )
  expect([held(), sights.of(RULES, PLACE.params)]).toEqual([null, null])
  look(sights, '"two"')
  look(sights, '"three"')
  expect(held()).toBe('"two"')
})

it('a refusal shows what is there now, and the form goes by that', () => {
  const sights = createSights()
  look(sights, '"one"')
  const held = sights.hold(RULES, PLACE.params)
  sights.refused()
  look(sights, '"two"')
  expect(held()).toBe('"two"')
})

it('a look at what an edit would do, and a page of a list, change nothing of it', () => {
  const sights = createSights()
  look(sights, '"one"')
  const preview = 'POST /api/v1/licences/{kind}/purchases/{name}/preview'
  sights.answered(preview, { params: { kind: 'coaching-seats', name: 'a' } }, null)
  const schedules = 'PUT /api/v1/communities/{communityId}/survey-schedules'
  sights.answered(schedules, { params: { communityId: '1' }, body: { apply: false } }, null)
  sights.answered('GET /api/v1/licences/{kind}', { ...PLACE, query: { page: 2 } }, '"page"')
  expect(sights.of(RULES, PLACE.params)).toBe('"one"')
  sights.answered(schedules, { params: { communityId: '1' }, body: { apply: true } }, null)
  expect(sights.of(RULES, PLACE.params)).toBeNull()
})

it('nothing is kept for whoever sits here next', () => {
  const sights = createSights()
  look(sights, '"one"')
  sights.clear()
  expect(sights.of(RULES, PLACE.params)).toBeNull()
})
