/** Launches posted over HTTP to the served program, and to the bare server that they are measured against, in turns. */

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { Agent, request as send } from 'node:http'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { LaunchRequest } from '../../src/lti/verify-launch.ts'

export interface BareServer {
  readonly url: string
  stop(): Promise<void>
}

/** Starts `bare-server.ts`, a process of its own. */
export async function startBareServer(args: readonly string[]): Promise<BareServer> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'bare-server.ts'), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [url] = (await once(createInterface({ input: child.stdout }), 'line')) as [string]
  return {
    url,
    stop: async () => {
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      await ended
    },
  }
}

/** One agent with that many connections that stay open, as a proxy in front has them. */
export function openConnections(atOnce: number): Agent {
  return new Agent({ keepAlive: true, maxSockets: atOnce })
}

/**
 * Posts one launch and reads the whole answer.
 * @throws Error where it isn't 200
 */
export function postLaunch(agent: Agent, url: string, { form, cookies }: LaunchRequest): Promise<string> {
  const body = new URLSearchParams(form as Record<string, string>).toString()
  const headers = {
    'content-type': 'application/x-www-form-urlencoded',
    'content-length': Buffer.byteLength(body),
    cookie: Object.entries(cookies)
      .map(([name, value]) => `${name}=${value ?? ''}`)
      .join('; '),
  }
  return new Promise((resolve, reject) => {
    const sent = send(`${url}/lti/launch`, { agent, method: 'POST', headers }, (response) => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (part: string) => (text += part))
      response.on('error', reject)
      response.on('end', () => {
        if (response.statusCode === 200) resolve(text)
        else reject(new Error(`A posted launch was answered ${response.statusCode}: ${text.slice(-600)}`))
      })
    })
    sent.on('error', reject)
    sent.end(body)
  })
}
