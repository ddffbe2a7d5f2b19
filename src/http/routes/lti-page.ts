/** The page of a launch that did not work: what happened, what to do, a code for IT, and no token anywhere. */

export interface RefusalPage {
  readonly code: string
  /** What happened, for IT. */
  readonly meaning: string
  readonly nonce: string
  readonly requestId: string
  /** Starts the launch again in a window of its own, where the browser keeps our cookie. */
  readonly restartPath: string | null
}

interface Advice {
  readonly title: string
  readonly text: string
}

const AGAIN: Advice = {
  title: 'Please open Staffroom again',
  text: 'That took too long, or the same page was opened twice. Go back to your course page and open Staffroom from there.',
}
const WINDOW: Advice = {
  title: 'One more click',
  text: 'Your browser keeps Staffroom’s cookie from working inside this page. In a window of its own it works.',
}
const NOT_SET_UP: Advice = {
  title: 'Staffroom isn’t set up here yet',
  text: 'Whoever looks after your LMS has to finish connecting it. Send them this page.',
}
const SIGNED_OUT: Advice = {
  title: 'Your LMS didn’t sign you in',
  text: 'Sign in to your LMS again, then open Staffroom from your course page.',
}
const INACTIVE: Advice = {
  title: 'Your access has ended',
  text: 'Your district’s records say that you no longer work or learn here. If that is wrong, your school office can put it right; it then works again by itself.',
}
const PLACING: Advice = {
  title: 'Staffroom is added another way',
  text: 'Add it as an external tool with its launch URL. Choosing single pages from here isn’t offered.',
}
const NOT_PROVEN: Advice = {
  title: 'Staffroom couldn’t be opened',
  text: 'What your LMS sent couldn’t be proven to come from it. Open Staffroom again from your course page. If this stays, send this page to whoever looks after your LMS.',
}

const BY_CODE: Readonly<Record<string, Advice>> = {
  state_expired: AGAIN,
  state_unknown: AGAIN,
  launch_replayed: AGAIN,
  iat_old: AGAIN,
  exp_passed: AGAIN,
  browser_unbound: WINDOW,
  browser_mismatch: WINDOW,
  registration_unknown: NOT_SET_UP,
  registration_ambiguous: NOT_SET_UP,
  target_foreign: NOT_SET_UP,
  deployment_unknown: NOT_SET_UP,
  deployment_pending: NOT_SET_UP,
  deployment_inactive: NOT_SET_UP,
  platform_refused: SIGNED_OUT,
  person_inactive: INACTIVE,
  deep_linking_off: PLACING,
}

const STYLE = `
:root { color-scheme: light dark; --ink: #1d2433; --soft: #55607a; --paper: #fff; --line: #dfe3ec; --accent: #2456c7; --on: #fff }
@media (prefers-color-scheme: dark) { :root { --ink: #e8ebf3; --soft: #a9b2c7; --paper: #171b24; --line: #333b4d; --accent: #8fb2ff; --on: #10141c } }
* { box-sizing: border-box }
body { margin: 0; padding: 2rem 1.25rem; font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper) }
main { max-width: 34rem; margin: 0 auto }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 .75rem }
p { margin: 0 0 1.25rem }
a { display: inline-block; padding: .7rem 1.2rem; border-radius: .5rem; background: var(--accent); color: var(--on); font-weight: 600; text-decoration: none }
a:focus-visible { outline: 3px solid var(--ink); outline-offset: 2px }
dl { margin: 2rem 0 0; padding-top: 1rem; border-top: 1px solid var(--line); color: var(--soft); font-size: .875rem; display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem }
dd { margin: 0; overflow-wrap: anywhere }
`

/** A whole HTML document. */
export function renderRefusal(page: RefusalPage): string {
  const advice = BY_CODE[page.code] ?? NOT_PROVEN
  const button =
    page.restartPath === null
      ? ''
      : `<p><a href="${escapeHtml(page.restartPath)}" target="_blank" rel="noopener">Open Staffroom in a new window</a></p>`
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(advice.title)}</title>
<style nonce="${escapeHtml(page.nonce)}">${STYLE}</style>
</head>
<body>
<main>
<h1>${escapeHtml(advice.title)}</h1>
<p>${escapeHtml(advice.text)}</p>
${button}
<dl>
<dt>For IT</dt><dd>${escapeHtml(page.meaning)}</dd>
<dt>Code</dt><dd><code id="code">${escapeHtml(page.code)}</code></dd>
<dt>Request</dt><dd><code>${escapeHtml(page.requestId)}</code></dd>
</dl>
</main>
</body>
</html>
`
}

function escapeHtml(text: string): string {
  const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
  return text.replaceAll(/[&<>"]/g, (sign) => signs[sign] ?? sign)
}
