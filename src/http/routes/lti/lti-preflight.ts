/** The check after an install, shown over the app's page to somebody who administers the learning platform. */

import {
  examineLaunch,
  type ExplainedFinding,
  explainFindings,
  placementsIn,
  scopesToTry,
  writeTicket,
} from '../../../lti/preflight.ts'
import type { TryServices } from '../../../lti/service-trial.ts'
import type { VerifiedLaunch } from '../../../lti/verify-launch.ts'
import type { NotePreflight } from '../../../signin/preflight.ts'
import type { Admission } from '../../../signin/admit-launch.ts'
import { escapeHtml } from './lti-document.ts'

export interface PreflightPlace {
  readonly publicUrl: string
  readonly version: string
  readonly now: () => Date
  /** Keeps what was found; gets the findings of before. */
  readonly note: NotePreflight
  /** Asks the platform for a token, as its services would. */
  readonly tryServices: TryServices
}

type Admitted = Extract<Admission, { readonly admitted: true }>

/**
 * Checks a launch where it is by somebody who administers the platform, keeps what was found, and says whether to show
 * it: the first time where somebody set the platform up at a page or by a link, and whenever something does not work.
 * Null: nothing to show.
 */
export async function checkLaunch(
  place: PreflightPlace,
  launch: VerifiedLaunch,
  { admission, binding }: { readonly admission: Admitted; readonly binding: 'cookie' | 'storage' },
): Promise<readonly ExplainedFinding[] | null> {
  if (!launch.facts.isPlatformAdministrator) return null
  const trial = await place.tryServices(launch.registration, scopesToTry(launch.facts))
  const { findings, isFirst } = await place.note(launch, (before) =>
    examineLaunch(launch.facts, {
      binding,
      isAnonymous: launch.subject === null,
      identity: identityOf(admission),
      isClassFound: launch.context === null ? null : admission.isClassFound,
      placements: placementsIn(before),
      trial,
    }),
  )
  const explained = explainFindings(findings)
  const isShown =
    (isFirst && launch.registration.origin !== 'command') || explained.some(({ state }) => state === 'wrong')
  return isShown ? explained : null
}

function identityOf({ unmatchedReason }: Admitted): 'found' | 'unmatched' | 'ambiguous' | 'unconfirmed' {
  if (unmatchedReason === null) return 'found'
  if (unmatchedReason === 'unconfirmed') return 'unconfirmed'
  return unmatchedReason === 'person_ambiguous' ? 'ambiguous' : 'unmatched'
}

const STYLE = `
#preflight { position: fixed; inset: 0; z-index: 100; overflow: auto; padding: 1.5rem 1.25rem; font: 16px/1.5 system-ui, sans-serif; color: #1d2433; background: #fff }
#preflight main { max-width: 42rem; margin: 0 auto }
#preflight h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 .75rem }
#preflight ul { list-style: none; margin: 0 0 1.5rem; padding: 0; display: grid; gap: .75rem }
#preflight li { padding: .75rem 1rem; border: 1px solid #dfe3ec; border-left: .3rem solid #4c7a4f; border-radius: .5rem }
#preflight li[data-state=warning] { border-left-color: #a86a00 }
#preflight li[data-state=wrong] { border-left-color: #c02b2b }
#preflight p { margin: 0 }
#preflight .fix { color: #55607a; margin-top: .25rem }
#preflight pre { white-space: pre-wrap; overflow-wrap: anywhere; padding: 1rem; border: 1px solid #dfe3ec; border-radius: .5rem; font-size: .8125rem }
#preflight .keys { display: flex; flex-wrap: wrap; gap: .75rem; margin: 0 0 1.5rem }
#preflight button { padding: .7rem 1.2rem; border: 1px solid #2456c7; border-radius: .5rem; background: #2456c7; color: #fff; font: inherit; font-weight: 600; cursor: pointer }
#preflight button.second { background: none; color: inherit; border-color: #55607a }
#preflight button:focus-visible, #preflight summary:focus-visible { outline: 3px solid currentColor; outline-offset: 2px }
@media (prefers-color-scheme: dark) {
  #preflight { color: #e8ebf3; background: #171b24 }
  #preflight li, #preflight pre { border-color: #333b4d }
  #preflight li { border-left-color: #7fb883 }
  #preflight li[data-state=warning] { border-left-color: #e0a63f }
  #preflight li[data-state=wrong] { border-left-color: #ff8f8f }
  #preflight .fix { color: #a9b2c7 }
  #preflight button { background: #8fb2ff; border-color: #8fb2ff; color: #10141c }
  #preflight button.second { background: none; color: inherit; border-color: #a9b2c7 }
}
`

const STATES = { ok: 'Works', warning: 'Look at it', wrong: 'Does not work' } as const

/** The app's page with the check laid over it; pressing the button takes it away, and nothing is asked again. */
export function layOver(
  shell: string,
  findings: readonly ExplainedFinding[],
  { launch, place, nonce }: { readonly launch: VerifiedLaunch; readonly place: PreflightPlace; readonly nonce: string },
): string {
  const { registration, deployment } = launch
  const { publicUrl, version, now } = place
  const { issuer, clientId } = registration
  const about = { publicUrl, version, issuer, clientId, deploymentId: deployment.deploymentId }
  const ticket = writeTicket({ ...about, checkedAt: now().toISOString() }, findings)
  const works = findings.every(({ state }) => state !== 'wrong')
  const items = findings.map(
    ({ state, code, says, remedy }) =>
      `<li data-state="${state}" data-code="${escapeHtml(code)}"><p><strong>${STATES[state]}.</strong> ${escapeHtml(says)}</p>${
        remedy === null ? '' : `<p class="fix">${escapeHtml(remedy)}</p>`
      }</li>`,
  )
  const quoted = escapeHtml(nonce)
  const section = `<div id="preflight" role="dialog" aria-modal="true" aria-labelledby="preflight-title">
<style nonce="${quoted}">${STYLE}</style>
<main>
<h1 id="preflight-title" tabindex="-1">${works ? 'Staffroom is connected' : 'Something of the connection does not work'}</h1>
<ul>${items.join('')}</ul>
<div class="keys"><button type="button" id="preflight-go">Go on to Staffroom</button><button type="button" class="second" id="preflight-copy">Copy for a ticket</button></div>
<details><summary>For a ticket: no personal value and no token is in it</summary><pre id="preflight-ticket">${escapeHtml(ticket)}</pre></details>
</main>
<script nonce="${quoted}">${SCRIPT}</script>
</div>`
  return shell.replace('</body>', () => `${section}</body>`)
}

const SCRIPT = `
{
  const box = document.getElementById('preflight')
  const root = document.getElementById('root')
  root?.setAttribute('inert', '')
  document.getElementById('preflight-title').focus()
  document.getElementById('preflight-go').addEventListener('click', () => {
    root?.removeAttribute('inert')
    box.remove()
  })
  document.getElementById('preflight-copy').addEventListener('click', async (click) => {
    const ticket = document.getElementById('preflight-ticket')
    try {
      await navigator.clipboard.writeText(ticket.textContent)
      click.target.textContent = 'Copied'
    } catch {
      // Frames of an LMS often may not write to the clipboard.
      box.querySelector('details').open = true
      getSelection().selectAllChildren(ticket)
      click.target.textContent = 'Selected: press Ctrl + C'
    }
  })
}
`
