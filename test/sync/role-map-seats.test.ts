/** What another role map would make of the licences: these people, these reasons; and nothing is changed. */

import { beforeEach, describe, expect, it } from 'vitest'
import { replayLedger } from '../../src/store/seats/seat-ledger.ts'
import { inDistrict } from '../../src/store/database.ts'
import { previewMap } from '../../src/daemon/desk/role-map.ts'
import type { RoleMap } from '../../src/roster/role-map.ts'
import { useSyncBench } from '../support/fresh-bench.ts'
import { smallDistrict } from '../support/literal-feed.ts'

const bench = useSyncBench()

beforeEach(async () => {
  bench.feed.current = { records: smallDistrict(20) }
  await bench.sync()
  await bench.buySeats(3)
})

const preview = (rules: RoleMap['rules']) => previewMap(bench.world, bench.districtId, { rules })
const grants = () => bench.query('select person_id, role, status from role_grant order by 1, 2, 3')

describe('a role map that makes coaches', () => {
  it('is foretold with how many more seats it needs, who would hold one and who would wait and why', async () => {
    const before = await grants()
    const [coaching] = await preview([
      { when: { role: ['teacher', 'student', 'aide'] }, grant: [{ role: 'coach', scope: 'org' }] },
    ])
    expect(coaching).toMatchObject({ kind: 'coaching-seats', bought: 3, used: 3 })
    expect(coaching?.needed).toBeGreaterThan(3)
    expect(coaching?.short).toBe((coaching?.needed ?? 0) - 3)
    expect(coaching?.waitingPeople[0]).toMatchObject({ position: 1, reason: 'all_in_use' })
    expect(coaching?.moves.filter(({ move }) => move === 'assign')).toHaveLength(3)
    expect(await grants()).toEqual(before)
    const proofs = await inDistrict(bench.world.db, { districtId: bench.districtId, actor: 'test' }, (client) =>
      replayLedger(client, bench.districtId),
    )
    expect(proofs.every(({ agrees }) => agrees)).toBe(true)
  })

  it('that is the one in effect changes nothing', async () => {
    const [coaching] = await preview([])
    expect(coaching).toMatchObject({ used: 0, waiting: 0, short: 0, moveCount: 0 })
  })
})
