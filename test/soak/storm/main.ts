/** `node test/soak/storm/main.ts --home DIR --seed N --slots N --kills N …`: one storm, its report as JSON. */

import { parseArgs } from 'node:util'
import { runStorm } from './storm.ts'

const { values } = parseArgs({
  options: {
    home: { type: 'string' },
    seed: { type: 'string', default: '1' },
    districts: { type: 'string', default: '16' },
    workers: { type: 'string', default: '3' },
    concurrency: { type: 'string', default: '4' },
    slots: { type: 'string', default: '10000' },
    kills: { type: 'string', default: '500' },
    freezes: { type: 'string', default: '60' },
    restarts: { type: 'string', default: '12' },
  },
})
if (values.home === undefined) throw new Error('Say where: --home DIR, an empty folder.')
const report = await runStorm({
  home: values.home,
  seed: Number(values.seed),
  districts: Number(values.districts),
  workers: Number(values.workers),
  concurrency: Number(values.concurrency),
  slots: Number(values.slots),
  kills: Number(values.kills),
  freezes: Number(values.freezes),
  restarts: Number(values.restarts),
  say: (line) => process.stderr.write(`${line}\n`),
})
process.stdout.write(`${JSON.stringify(report, null, 2)}\n`)
process.exitCode = report.faults.length === 0 ? 0 : 1
