/** Run by the contract suite in a process with a small heap: reads a feed and prints how many rows each table had. */

import type { Connector } from '../../src/feed/connector.ts'
import { feedIo } from './read-all.ts'

const [url = '', name = '', config = ''] = process.argv.slice(2)
const loaded: unknown = await import(url)
const connector = isRecord(loaded) ? loaded[name] : undefined
if (!isConnector(connector)) throw new Error(`${url} exports no connector ${name}`)

const counts: Record<string, number> = {}
for await (const event of connector.read(JSON.parse(config), feedIo())) {
  if (event.type === 'rows') counts[event.table] = (counts[event.table] ?? 0) + event.rows.length
}
process.stdout.write(JSON.stringify(counts))

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}

function isConnector(value: unknown): value is Connector {
  return isRecord(value) && typeof value['read'] === 'function'
}
