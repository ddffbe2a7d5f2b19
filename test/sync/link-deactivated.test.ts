/** Two people who are linked: since when the one has needed a seat, where either was deactivated for a while. */

import { beforeEach, describe, expect, it } from 'vitest'
import { inDistrict } from '../../src/store/database.ts'
import { linkPeople } from '../../src/sync/link-people.ts'
import { useSyncBench } from '../support/fresh-bench.ts'
import { feedRole, org, person } from '../support/literal-feed.ts'

const bench = useSyncBench()
/** Opened once: each opening keeps a connection. */
let owner: ReturnType<typeof bench.database.open> | null = null

const plant = (statement: string, values: readonly unknown[] = []): Promise<unknown> =>
  inDistrict((owner ??= bench.database.open('owner')), { districtId: bench.districtId, actor: 'test' }, (client) =>
    client.query(statement, [bench.districtId, ...values]),
  )

const coach = (sourcedId: string, school: string) => person(sourcedId, { feedRoles: [feedRole('counselor', school)] })

beforeEach(async () => {
  await plant("insert into district_setting (district_id, key, value) values ($1, 'role_map', $2)", [
    { rules: [{ when: { role: ['counselor'] }, grant: [{ role: 'coach', scope: 'org' }] }] },
  ])
  bench.feed.current = {
    records: [
      org('d', { type: 'district' }),
      ...['s1', 's2'].map((id) => org(id, { parentSourcedId: 'd' })),
      coach('a', 's1'),
      coach('b', 's2'),
    ],
  }
  expect((await bench.sync()).state).toBe('reported')
})

const idOf = async (sourcedId: string): Promise<string> => {
  const asked = 'select person_id::text as id from person_source where sourced_id = $1'
  const [row] = await bench.query<{ id: string }>(asked, [sourcedId])
  return row?.id ?? expect.fail(sourcedId)
}

const link = async (stays: string, goes: string): Promise<void> => {
  const [personId, otherId] = [await idOf(stays), await idOf(goes)]
  await linkPeople(bench.world, { districtId: bench.districtId, personId, otherId, by: 'person:1', mayRaise: false })
}

describe('two people who are linked', () => {
  it.each([
    [
      'of both where neither had a role',
      '2025-06-01',
      '2025-06-01',
      '{[2022-01-01,2023-01-01),[2025-01-01,2025-03-01)}',
    ],
    ['of one but for when the other had a role', '2020-01-01', '2022-07-01', '{[2022-01-01,2022-07-01)}'],
    ['of none that a role of the other covers', '2020-01-01', '2020-01-01', '{}'],
  ])('have the times of deactivation %s', async (_what, ofGoing, ofStaying, expected) => {
    const [a, b] = [await idOf('a'), await idOf('b')]
    for (const [id, since, times] of [
      [a, ofStaying, '{[2025-01-01,2025-03-01)}'],
      [b, ofGoing, '{[2022-01-01,2023-01-01)}'],
    ] as const) {
      await plant('update role_grant set granted_at = $3 where district_id = $1 and person_id = $2', [id, since])
      await plant('update person set suspended_times = $3 where district_id = $1 and id = $2', [id, times])
    }
    await link('a', 'b')
    const [row] = await bench.query<{ same: boolean; is: string }>(
      'select suspended_times = $2::tstzmultirange as same, suspended_times::text as is from person where id = $1',
      [a, expected],
    )
    expect(row, row?.is).toMatchObject({ same: true })
  })

  it('were deactivated until they became one: nobody needed a seat then, where the other had no role', async () => {
    const [a, b] = [await idOf('a'), await idOf('b')]
    await plant("update role_grant set granted_at = '2022-01-01' where district_id = $1 and person_id = $2", [a])
    await plant(
      "update person set suspended_at = '2021-01-01', suspended_by = 'person:1' where district_id = $1 and id = $2",
      [b],
    )
    await link('a', 'b')
    const [row] = await bench.query<{ is: boolean }>(
      "select suspended_times = '{[2021-01-01,2022-01-01)}'::tstzmultirange as is from person where id = $1",
      [a],
    )
    expect(row).toEqual({ is: true })
  })
})
