/** A process of its own that joins the embedded server: says its address, leaves when told to, or waits to be killed. */

import { joinEmbedded } from '../../src/store/postgres/embedded.ts'

const home = process.argv[2]
if (home === undefined) throw new Error('Usage: joiner.ts HOME')
const joined = await joinEmbedded({ home, durable: false })
process.stdout.write(`${joined.url}\n`)
process.stdin.once('data', () => {
  void joined.leave().finally(() => process.stdin.destroy())
})
