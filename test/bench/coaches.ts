/** Coaches at work: each opens the first page, asks for what that page asks for, pauses, and opens it again. */

import { setTimeout as sleep } from 'node:timers/promises'

export interface Coach {
  readonly token: string
}

/** One page that was opened: when, and how long until its last answer was there. */
export interface PageOpened {
  readonly at: number
  readonly ms: number
}

// A session may ask 600 times a minute; somebody who reads what is there asks far less.
const PAUSE_MS = 1_000

/** Lets every coach open pages until the signal; the first ones come one after the other. Throws where an answer isn't 200. */
export async function openPages(
  url: string,
  coaches: readonly Coach[],
  signal: AbortSignal,
): Promise<readonly PageOpened[]> {
  const opened: PageOpened[] = []
  await Promise.all(
    coaches.map(async (coach, index) => {
      await sleep((PAUSE_MS * index) / coaches.length)
      while (!signal.aborted) {
        const at = performance.now()
        await openPage(url, coach)
        opened.push({ at, ms: performance.now() - at })
        await sleep(PAUSE_MS)
      }
    }),
  )
  return opened
}

/** What a browser asks before the page is whole: the shell, who I am, then everything on the page at once. */
async function openPage(url: string, coach: Coach): Promise<void> {
  const get = (path: string): Promise<unknown> => ask(`${url}${path}`, coach)
  await fetch(`${url}/`).then((response) => response.text())
  await get('/api/v1/me')
  await Promise.all([
    get('/api/v1/coaching/schools'),
    get('/api/v1/coaching/interaction-types'),
    get('/api/v1/coaching/interactions?by=me&page=1&pageSize=8'),
    get('/api/v1/coaching/drafts'),
    get('/api/v1/coaching/today'),
    openEducators(get),
  ])
}

async function openEducators(get: (path: string) => Promise<unknown>): Promise<void> {
  for (let page = 1, left = 1; left > 0; page += 1) {
    const { total } = (await get(`/api/v1/coaching/educators?page=${page}&pageSize=100`)) as { total: number }
    left = total - page * 100
  }
}

/** What the API says to a coach. Throws where the answer isn't 200. */
export async function ask(url: string, { token }: Coach): Promise<unknown> {
  const response = await fetch(url, { headers: { authorization: `Bearer ${token}` } })
  if (response.status === 200) return response.json()
  throw new Error(`${new URL(url).pathname} answered ${response.status}: ${await response.text()}`)
}
