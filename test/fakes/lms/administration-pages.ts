/** The pages of the demo LMS for its administrator. */

import { escapeHtml, renderDocument } from './pages.ts'
import type { InstalledTool, Platform } from './platform.ts'

/** The tools that are installed, and the ways to add one. */
export function renderAdministration(
  platform: Platform,
  links: readonly { readonly title: string }[],
  nonce: string,
): string {
  const { profile, tools } = platform
  const byAddress =
    profile.name === 'canvas'
      ? form({
          action: '/admin/by-address',
          title: 'Developer key: enter URL',
          fields: [['url', 'JSON URL']],
          label: 'Save key',
        })
      : ''
  const byLink =
    profile.name === 'schoology'
      ? ''
      : `<form method="get" action="/admin/register"><h2>Register a tool by its registration URL</h2>${field('url', 'Registration URL')}<button>Register</button></form>`
  const fields = [
    ['login', 'Login URL'],
    ['launch', 'Launch URL'],
    ['jwks', 'Public keyset URL'],
  ] as const
  // Moodle leaves deep linking off where nobody switches it on.
  const deepLinking =
    profile.name === 'moodle'
      ? '<p><label><input type="checkbox" name="deep_linking"> Supports Deep Linking (Content-Item Message)</label></p>'
      : '<input type="hidden" name="deep_linking" value="on">'
  const body = `<main class="admin">
<h1>${escapeHtml(profile.title)}: tools</h1>
<ul>${[...tools.values()].map((tool) => renderTool(platform, tool)).join('')}</ul>
${byLink}
${byAddress}
${form({ action: '/admin/by-hand', title: 'Add a tool by hand', fields, label: 'Add tool', more: deepLinking })}
<h2>Links in the course</h2>
<ul>${links.map(({ title }, at) => `<li>${escapeHtml(title)} ${renderPeople(platform, `Open link ${at} as`, `/deep-linking/open?link=${at}`)}</li>`).join('')}</ul>
</main>`
  return renderDocument(`${profile.title}: tools`, body, nonce)
}

function renderTool(platform: Platform, tool: InstalledTool): string {
  const { url, issuer, profile } = platform
  const { clientId, deploymentIds, privacy, on, scopes, deepLinking } = tool
  const facts = [
    ['Issuer', tool.issuer ?? issuer],
    ['Client id', clientId],
    ['Deployment id', deploymentIds.join(', ') || 'none yet'],
    ['Authentication request URL', `${url}${profile.paths.authorise}`],
    ['Access token URL', `${url}${profile.paths.token}`],
    ['Public keyset URL', `${url}${profile.paths.keys}`],
    ['Privacy', privacy],
    ['Scopes', scopes.map((scope) => scope.slice(scope.lastIndexOf('/') + 1)).join(', ') || 'none'],
    ['Deep linking', deepLinking ? 'on' : 'off'],
    ['State', on ? 'on' : 'pending'],
  ]
  const id = escapeHtml(clientId)
  const acts = [
    on ? '' : act('/admin/on', id, profile.name === 'canvas' ? 'Install and enable' : 'Activate'),
    act(
      privacy === 'public' ? '/admin/anonymous' : '/admin/public',
      id,
      privacy === 'public' ? 'Make anonymous' : 'Make public',
    ),
    act('/admin/no-scopes', id, 'Remove all scopes'),
  ]
  const opens = on ? renderPeople(platform, `Open ${id} as`, `/admin/open?client_id=${id}`) : ''
  const places =
    on && deepLinking ? renderPeople(platform, `Place a link as`, `/deep-linking/choose?client_id=${id}`) : ''
  return `<li id="tool-${id}"><dl>${facts
    .map(([name = '', value = '']) => `<div><dt>${escapeHtml(name)}</dt> <dd>${escapeHtml(value)}</dd></div>`)
    .join('')}</dl>${acts.join(' ')}${opens}${places}</li>`
}

/** A link for each of the people, below a heading. */
function renderPeople({ people }: Platform, label: string, address: string): string {
  const links = people.map(({ key, name }) => `<a href="${escapeHtml(`${address}&as=${key}`)}">${escapeHtml(name)}</a>`)
  return `<p>${escapeHtml(label)}</p><nav aria-label="${escapeHtml(label)}">${links.join(' ')}</nav>`
}

/** The tool registers in a frame, and says when it has finished. */
export function renderRegistering(address: string, nonce: string): string {
  const body = `<main class="admin"><h1>Registering a tool</h1><iframe class="tool" title="Registration" src="${escapeHtml(address)}"></iframe></main>
<script nonce="${nonce}">
addEventListener('message', ({ data, source }) => {
  if (source === document.querySelector('iframe').contentWindow && data?.subject === 'org.imsglobal.lti.close') location.href = '/admin/tools'
})
</script>`
  return renderDocument('Registering a tool', body, nonce)
}

export function renderToolFrame(address: string, nonce: string): string {
  const body = `<main class="admin"><h1>The tool, opened</h1><iframe class="tool" title="Staffroom" src="${escapeHtml(address)}"></iframe></main>`
  return renderDocument('The tool, opened', body, nonce)
}

/** Inside the frame: what was chosen stands in the course now. */
export function renderPlaced(nonce: string): string {
  const body =
    '<main class="admin"><h1>Placed.</h1><p><a href="/admin/tools" target="_top">Back to the tools</a></p></main>'
  return renderDocument('Placed', body, nonce)
}

interface FormParts {
  readonly action: string
  readonly title: string
  readonly fields: readonly (readonly [string, string])[]
  readonly label: string
  /** HTML of fields of another kind. */
  readonly more?: string
}

function form({ action, title, fields, label, more = '' }: FormParts): string {
  return `<form method="post" action="${action}"><h2>${escapeHtml(title)}</h2>${fields.map(([name, says]) => field(name, says)).join('')}${more}<button>${escapeHtml(label)}</button></form>`
}

function field(name: string, label: string): string {
  return `<p><label>${escapeHtml(label)}<br><input name="${name}" size="60" required></label></p>`
}

function act(path: string, clientId: string, label: string): string {
  return `<form method="post" action="${path}"><input type="hidden" name="client_id" value="${clientId}"><button>${escapeHtml(label)}</button></form>`
}
