/** Student numbers of a feed that are not as the district's rules ask for: said, and nobody is kept out for it. */

import { describe, expect, it } from 'vitest'
import type { RosterRecord } from '../../src/roster/model.ts'
import { inDistrict } from '../../src/store/database.ts'
import { useSyncBench } from '../support/fresh-bench.ts'
import { feedRole, org, person } from '../support/literal-feed.ts'

const bench = useSyncBench()

const student = (sourcedId: string, identifier: string | null): RosterRecord =>
  person(sourcedId, { identifier, feedRoles: [feedRole('student', 's1')] })
const SCHOOL: readonly RosterRecord[] = [org('d', { type: 'district' }), org('s1', { parentSourcedId: 'd' })]
const everybody: readonly RosterRecord[] = [
  ...SCHOOL,
  student('good', '123456'),
  student('short', '77'),
  student('worded', 'SECRET-X1'),
  student('bare', null),
  person('teacher', { identifier: 'T1', feedRoles: [feedRole('teacher', 's1')] }),
]

async function sync() {
  bench.feed.current = { records: everybody }
  const report = await bench.sync()
  expect(report.state).toBe('reported')
  return { report, found: report.diagnostics.find(({ code }) => code === 'student_number') }
}

const setRule = (name: string, value: unknown): Promise<unknown> =>
  inDistrict(bench.database.open('owner'), { districtId: bench.districtId, actor: 'test' }, (client) =>
    client.query(
      `insert into rule_setting (district_id, rule, school_id, value, locked, set_by, set_at)
       values ($1, $2, 0, $3, false, 'test', now())`,
      [bench.districtId, name, JSON.stringify(value)],
    ),
  )

describe('student numbers of a feed', () => {
  it('are nobody’s business where the district asks for nothing', async () => {
    expect((await sync()).found).toBeUndefined()
  })

  it('that are not as the rules ask for are counted, without the number, and their students come in', async () => {
    await setRule('studentNumberRequired', true)
    await setRule('studentNumberMinLength', 4)
    await setRule('studentNumberNumeric', true)
    const { report, found } = await sync()
    expect(found).toMatchObject({ count: 3, firstAt: { field: 'identifier' } })
    expect(JSON.stringify(report)).not.toMatch(/SECRET|77/)
    expect(report.tables.people).toMatchObject({ received: 5, valid: 5, quarantined: 0, added: 5 })
  })

  it('are looked at again in rows that were read before, once the rules are others', async () => {
    expect((await sync()).found).toBeUndefined()
    await setRule('studentNumberMinLength', 3)
    expect((await sync()).found?.count).toBe(1)
    // And every night anew, as long as it is so.
    expect((await sync()).found?.count).toBe(1)
  })
})
