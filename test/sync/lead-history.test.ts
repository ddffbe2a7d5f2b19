/** Who leads a class by the feed, in the history that the class's leads see, night after night of syncs. */

import { expect, it } from 'vitest'
import { authorise } from '../../src/access/authorise.ts'
import type { Principal } from '../../src/access/principal.ts'
import { viewClassDesk } from '../../src/views/community/class-desk.ts'
import type { RosterRecord } from '../../src/roster/model.ts'
import { enrolment, feedRole, org, person, schoolClass } from '../support/literal-feed.ts'
import { useStickyBench } from '../support/sticky-bench.ts'

const bench = useStickyBench()

const teacher = (id: string) => person(id, { feedRoles: [feedRole('teacher', 's1')] })
const taught = (by: string) => enrolment('c1', by, { role: 'teacher' })

async function read(...taughtBy: readonly RosterRecord[]): Promise<void> {
  bench.feed.current = { records: [org('s1'), schoolClass('c1'), teacher('t1'), teacher('t2'), ...taughtBy] }
  expect((await bench.sync()).state).toBe('reported')
}

/** What the one who leads it by now reads, the oldest first. */
async function historyFor(who: string): Promise<readonly (readonly [string, string | null, string | null])[]> {
  const { districtId } = bench
  const [personId, classId] = [await bench.idOf('person', who), await bench.idOf('class', 'c1')]
  const roles = [{ role: 'class_lead', scopeType: 'class', scopeId: classId }] as const
  const principal: Principal = { districtId, personId, customerId: null, roles }
  const found = await viewClassDesk(bench.domain, authorise(principal, 'control:all_class_settings'), classId)
  const rows = found?.history ?? []
  expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length)
  for (const { id } of rows) expect(id).toMatch(/^[1-9][0-9]{0,17}$/)
  return rows.map(({ action, byName, aboutName }) => [action, byName, aboutName] as const).toReversed()
}

const nameOf = async (who: string) => {
  const [row] = await bench.query<{ name: string }>(
    "select concat_ws(' ', given_name, family_name) as name from person where id = $1",
    [await bench.idOf('person', who)],
  )
  return row?.name ?? ''
}

it('says whom the feed made a lead, whom it has as a teacher no more, and whom it has again', async () => {
  await read(taught('t1'))
  const [first, second] = [await nameOf('t1'), await nameOf('t2')]
  expect(await historyFor('t1')).toEqual([['class.lead_by_feed', null, first]])
  await read(taught('t1'), taught('t2'))
  await read(taught('t2'))
  await read(taught('t2'), taught('t1'))
  expect(await historyFor('t2')).toEqual([
    ['class.lead_by_feed', null, first],
    ['class.lead_by_feed', null, second],
    ['class.lead_ended_by_feed', null, first],
    ['class.lead_by_feed', null, first],
  ])
})
