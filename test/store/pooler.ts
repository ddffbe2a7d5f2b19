/** Ways to the database that stand before its server, as connection poolers do. */

import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import type { Socket } from 'node:net'

export interface Pooler {
  /** The address to use instead. */
  readonly url: string
  stop(): void
}

/** A connection on which the client says `word` ends at that moment, on both sides. */
export function startCuttingPooler(url: string, word: string): Promise<Pooler> {
  return startPooler(url, (client, upstream) => {
    client.on('data', (chunk) => {
      if (!chunk.includes(word)) return upstream.write(chunk)
      upstream.destroy()
      return client.destroy()
    })
    upstream.pipe(client)
  })
}

/** A pooler as it is often set up: it passes everything on but the start-up parameter "options". */
export function startOptionDroppingPooler(url: string): Promise<Pooler> {
  return startPooler(url, (client, upstream) => {
    client.once('data', (startup) => {
      upstream.write(withoutOptions(startup))
      client.pipe(upstream)
      upstream.pipe(client)
    })
  })
}

/** Starts one before the server of `url`; `pass` says what goes on between a client and the server. */
async function startPooler(url: string, pass: (client: Socket, upstream: Socket) => void): Promise<Pooler> {
  const target = new URL(url)
  const sockets = new Set<Socket>()
  const server = createServer((client) => {
    const upstream = connect({ host: target.hostname, port: Number(target.port) })
    for (const socket of [client, upstream]) {
      sockets.add(socket)
      socket.on('error', () => undefined)
    }
    pass(client, upstream)
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

/** The start-up packet: length, protocol, then pairs of zero-terminated strings and a zero. */
function withoutOptions(packet: Buffer): Buffer {
  const texts = packet.subarray(8).toString('latin1').split('\0')
  const kept: string[] = []
  for (let index = 0; index + 1 < texts.length && texts[index] !== ''; index += 2) {
    const [name = '', value = ''] = texts.slice(index, index + 2)
    if (name !== 'options') kept.push(`${name}\0${value}\0`)
  }
  const body = Buffer.from(`${kept.join('')}\0`, 'latin1')
  const head = Buffer.alloc(8)
  head.writeInt32BE(body.length + 8, 0)
  packet.copy(head, 4, 4, 8)
  return Buffer.concat([head, body])
}
