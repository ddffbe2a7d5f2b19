/** The page of a launch that did not work: what happened, what to do, a code for IT, and no token anywhere. */

import { explain } from './lti-advice.ts'
import type { PageCode } from './lti-advice.ts'
import { escapeHtml, renderLtiDocument } from './lti-document.ts'

export interface RefusalPage {
  readonly code: PageCode
  readonly nonce: string
  readonly requestId: string
  /** Starts the launch again in a window of its own, where the browser keeps our cookie. */
  readonly restartPath: string | null
  /** Addresses of the district for whoever can't come in. */
  readonly writeTo: readonly string[]
  /** Where the page goes by itself, in the same frame; null: it stays. */
  readonly repeat: { readonly path: string; readonly seconds: number } | null
}

/** A whole HTML document. */
export function renderRefusal({ code, nonce, requestId, restartPath, writeTo, repeat }: RefusalPage): string {
  const { meaning, advice } = explain(code)
  const button =
    restartPath === null
      ? ''
      : `<p><a href="${escapeHtml(restartPath)}" target="_blank" rel="noopener">Open Staffroom in a new window</a></p>`
  const again = repeat === null ? '' : `<p><a href="${escapeHtml(repeat.path)}">Try again now</a></p>`
  const body = `<h1>${escapeHtml(advice.title)}</h1>
<p>${escapeHtml(advice.text)}</p>
${button}${again}${renderContacts(writeTo)}
<dl>
<dt>For IT</dt><dd>${escapeHtml(meaning)}</dd>
<dt>Code</dt><dd><code id="code">${escapeHtml(code)}</code></dd>
<dt>Request</dt><dd><code>${escapeHtml(requestId)}</code></dd>
</dl>`
  return renderLtiDocument({ title: advice.title, body, nonce, ...(repeat === null ? {} : { repeat }) })
}

function renderContacts(addresses: readonly string[]): string {
  if (addresses.length === 0) return ''
  const links = addresses.map((each) => `<a href="mailto:${escapeHtml(encodeURI(each))}">${escapeHtml(each)}</a>`)
  return `<p>You can write to ${links.join(' or ')}.</p>`
}
