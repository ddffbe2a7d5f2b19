/** The web server's life over a real socket. */

import { setTimeout as sleep } from 'node:timers/promises'
import { Agent, get } from 'node:http'
import { describe, expect, it, onTestFinished } from 'vitest'
import { localUrl, startWebServer, type WebServer } from '../../src/daemon/web-server.ts'

interface Answer {
  readonly text: string
  readonly keepAlive: string | string[] | undefined
}

async function openServer(answerMs: number): Promise<WebServer & { ask: () => Promise<Answer> }> {
  const server = await startWebServer({
    port: 0,
    host: '127.0.0.1',
    handlerFor: () => (_request, response) => void sleep(answerMs).then(() => response.end('whole')),
  })
  const agent = new Agent({ keepAlive: true })
  onTestFinished(async () => {
    agent.destroy()
    await server.stop()
  })
  const ask = (): Promise<Answer> =>
    new Promise((resolve, reject) => {
      get(localUrl(server.port), { agent }, (response) => {
        let text = ''
        response.on('data', (part: Buffer) => (text += part.toString()))
        response.on('end', () => resolve({ text, keepAlive: response.headers['keep-alive'] }))
      }).on('error', reject)
    })
  return { ...server, ask }
}

describe('the web server', () => {
  it('keeps connections for longer than a proxy in front does', async () => {
    const { ask } = await openServer(0)
    expect((await ask()).keepAlive).toBe('timeout=75')
  })

  it('ends an answer under way before it stops, and does not wait for connections that stay open', async () => {
    const { ask, stop } = await openServer(300)
    await ask()
    const underWay = ask()
    await sleep(50)
    const begun = performance.now()
    await stop()
    expect(performance.now() - begun).toBeLessThan(4_000)
    expect((await underWay).text).toBe('whole')
  })
})
