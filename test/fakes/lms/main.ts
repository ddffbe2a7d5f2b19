/** Runs the demo LMS by itself: `node test/fakes/lms/main.ts --port P --tool-url URL --client-id ID --deployment ID`. */

import { parseArgs } from 'node:util'
import { startLms } from './lms.ts'

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    host: { type: 'string', default: '127.0.0.1' },
    'tool-url': { type: 'string' },
    'client-id': { type: 'string', default: 'staffroom-demo' },
    deployment: { type: 'string', default: 'demo-1' },
    people: { type: 'string', default: 'demo' },
  },
})

const toolUrl = values['tool-url']
if (toolUrl === undefined || values.people !== 'demo') {
  throw new TypeError('Name the tool’s address with --tool-url (and no other --people than demo).')
}

const lms = await startLms({
  port: Number(values.port),
  host: values.host,
  toolUrl,
  clientId: values['client-id'],
  deploymentId: values.deployment,
})
// One line for whoever started it: where it is, and what to register.
process.stdout.write(
  `${JSON.stringify({ url: lms.url, deploymentId: values.deployment, registration: lms.registration })}\n`,
)

let stopping = false
function stop(): void {
  if (stopping) return
  stopping = true
  void lms.stop()
}
process.on('SIGINT', stop)
process.on('SIGTERM', stop)
// Started with a channel: end with whoever held its other end, however they went.
process.on('disconnect', stop)
