/**
 * What launches posted to Staffroom are measured against: a process that reads the same form, verifies its token with
 * `jose`, makes one empty transaction and answers a page of the same length. Arguments: the database, the platform's keys,
 * the length of the page. Prints its address.
 */

import { createServer } from 'node:http'
import type { IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { compactVerify, importJWK } from 'jose'
import { globally, openDatabase } from '../../src/store/database.ts'

const [url = '', jwksUrl = '', length = '0'] = process.argv.slice(2)
const db = openDatabase({ url, role: 'web' })
const { keys } = (await (await fetch(jwksUrl)).json()) as { keys: readonly object[] }
const key = await importJWK(keys[0] ?? {}, 'RS256')
const page = 'x'.repeat(Number(length))

async function read(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return Buffer.concat(parts).toString()
}

const server = createServer((request, response) => {
  const answer = async (): Promise<void> => {
    const form = new URLSearchParams(await read(request))
    await compactVerify(form.get('id_token') ?? '', key, { algorithms: ['RS256'] })
    await globally(db, () => Promise.resolve())
    response.setHeader('content-type', 'text/html')
    response.end(page)
  }
  answer().catch((error: unknown) => {
    response.statusCode = 500
    response.end(String(error))
  })
})
server.listen(0, 'localhost', () => {
  process.stdout.write(`http://localhost:${(server.address() as AddressInfo).port}\n`)
})
process.on('SIGTERM', () => {
  server.closeAllConnections()
  server.close()
  void db.close()
})
