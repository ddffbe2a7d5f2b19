/**
 * Runs the demo LMS by itself: `node test/fakes/lms/main.ts --port P --tool-url URL --client-id ID --deployment ID`.
 * It plays Canvas, Schoology and Moodle, each on a port of its own: `--profile canvas --profile moodle` for fewer.
 */

import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { parseArgs } from 'node:util'
import { startLms } from './lms.ts'
import { PROFILES } from './profiles.ts'
import type { ProfileName } from './profiles.ts'

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    host: { type: 'string', default: '127.0.0.1' },
    'tool-url': { type: 'string' },
    'client-id': { type: 'string', default: 'staffroom-demo' },
    deployment: { type: 'string', default: 'demo-1' },
    people: { type: 'string', default: 'demo' },
    profile: { type: 'string', multiple: true, default: ['canvas', 'schoology', 'moodle'] },
  },
})

const toolUrl = values['tool-url']
if (toolUrl === undefined || values.people !== 'demo') {
  throw new TypeError('Name the tool’s address with --tool-url (and no other --people than demo).')
}

const names = values.profile.filter((name): name is ProfileName => Object.hasOwn(PROFILES, name))
if (names.length !== values.profile.length || names.length === 0) {
  throw new TypeError(`--profile is one of ${Object.keys(PROFILES).join(', ')}.`)
}

/** The wish, where it is free, else another: the next start finds the same addresses mostly. */
async function choosePort(wish: number): Promise<number> {
  for (const port of wish === 0 ? [0] : [wish, 0]) {
    const free = await new Promise<number | null>((resolve) => {
      const probe = createServer()
      probe.once('error', () => resolve(null))
      probe.listen(port, values.host, () => {
        const { port: found } = probe.address() as AddressInfo
        probe.close(() => resolve(found))
      })
    })
    if (free !== null) return free
  }
  throw new Error('There is no free port for the demo LMS.')
}

const wish = Number(values.port)
const places: { readonly profile: ProfileName; readonly port: number; readonly url: string }[] = []
for (const [at, profile] of names.entries()) {
  const port = await choosePort(wish === 0 ? 0 : wish + at)
  places.push({ profile, port, url: `http://${values.host}:${port}` })
}
const running = await Promise.all(
  places.map(({ profile, port }) =>
    startLms({
      profile,
      port,
      host: values.host,
      toolUrl,
      clientId: values['client-id'],
      deploymentId: values.deployment,
      siblings: places
        .filter((other) => other.profile !== profile)
        .map((other) => ({ title: PROFILES[other.profile].title, url: other.url })),
    }),
  ),
)
// One line for whoever started it: where it is, and what to register.
process.stdout.write(
  `${JSON.stringify({
    url: running[0]?.url,
    platforms: running.map(({ registration }) => ({ deploymentId: values.deployment, registration })),
  })}\n`,
)

let stopping = false
function stop(): void {
  if (stopping) return
  stopping = true
  for (const lms of running) void lms.stop()
}
process.on('SIGINT', stop)
process.on('SIGTERM', stop)
// Started with a channel: end with whoever held its other end, however they went.
process.on('disconnect', stop)
