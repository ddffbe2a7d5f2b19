/** A worker killed at any stage of a sync, an undo or an approval: the end is that of an undisturbed one, everything done once (F18, F44). */

import { testKills } from '../soak/kill-series.ts'

// Four of the twenty seeds for each act; the soak takes them all.
testKills({ sync: [1, 2, 3, 4], undo: [5, 6, 7, 8], approve: [9, 10, 11, 12] }, 120_000)
