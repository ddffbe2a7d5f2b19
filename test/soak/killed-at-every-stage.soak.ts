/** The whole of test/sync/killed-at-every-stage.test.ts: twenty seeds at every stage. */

import { testKills } from './kill-series.ts'

const seeds = Array.from({ length: 20 }, (_, index) => index + 1)

testKills({ sync: seeds, undo: seeds, approve: seeds })
