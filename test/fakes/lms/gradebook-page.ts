/** The gradebook of the demo LMS's course: all students for its teachers, their own line for a student. */

import { escapeHtml, renderDocument } from './pages.ts'
import type { Platform } from './platform.ts'

export interface LmsLineItem {
  readonly id: string
  readonly label: string
  readonly scoreMaximum: number
  readonly resourceId: string
  readonly tag: string
}

export interface LmsScore {
  readonly userId: string
  readonly scoreGiven: number
  readonly scoreMaximum: number
  readonly timestamp: string
}

interface Kept {
  readonly items: readonly LmsLineItem[]
  readonly scores: readonly { readonly item: string; readonly score: LmsScore }[]
}

export function renderGradebook(
  { people, courses, profile }: Platform,
  { items, scores }: Kept,
  { as, nonce }: { readonly as: string | null; readonly nonce: string },
): string {
  const reader = people.find(({ key }) => key === as)
  const isStudent = ({ roles }: (typeof people)[number]) => roles.some((role) => role.endsWith('#Learner'))
  const teaches = reader?.roles.some((role) => role.endsWith('#Instructor')) === true
  const shown = people.filter((person) => isStudent(person) && (teaches || person === reader))
  const head = items.map(({ label }) => `<th scope="col">${escapeHtml(label)}</th>`).join('')
  const lines = shown.map(({ name, sub }) => {
    const cells = items.map(({ id, scoreMaximum }) => {
      const number = /\/(\d+)(?:\?|$)/.exec(id)?.[1]
      const found = scores.findLast(({ item, score }) => item === number && score.userId === sub)
      return `<td>${found === undefined ? '–' : `${found.score.scoreGiven} / ${scoreMaximum}`}</td>`
    })
    return `<tr><th scope="row">${escapeHtml(name)}</th>${cells.join('')}</tr>`
  })
  const back = as === null ? '/' : `/?as=${encodeURIComponent(as)}`
  const body = `<main class="admin"><h1>Gradebook: ${escapeHtml(courses[0]?.title ?? 'No course')}</h1>
<p><a href="${escapeHtml(back)}">Back to the course</a></p>
${items.length === 0 ? '<p>There are no columns yet.</p>' : `<table class="grades"><thead><tr><th scope="col">Student</th>${head}</tr></thead><tbody>${lines.join('')}</tbody></table>`}
</main>`
  return renderDocument(`Gradebook · ${profile.title}`, body, nonce)
}
