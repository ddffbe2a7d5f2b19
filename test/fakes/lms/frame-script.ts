/** The script of the LMS's page around the tool: storage by postMessage, and the frame's height. */

import type { StorageMode } from './platform.ts'

export interface FrameScript {
  /** Origin of the tool: messages from anywhere else are nobody's. */
  readonly toolOrigin: string
  readonly storage: StorageMode
  /** The name of the frame that keeps data; null: this platform keeps none. */
  readonly storageTarget: string | null
  readonly resizesFrame: boolean
}

/**
 * What the course page answers (lti-pm-s 0.1): its capabilities, its storage where `_parent` keeps it, and the height
 * that the tool asks for. Data is kept by the origin that put it there.
 */
export function pageScript(options: FrameScript): string {
  const { storageTarget, storage, resizesFrame } = options
  const stores = storageTarget !== null && storage !== 'withheld'
  const supported = [
    ...(resizesFrame ? [{ subject: 'lti.frameResize' }] : []),
    ...(stores ? ['lti.put_data', 'lti.get_data'].map((subject) => ({ subject, frame: storageTarget })) : []),
  ]
  return `${answering(options.toolOrigin)}
const supported = ${JSON.stringify(supported)}
on('lti.capabilities', (message, reply) => reply({ supported_messages: supported }))
${resizesFrame ? RESIZE : ''}
${storageTarget === '_parent' && stores ? keeping(storage) : ''}`
}

/** The script of the named frame that keeps data. */
export function storageFrameScript(options: FrameScript): string {
  return `${answering(options.toolOrigin)}
${keeping(options.storage)}`
}

const RESIZE = `on('lti.frameResize', (message) => {
  const frame = document.querySelector('iframe.tool')
  if (frame !== null && Number(message.height) > 0) frame.style.height = Math.min(Number(message.height), 20000) + 'px'
})`

function answering(toolOrigin: string): string {
  return `const handlers = new Map()
const on = (subject, handle) => handlers.set(subject, handle)
const heard = window.heard = []
addEventListener('message', (event) => {
  const message = event.data
  if (event.origin !== ${JSON.stringify(toolOrigin)} || typeof message !== 'object' || message === null) return
  const handle = handlers.get(message.subject)
  heard.push(message.subject)
  if (handle === undefined) return
  handle(message, (answer) => event.source.postMessage(
    { subject: message.subject + '.response', message_id: message.message_id, ...answer }, event.origin))
})`
}

function keeping(mode: StorageMode): string {
  if (mode === 'silent') return `on('lti.put_data', () => {}); on('lti.get_data', () => {})`
  const value = mode === 'wrong' ? `'x'.repeat(43)` : 'kept.get(message.key)'
  return `const kept = new Map()
on('lti.put_data', (message, reply) => {
  if (message.value === null) kept.delete(message.key)
  else kept.set(message.key, message.value)
  reply({ key: message.key, value: message.value })
})
on('lti.get_data', (message, reply) => reply({ key: message.key, value: ${value} }))`
}
