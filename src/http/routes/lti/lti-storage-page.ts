/**
 * Two pages that talk to the platform's storage by postMessage (lti-pm-s 0.1): one keeps the secret of a login there,
 * one fetches it back with the launch. Messages go to the one frame and origin that the registration names, answers
 * count only from there and for the message that asked; whatever fails, or takes too long, the launch goes on without.
 */

import type { PlatformStorage } from '../../../lti/platform-storage.ts'
import { STORED_FIELD } from '../../../lti/platform-storage.ts'
import { escapeHtml, renderLtiDocument } from './lti-document.ts'

// A login goes on after a moment: the cookie carries most of them. A launch that asks has nothing else left.
const KEEP_MS = 1000
const FETCH_MS = 3000

interface StoragePage {
  readonly storage: PlatformStorage
  readonly nonce: string
}

/** Puts `secret` into the platform's storage, then goes on to `next`. */
export function renderKeepingPage(page: StoragePage & { readonly secret: string; readonly next: string }): string {
  const { storage, secret, next, nonce } = page
  const body = `<p class="waiting" role="status">Opening Staffroom …</p>
<div id="storage" hidden ${dataOf(storage, KEEP_MS)} data-secret="${escapeHtml(secret)}" data-next="${escapeHtml(next)}"></div>
<noscript><p><a href="${escapeHtml(next)}">Go on to Staffroom</a></p></noscript>
<script nonce="${escapeHtml(nonce)}">${TALK}
await when('lti.put_data', (frame) => ask(frame, box.origin, { subject: 'lti.put_data', key: box.key, value: box.secret }))
location.replace(box.next)
})()</script>`
  return renderLtiDocument({ title: 'Opening Staffroom', body, nonce })
}

/** Fetches what the platform keeps and posts it with the launch's own form; an empty value where nothing came. */
export function renderFetchingPage(
  page: StoragePage & { readonly form: Readonly<Record<'id_token' | 'state', string>> },
): string {
  const { storage, form, nonce } = page
  const fields = Object.entries({ ...form, [STORED_FIELD]: '' }).map(
    ([name, value]) => `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`,
  )
  const body = `<p class="waiting" role="status">Opening Staffroom …</p>
<form id="launch" method="post" action="/lti/launch">${fields.join('')}<noscript><button>Go on to Staffroom</button></noscript></form>
<div id="storage" hidden ${dataOf(storage, FETCH_MS)}></div>
<script nonce="${escapeHtml(nonce)}">${TALK}
const found = await when('lti.get_data', async (frame) => {
  const answer = await ask(frame, box.origin, { subject: 'lti.get_data', key: box.key })
  // It is good for this launch only: the platform may forget it.
  frame.postMessage({ subject: 'lti.put_data', message_id: newId(), key: box.key, value: null }, box.origin)
  return answer
})
const form = document.querySelector('#launch')
if (typeof found?.value === 'string') form.elements[${JSON.stringify(STORED_FIELD)}].value = found.value
form.submit()
})()</script>`
  return renderLtiDocument({ title: 'Opening Staffroom', body, nonce })
}

function dataOf({ target, origin, key }: PlatformStorage, patienceMs: number): string {
  const data = { target, origin, key, patience: `${patienceMs}` }
  return Object.entries(data)
    .map(([name, value]) => `data-${name}="${escapeHtml(value)}"`)
    .join(' ')
}

// Runs in the browser. `when` asks for the platform's capabilities first: one that doesn't answer, or doesn't know the
// message, is not told anything more.
const TALK = `(async () => {
const box = document.querySelector('#storage').dataset
const newId = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16)).join('-')
const ask = (frame, origin, message) => new Promise((resolve) => {
  const message_id = newId()
  const settle = (answer) => {
    clearTimeout(timer)
    removeEventListener('message', hear)
    resolve(answer)
  }
  const hear = ({ source, origin: from, data }) => {
    if (source !== frame || (origin !== '*' && from !== origin)) return
    if (typeof data !== 'object' || data === null) return
    if (data.message_id !== message_id || data.subject !== message.subject + '.response') return
    settle(data.error === undefined ? data : null)
  }
  const timer = setTimeout(settle, Number(box.patience), null)
  addEventListener('message', hear)
  try {
    frame.postMessage({ ...message, message_id }, origin)
  } catch {
    settle(null)
  }
})
const frameOf = () => {
  if (window.parent === window) return null
  try {
    return box.target === '_parent' ? window.parent : (window.parent.frames[box.target] ?? null)
  } catch {
    return null
  }
}
const when = async (subject, talk) => {
  const frame = frameOf()
  if (frame === null) return null
  const able = await ask(window.parent, '*', { subject: 'lti.capabilities' })
  const supported = Array.isArray(able?.supported_messages) ? able.supported_messages : []
  return supported.some((each) => each?.subject === subject) ? talk(frame) : null
}`
