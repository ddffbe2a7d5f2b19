/** A connection pooler as it is often set up: it passes everything on but the start-up parameter "options". */

import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import type { Socket } from 'node:net'

/** Starts one before the server of `url`; resolves to the address to use instead. */
export async function startOptionDroppingPooler(url: string): Promise<{ url: string; stop(): void }> {
  const target = new URL(url)
  const sockets = new Set<Socket>()
  const server = createServer((client) => {
    const upstream = connect({ host: target.hostname, port: Number(target.port) })
    for (const socket of [client, upstream]) {
      sockets.add(socket)
      socket.on('error', () => undefined)
    }
    client.once('data', (startup) => {
      upstream.write(withoutOptions(startup))
      client.pipe(upstream)
      upstream.pipe(client)
    })
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
