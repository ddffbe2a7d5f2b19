/** The web server's life: listens, says where, and closes without cutting an answer short. */

import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Failure } from '../roster/failure.ts'

export interface WebServer {
  readonly port: number
  /** Takes no new requests and waits, at most five seconds, for those under way. A second call waits for the first. */
  readonly stop: () => Promise<void>
}

const STOP_MS = 5_000
/**
 * Connections stay open for longer than a proxy in front keeps them (60 s is usual), so that it is the proxy that closes
 * them: with Node's 5 s a request now and then meets a connection that is being closed, and is answered 502.
 */
const KEEP_ALIVE_MS = 75_000

export interface Listening {
  /** 0: any free one. */
  readonly port: number
  /** Null: every address of the machine. */
  readonly host: string | null
  /** Makes what answers, once the port is known. */
  readonly handlerFor: (port: number) => RequestListener | Promise<RequestListener>
}

/** @throws Failure PORT_TAKEN, PORT_REFUSED */
export async function startWebServer({ port, host, handlerFor }: Listening): Promise<WebServer> {
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS })
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) => reject(listenFailure(port, cause)))
    server.listen({ port, ...(host === null ? {} : { host }) }, () => resolve())
  })
  const listening = portOf(server.address())
  try {
    server.on('request', await handlerFor(listening))
  } catch (error) {
    server.close()
    throw error
  }
  const stop = (): Promise<void> =>
    new Promise((resolve) => {
      const impatient = setTimeout(() => server.closeAllConnections(), STOP_MS)
      server.close(() => {
        clearTimeout(impatient)
        resolve()
      })
      server.closeIdleConnections()
      // One whose answer is under way is idle soon, and is not kept then.
      server.keepAliveTimeout = 1
    })
  let stopped: Promise<void> | undefined
  return { port: listening, stop: () => (stopped ??= stop()) }
}

/** How a browser on this machine reaches a port. */
export function localUrl(port: number): string {
  return `http://localhost:${port}`
}

/** A free port: the wished one, else the next ones, else any. */
export async function findFreePort(wished: number, host: string): Promise<number> {
  for (const port of [wished, wished + 1, wished + 2, wished + 3, wished + 4, 0]) {
    const free = await tryPort(port, host)
    if (free !== null) return free
  }
  throw new Failure('PORT_TAKEN', 'operator', `No port is free on ${host}. Name one in PORT.`)
}

function tryPort(port: number, host: string): Promise<number | null> {
  const server = createServer()
  return new Promise((resolve) => {
    server.once('error', () => resolve(null))
    server.listen({ port, host }, () => {
      const found = portOf(server.address())
      server.close(() => resolve(found))
    })
  })
}

function portOf(address: AddressInfo | string | null): number {
  return typeof address === 'object' && address !== null ? address.port : 0
}

function listenFailure(port: number, cause: Error): Failure {
  const code = 'code' in cause ? cause.code : ''
  if (code === 'EADDRINUSE')
    return new Failure(
      'PORT_TAKEN',
      'operator',
      `Port ${port} is taken by another program. Name another one in PORT.`,
      { cause },
    )
  return new Failure(
    'PORT_REFUSED',
    'operator',
    `Port ${port} cannot be listened on (${String(code)}). Name another one in PORT.`,
    {
      cause,
    },
  )
}
