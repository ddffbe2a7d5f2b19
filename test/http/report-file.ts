/** Reads a survey report's PDF back, and says which figures a report's page tells, in the order of the file. */

import { getDocumentProxy, getMeta } from 'unpdf'

interface ToldShare {
  readonly percent: number
  readonly bound: string | null
}
export interface Told {
  readonly sets: readonly {
    readonly measures: readonly { readonly id: string }[]
    readonly mondays: readonly { readonly completed: number; readonly expected: number }[]
    readonly cycles: readonly {
      readonly isLater: boolean
      readonly completed: number
      readonly expected: number
      readonly measures: readonly { readonly measure: string; readonly share: ToldShare | null }[]
      readonly questions: readonly {
        readonly masked: string | null
        readonly coarse: boolean
        readonly people: number | null
        readonly shares: readonly { readonly share: ToldShare }[]
        readonly breakdowns: readonly {
          readonly levels: readonly {
            readonly people: number
            readonly shares: readonly { readonly share: ToldShare }[]
          }[]
        }[]
      }[]
    }[]
  }[]
}

/** A figure as it is written: how many have taken part, a share, a share with the number of answers, or none. */
const FIGURE =
  /\d+ of \d+(?= ·)|(?:about )?\d+ %(?: or (?:less|more))?(?: \(\d+ answers\))?|n\/a: (?:fewer than five|it would)/g
/** What the headings say of the target. */
const TARGET = /\(aim at \d+ %\)/g

export interface PdfRead {
  readonly text: string
  readonly figures: readonly string[]
  readonly title: unknown
  readonly isTagged: boolean
  readonly language: unknown
}

export async function readPdf(bytes: Uint8Array): Promise<PdfRead> {
  const file = await getDocumentProxy(bytes)
  const pages: string[] = []
  for (let page = 1; page <= file.numPages; page += 1) {
    const { items } = await (await file.getPage(page)).getTextContent()
    pages.push(items.map((item) => ('str' in item ? item.str : '')).join(' '))
  }
  const text = pages.join(' ').replaceAll(/\s+/g, ' ')
  const { info } = await getMeta(file)
  const mark = (await file.getMarkInfo()) as { readonly Marked?: boolean } | null
  return {
    text,
    figures: text.replaceAll(TARGET, '').match(FIGURE) ?? [],
    title: (info as Record<string, unknown>)['Title'],
    isTagged: mark?.Marked === true,
    language: (info as Record<string, unknown>)['Language'],
  }
}

export function figuresOf(report: Told): readonly string[] {
  return report.sets.flatMap(({ measures, cycles, mondays }) => [
    ...[...cycles, ...mondays].map(({ completed, expected }) => `${completed} of ${expected}`),
    ...(cycles.length === 0 ? [] : measures).flatMap(({ id }) =>
      cycles
        .filter(({ isLater }) => !isLater)
        .map((cycle) => {
          const share = cycle.measures.find(({ measure }) => measure === id)?.share ?? null
          return share === null ? 'n/a: fewer than five' : told(share, cycle.questions.some(isCoarse))
        }),
    ),
    ...cycles.flatMap(({ questions }) => questions.flatMap(figuresOfQuestion)),
  ])
}

type ToldQuestion = Told['sets'][number]['cycles'][number]['questions'][number]

function figuresOfQuestion({ masked, coarse, people, shares, breakdowns }: ToldQuestion): readonly string[] {
  if (masked !== null) return [masked === 'too_few' ? 'n/a: fewer than five' : 'n/a: it would']
  const levels = breakdowns.flatMap((one) => one.levels)
  return [
    ...shares.map(({ share }) => `${told(share, coarse)} (${people} answers)`),
    ...levels.flatMap((one) => one.shares.map(({ share }) => `${told(share, false)} (${one.people} answers)`)),
  ]
}

function told({ percent, bound }: ToldShare, coarse: boolean): string {
  if (bound !== null) return `${percent} % ${bound === 'at_most' ? 'or less' : 'or more'}`
  return `${coarse ? 'about ' : ''}${percent} %`
}

function isCoarse({ coarse }: { readonly coarse: boolean }): boolean {
  return coarse
}
