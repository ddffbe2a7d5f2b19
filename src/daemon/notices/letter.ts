/** What stands in a mail: plain text and simple HTML of the same words. Nothing personal, no picture, nothing loaded. */

import { createHash } from 'node:crypto'

export interface Letter {
  readonly subject: string
  readonly text: string
  readonly html: string
}

export interface LetterParts {
  readonly subject: string
  readonly paragraphs: readonly string[]
  /** Rows of figures under a heading, of a digest. */
  readonly lists?: readonly { readonly heading: string; readonly lines: readonly string[] }[]
  /** None: whoever gets it has no page here. */
  readonly link?: { readonly url: string; readonly label: string }
  /** Why this reader gets it, and how to change that. */
  readonly footer: string
}

/** The letter; the subject on one line, whatever was put into it. */
export function writeLetter(parts: LetterParts): Letter {
  const subject = parts.subject.replaceAll(/\s+/g, ' ').slice(0, 200)
  return { subject, text: writeText(parts), html: writeHtml(subject, parts) }
}

/** The Message-ID of a message: the same at every attempt, so that a mail server may know it again. */
export function messageIdOf(message: {
  readonly districtId: string
  readonly event: string
  readonly recipient: string
  readonly host: string
}): string {
  const { districtId, event, recipient, host } = message
  const name = createHash('sha256').update([districtId, event, recipient].join('\n')).digest('hex').slice(0, 32)
  return `<${name}@${host}>`
}

function writeText({ paragraphs, lists = [], link, footer }: LetterParts): string {
  const parts = [
    ...paragraphs,
    ...lists.map(({ heading, lines }) => [heading, ...lines.map((line) => `- ${line}`)].join('\n')),
    ...(link === undefined ? [] : [`${link.label}: ${link.url}`]),
    `-- \n${footer}`,
  ]
  return `${parts.join('\n\n')}\n`
}

function writeHtml(subject: string, { paragraphs, lists = [], link, footer }: LetterParts): string {
  const body = [
    ...paragraphs.map((paragraph) => `<p>${escape(paragraph)}</p>`),
    ...lists.map(
      ({ heading, lines }) =>
        `<h2 style="font-size:1em">${escape(heading)}</h2><ul>${lines.map((line) => `<li>${escape(line)}</li>`).join('')}</ul>`,
    ),
    ...(link === undefined ? [] : [`<p><a href="${escape(link.url)}">${escape(link.label)}</a></p>`]),
    `<p style="color:#555;font-size:0.85em">${escape(footer)}</p>`,
  ]
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escape(subject)}</title></head><body style="font-family:sans-serif;max-width:40em">${body.join('')}</body></html>`
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function escape(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => ESCAPES[character] ?? '')
}
