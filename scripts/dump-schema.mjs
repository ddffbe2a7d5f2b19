/** Writes prisma/schema.sql from a database that only the migrations have made. Run it with npm run dump-schema. */

import { rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { joinEmbedded } from '../src/store/postgres/embedded.ts'
import { migrate } from '../src/store/postgres/migrate.ts'
import { dumpSchema } from '../src/store/postgres/schema-dump.ts'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
// Beside the server's own programs, which its user must be able to reach in any case.
const home = join(root, 'node_modules', '.cache', `staffroom-dump-${process.pid}`)
try {
  const server = await joinEmbedded({ home, durable: false })
  try {
    await migrate({ ownerUrl: server.url })
    writeFileSync(join(root, 'prisma', 'schema.sql'), await dumpSchema(server.url))
  } finally {
    await server.leave()
  }
} finally {
  rmSync(home, { recursive: true, force: true })
}
