/** A server that gives one zip to whoever has the key. */

import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

const KEY = 'for-a-trial'

/** Starts it on a port of its own. */
export async function startZipServer(
  zip: Buffer,
): Promise<{ readonly url: string; readonly key: string; readonly close: () => Promise<void> }> {
  const server = createServer((request, response) => {
    if (request.headers.authorization !== `Bearer ${KEY}`) response.writeHead(401).end()
    else if (request.url !== '/export/oneroster.zip') response.writeHead(404).end()
    else response.writeHead(200, { 'content-type': 'application/zip', 'content-length': zip.length }).end(zip)
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/export/oneroster.zip`,
    key: KEY,
    close: () => {
      server.closeAllConnections()
      return new Promise((resolve) => {
        server.close(() => resolve())
      })
    },
  }
}
