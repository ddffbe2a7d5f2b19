/** A launch walked over HTTP as a browser does, to the session that it opens, and calls in its name. */

import type { LaunchStart } from '../fakes/lms/platform.ts'
import type { ServedTool } from './served-tool.ts'

export interface Begun {
  readonly status: number
  readonly html: string
  readonly policy: string
  /** Of the session; empty where there is none. */
  readonly token: string
  readonly launch: { readonly opens: { readonly kind: string; readonly id: string | null } | null }
}

/** Launches the person, and exchanges the code of the page. */
export async function walkLaunch(tool: ServedTool, person: string, start: LaunchStart = {}): Promise<Begun> {
  const login = await fetch(tool.lms.startLaunch(person, start), { redirect: 'manual' })
  const cookie = login.headers.getSetCookie()[0]?.split(';')[0] ?? ''
  const form = await tool.lms.authorise(login.headers.get('location') ?? '')
  const response = await fetch(`${tool.publicUrl}/lti/launch`, {
    method: 'POST',
    body: new URLSearchParams(form),
    headers: { cookie },
  })
  const html = await response.text()
  const code = /launch-code" content="([\w-]+)"/.exec(html)?.[1]
  const begun = { status: response.status, html, policy: response.headers.get('content-security-policy') ?? '' }
  if (code === undefined) return { ...begun, token: '', launch: { opens: null } }
  const { token } = (await callApi(tool, '', 'session', { body: { code } })).json as { token: string }
  return { ...begun, token, launch: (await callApi(tool, token, 'session/launch')).json as Begun['launch'] }
}

/** Asks the API with the session's token: GET, or POST where there is a body. */
export async function callApi(
  { publicUrl }: Pick<ServedTool, 'publicUrl'>,
  token: string,
  path: string,
  { body, method }: { readonly body?: unknown; readonly method?: string } = {},
) {
  const response = await fetch(`${publicUrl}/api/v1/${path}`, {
    method: method ?? (body === undefined ? 'GET' : 'POST'),
    headers: {
      ...(token === '' ? {} : { authorization: `Bearer ${token}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  return { status: response.status, json: text === '' ? null : (JSON.parse(text) as unknown) }
}
