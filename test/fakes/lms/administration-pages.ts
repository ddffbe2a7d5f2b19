/** The pages of the demo LMS for its administrator. */

import { escapeHtml, renderDocument } from './pages.ts'
import type { InstalledTool, Platform } from './platform.ts'

/** The tools that are installed, and the ways to add one. */
export function renderAdministration(platform: Platform, nonce: string): string {
  const { profile, tools } = platform
  const byAddress =
    profile.name === 'canvas'
      ? form('/admin/by-address', 'Developer key: enter URL', [['url', 'JSON URL']], 'Save key')
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
  const body = `<main class="admin">
<h1>${escapeHtml(profile.title)}: tools</h1>
<ul>${[...tools.values()].map((tool) => renderTool(platform, tool)).join('')}</ul>
${byLink}
${byAddress}
${form('/admin/by-hand', 'Add a tool by hand', fields, 'Add tool')}
</main>`
  return renderDocument(`${profile.title}: tools`, body, nonce)
}

function renderTool({ url, issuer, profile, people }: Platform, tool: InstalledTool): string {
  const { clientId, deploymentIds, privacy, on, scopes } = tool
  const facts = [
    ['Issuer', tool.issuer ?? issuer],
    ['Client id', clientId],
    ['Deployment id', deploymentIds.join(', ') || 'none yet'],
    ['Authentication request URL', `${url}${profile.paths.authorise}`],
    ['Access token URL', `${url}${profile.paths.token}`],
    ['Public keyset URL', `${url}${profile.paths.keys}`],
    ['Privacy', privacy],
    ['Scopes', scopes.map((scope) => scope.slice(scope.lastIndexOf('/') + 1)).join(', ') || 'none'],
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
  const opens = on
    ? people
        .map(({ key, name }) => `<a href="/admin/open?client_id=${id}&amp;as=${key}">${escapeHtml(name)}</a>`)
        .join(' ')
    : ''
  return `<li id="tool-${id}"><dl>${facts
    .map(([name = '', value = '']) => `<div><dt>${escapeHtml(name)}</dt> <dd>${escapeHtml(value)}</dd></div>`)
    .join('')}</dl>${acts.join(' ')}<nav aria-label="Open ${id} as">${opens}</nav></li>`
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

function form(action: string, title: string, fields: readonly (readonly [string, string])[], label: string): string {
  return `<form method="post" action="${action}"><h2>${escapeHtml(title)}</h2>${fields.map(([name, says]) => field(name, says)).join('')}<button>${escapeHtml(label)}</button></form>`
}

function field(name: string, label: string): string {
  return `<p><label>${escapeHtml(label)}<br><input name="${name}" size="60" required></label></p>`
}

function act(path: string, clientId: string, label: string): string {
  return `<form method="post" action="${path}"><input type="hidden" name="client_id" value="${clientId}"><button>${escapeHtml(label)}</button></form>`
}
