/** A flood of launches that nobody signed, from one address, as somebody would send who wants the tool to stand still. */

import { setTimeout as sleep } from 'node:timers/promises'

/** How many were answered, by status. */
export type Flood = Readonly<Record<number, number>>

const CONNECTIONS = 16
/** Each connection waits so long after an answer: some 200 launches a second in all. */
const PAUSE_MS = 75

/** Posts launches, each with a token and a state of its own, until the signal. */
export async function floodLaunches(url: string, signal: AbortSignal): Promise<Flood> {
  const answered: Record<number, number> = {}
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async (_, connection) => {
      for (let count = 0; !signal.aborted; count += 1) {
        const status = await postForged(url, `${connection}-${count}`)
        answered[status] = (answered[status] ?? 0) + 1
        await sleep(PAUSE_MS)
      }
    }),
  )
  return answered
}

async function postForged(url: string, name: string): Promise<number> {
  const header = encode({ alg: 'RS256', kid: name })
  const claims = encode({ iss: 'https://lms.example', aud: 'staffroom', nonce: name })
  const response = await fetch(`${url}/lti/launch`, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({ id_token: `${header}.${claims}.${encode({ name })}`, state: `state-${name}` }),
  })
  await response.arrayBuffer()
  return response.status
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}
