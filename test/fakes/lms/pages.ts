/** The demo LMS's pages: a course with Staffroom in a frame, and the form that carries a launch to it. */

import type { LmsPerson } from './people.ts'
import type { LmsProfile } from './profiles.ts'

const STYLE = `
:root { color-scheme: light dark; --ink: #22252b; --soft: #5b6270; --paper: #fff; --back: #f3f1ec; --line: #dcd8cf; --bar: #7a2e3a; --on: #fff; --pick: #f7e9eb }
@media (prefers-color-scheme: dark) { :root { --ink: #ece9e4; --soft: #aaa69e; --paper: #211f1e; --back: #171615; --line: #3a3734; --bar: #55202a; --on: #fbeff1; --pick: #3a2428 } }
* { box-sizing: border-box }
body { margin: 0; font: 16px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--back) }
header { background: var(--bar); color: var(--on); padding: .75rem 1.25rem; display: flex; flex-wrap: wrap; gap: .25rem 1rem; align-items: baseline }
header strong { font-size: 1.125rem }
header span { opacity: .85; font-size: .9rem }
header .others { margin-left: auto }
header a { color: inherit; margin-left: .35rem }
header a:focus-visible { outline: 2px solid var(--on); outline-offset: 2px }
.admin { padding: 1.25rem; max-width: 70rem; margin: 0 auto }
.admin dd { margin: 0 0 .25rem; overflow-wrap: anywhere }
.admin nav { display: flex; flex-wrap: wrap; gap: .35rem }
.grades { border-collapse: collapse; background: var(--paper) }
.grades th, .grades td { border: 1px solid var(--line); padding: .5rem .75rem; text-align: left; overflow-wrap: anywhere }
.page { display: grid; grid-template-columns: 16rem minmax(0, 1fr); gap: 1.25rem; padding: 1.25rem; max-width: 90rem; margin: 0 auto }
h1 { font-size: 1.35rem; margin: 0 0 .25rem; line-height: 1.25 }
h2 { font-size: .8rem; letter-spacing: .04em; text-transform: uppercase; color: var(--soft); margin: 0 0 .5rem }
p { margin: 0 0 1rem; color: var(--soft) }
ul { list-style: none; margin: 0; padding: 0; display: grid; gap: .35rem }
nav a { display: block; padding: .55rem .75rem; border: 1px solid var(--line); border-radius: .5rem; background: var(--paper); color: inherit; text-decoration: none }
nav a:hover { border-color: var(--bar) }
nav a:focus-visible { outline: 3px solid var(--bar); outline-offset: 1px }
nav a[aria-current] { background: var(--pick); border-color: var(--bar) }
nav b { display: block; font-weight: 600 }
nav small { color: var(--soft) }
iframe.tool, .empty { width: 100%; height: 700px; border: 1px solid var(--line); border-radius: .5rem; background: var(--paper); display: block }
.empty { display: grid; place-content: center; text-align: center; padding: 2rem; height: auto; min-height: 20rem }
.empty b { font-size: 1.1rem }
@media (max-width: 48rem) {
  .page { grid-template-columns: minmax(0, 1fr); padding: .75rem; gap: .75rem }
  nav ul { display: flex; overflow-x: auto; padding: 3px; margin: -3px }
  nav li { flex: 0 0 11.5rem }
  nav a { height: 100% }
}
`

export interface CoursePage {
  readonly people: readonly LmsPerson[]
  /** Who is signed in; null: nobody yet. */
  readonly person: LmsPerson | null
  readonly courseTitle: string
  readonly profile: LmsProfile
  /** Other demo LMSs, to go over to. */
  readonly siblings: readonly { readonly title: string; readonly url: string }[]
  /** Answers what the tool's frame says. */
  readonly script: string
  readonly nonce: string
}

/** A course of the LMS: whom to be on the left, the tool in its frame on the right. */
export function renderCoursePage(page: CoursePage): string {
  const { people, person, profile, nonce, courseTitle } = page
  const items = people.map((each) => {
    const current = each.key === person?.key ? ' aria-current="true"' : ''
    return `<li><a href="/?as=${encodeURIComponent(each.key)}"${current}><b>${escapeHtml(each.name)}</b><small>${escapeHtml(each.about)}</small></a></li>`
  })
  const signedIn = person === null ? 'Nobody is signed in' : `Signed in as ${escapeHtml(person.name)}`
  const body = `${renderHeader(page)}
<div class="page">
<nav aria-labelledby="who"><h2 id="who">Sign in as</h2><ul>${items.join('\n')}</ul></nav>
<main><h1>${escapeHtml(courseTitle)}</h1><p>${signedIn}${person === null ? '' : ` · <a href="/gradebook?as=${encodeURIComponent(person.key)}">Gradebook</a>`}</p>${renderTool(person, profile)}</main>
</div>
<script nonce="${nonce}">
document.querySelector('nav [aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' })
${page.script}
</script>`
  return renderDocument(`${courseTitle} · ${profile.title}`, body, nonce)
}

function renderHeader({ profile, siblings, person }: CoursePage): string {
  const about =
    profile.name === 'plain'
      ? 'A stand-in for Canvas, Schoology or Moodle'
      : `A stand-in that launches as ${escapeHtml(profile.title)} does`
  const query = person === null ? '' : `/?as=${encodeURIComponent(person.key)}`
  const others = siblings.map(({ title, url }) => `<a href="${escapeHtml(url + query)}">${escapeHtml(title)}</a>`)
  const links = others.length === 0 ? '' : `<span class="others">Or as ${others.join(' ')}</span>`
  return `<header><strong>Demo LMS</strong><span>${about}</span>${links}</header>`
}

function renderTool(person: LmsPerson | null, profile: LmsProfile): string {
  if (person === null) {
    return '<div class="empty"><b>Choose who you are</b><span>Staffroom then opens here, as it would in your LMS.</span></div>'
  }
  // It has to stand before the tool's frame, so that it listens when the tool speaks.
  const storage =
    profile.storageTarget === 'post_message_forwarding'
      ? '<iframe class="keeper" name="post_message_forwarding" title="Storage for tools" src="/storage-frame" hidden></iframe>'
      : ''
  return `${storage}<iframe class="tool" title="Staffroom" src="/launch?as=${encodeURIComponent(person.key)}"></iframe>`
}

/** The frame that keeps data for tools. */
export function renderStorageFrame(script: string, nonce: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Storage for tools</title></head><body><script nonce="${nonce}">${script}</script></body></html>`
}

/** A form that posts itself, as every platform's authorisation page is. */
export function renderForm(form: {
  readonly action: string
  readonly fields: Readonly<Record<string, string>>
  readonly nonce: string
}): string {
  const inputs = Object.entries(form.fields).map(
    ([name, value]) => `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`,
  )
  const body = `<form id="launch" method="post" action="${escapeHtml(form.action)}">${inputs.join('')}<noscript><button>Go on to Staffroom</button></noscript></form>
<script nonce="${form.nonce}">document.getElementById('launch').submit()</script>`
  return renderDocument('Opening Staffroom …', body, form.nonce)
}

/** A plain page that says what is wrong. */
export function renderProblem(problem: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Demo LMS</title></head><body><p>${escapeHtml(problem)}</p></body></html>`
}

export function renderDocument(title: string, body: string, nonce: string): string {
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title><style nonce="${nonce}">${STYLE}</style></head>
<body>${body}</body>
</html>
`
}

export function escapeHtml(text: string): string {
  const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
  return text.replaceAll(/[&<>"]/g, (sign) => signs[sign] ?? sign)
}
