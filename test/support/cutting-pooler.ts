/** A way to the database that is cut as soon as something is said on it. */

import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import type { Socket } from 'node:net'

/** Starts one before the server of `url`: a connection on which the client says `word` ends at that moment, on both sides. */
export async function startCuttingPooler(url: string, word: string): Promise<{ url: string; stop(): void }> {
  const target = new URL(url)
  const sockets = new Set<Socket>()
  const server = createServer((client) => {
    const upstream = connect({ host: target.hostname, port: Number(target.port) })
    for (const socket of [client, upstream]) {
      sockets.add(socket)
      socket.on('error', () => undefined)
    }
    client.on('data', (chunk) => {
      if (!chunk.includes(word)) return upstream.write(chunk)
      upstream.destroy()
      return client.destroy()
    })
    upstream.pipe(client)
  })
  server.listen({ host: '127.0.0.1', port: 0 })
  await once(server, 'listening')
  const address = server.address()
  const front = new URL(url)
  front.port = String(typeof address === 'object' ? address?.port : '')
  return {
    url: front.href,
    stop() {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}
