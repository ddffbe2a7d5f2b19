/** How the commands of licences print: figures, purchases, a preview, the ledger and a forecast. */

import type { Outcome } from '../outcome.ts'
import { formatCount, formatTable } from '../print.ts'
import type {
  LicenceForecastView,
  LicenceLedgerLine,
  LicenceLine,
  LicenceOrderView,
  LicencePreviewView,
  NamedLicenceLine,
  PurchaseLine,
} from './licence-tools.ts'

const FIGURES = ['licence', 'bought', 'used', 'over', 'needed', 'waiting', 'grace']

function figuresOf(line: LicenceLine) {
  return [line.kind, line.bought, line.used, line.over, line.needed, line.waiting, line.grace]
}

/** The figures of all licences, by key and name; with purchases, those that are more than one standing total. */
export function describeLicences(named: readonly NamedLicenceLine[], purchases: readonly PurchaseLine[] = []): Outcome {
  const licences = named.map(({ kind, bought, used, over, needed, waiting, grace }): LicenceLine => {
    return { kind, bought, used, over, needed, waiting, grace }
  })
  if (licences.length === 0)
    return { data: { licences }, lines: ['Nothing has been bought yet. Set it with "staffroom licence set".'] }
  const termed = purchases.some(({ startsOn, endsOn }) => startsOn !== null || endsOn !== null)
  const rows = purchases.map((p) => [p.kind, p.name, p.quantity, p.startsOn, p.endsOn, p.term])
  const table = formatTable(['licence', 'purchase', 'quantity', 'from', 'until', 'term'], rows)
  return {
    data: termed ? { licences, purchases } : { licences },
    lines: [
      ...formatTable(
        [...FIGURES, 'name'],
        named.map((line) => [...figuresOf(line), line.name]),
      ),
      ...(termed ? ['', ...table] : []),
    ],
  }
}

/** What a purchase would do, and to whom; nothing was changed. People by our id, as "staffroom why" takes it. */
export function describePreview(preview: LicencePreviewView): Outcome {
  const { moves, waitingPeople, ...figures } = preview
  const moved = moves.map(({ move, person, reason }) => [move, idOf(person), reason])
  const waiting = waitingPeople.map(({ position, person, reason }) => [position, idOf(person), reason])
  return {
    data: {
      preview: {
        ...figures,
        moves: moves.map(({ move, person, reason }) => ({ move, personId: person?.id ?? null, reason })),
        waitingPeople: waitingPeople.map(({ position, person, reason }) => ({ position, personId: person.id, reason })),
      },
    },
    lines: [
      'Nothing was changed. It would be:',
      ...formatTable(FIGURES, [figuresOf(preview)]),
      ...wantLines(preview),
      ...(moved.length === 0 ? [] : ['', ...formatTable(['move', 'person', 'reason'], moved)]),
      ...(preview.moveCount > moved.length ? [`… and ${preview.moveCount - moved.length} more`] : []),
      ...(waiting.length === 0 ? [] : ['', ...formatTable(['place', 'person', 'waits because'], waiting)]),
      ...(preview.waiting > waiting.length ? [`… and ${preview.waiting - waiting.length} more`] : []),
    ],
  }
}

/** What is missing, in words; a free seat that is reserved helps nobody else. */
function wantLines({ bought, used, waiting, short }: LicencePreviewView): readonly string[] {
  const free = formatCount(bought - used)
  return [
    ...(waiting === 0 ? ['Nobody would wait.'] : []),
    ...(short > 0 ? [`Needs ${formatCount(short)} more.`] : []),
    ...(waiting > 0 && used < bought ? [`Free, but reserved for other schools: ${free}.`] : []),
  ]
}

/** The same of several licences. */
export function describePreviews(previews: readonly LicencePreviewView[]): Outcome {
  const each = previews.map(describePreview)
  return {
    data: { previews: each.map(({ data }) => (data as { readonly preview: unknown }).preview) },
    lines: each.flatMap(({ lines }, index) => (index === 0 ? lines : ['', ...lines.slice(1)])),
  }
}

/** What the ledger says of each entry, on the screen and in a file. */
export const LEDGER_HEAD = [
  'at',
  'licence',
  'entry',
  'move',
  'person',
  'total or quantity',
  'purchase',
  'reason',
  'until',
  'run',
  'by',
] as const

/** The cells under `LEDGER_HEAD`; people by our id. */
export function ledgerCells(line: LicenceLedgerLine): readonly (string | number | null)[] {
  const { at, kind, seq, move, person, quantity, purchase, reason, until, runId, actor } = line
  return [at, kind, seq, move, idOf(person), quantity, purchase, reason, until, runId, actor]
}

export function describeLedger(found: {
  readonly entries: readonly LicenceLedgerLine[]
  readonly total: number
}): Outcome {
  const { total } = found
  const entries = found.entries.map(({ person, ...entry }) => ({ ...entry, personId: person?.id ?? null }))
  const rows = found.entries.map(ledgerCells)
  const more = total - rows.length
  return {
    data: { entries, total },
    lines:
      rows.length === 0
        ? ['The ledger is empty.']
        : [
            ...formatTable(LEDGER_HEAD, rows),
            ...(more > 0 ? [`${more} earlier entries: ask for more with --limit, or for all with --csv FILE.`] : []),
          ],
  }
}

function daysOf(count: number | undefined): string {
  return count === undefined ? 'as the installation has it' : `${formatCount(count)} days`
}

/** Who gets the next free seat, how long seats are kept, and what is reserved; schools by our id. */
export function describeOrder({ rules, schools }: LicenceOrderView): Outcome {
  const { order = [], schools: inOrder = [], graceDays, overDays } = rules
  const rankOf = (id: string): number | null => (inOrder.includes(id) ? inOrder.indexOf(id) + 1 : null)
  const reserved = schools.filter((school) => school.reserved > 0 || rankOf(school.id) !== null)
  return {
    data: {
      order: { by: order, schools: inOrder, graceDays: graceDays ?? null, overDays: overDays ?? null },
      reserved,
    },
    lines: [
      `Next is: ${[...order, 'who came first'].join(', then ')}.`,
      `The seat of somebody who left is kept: ${daysOf(graceDays)}.`,
      `Time to choose when more seats are used than bought: ${daysOf(overDays)}.`,
      ...(reserved.length === 0
        ? ['No seats are kept for a school.']
        : [
            '',
            ...formatTable(
              ['place', 'school', 'name', 'reserved'],
              reserved.map((school) => [rankOf(school.id), `id:${school.id}`, school.name, school.reserved]),
            ),
          ]),
    ],
  }
}

export function describeForecast(forecasts: readonly LicenceForecastView[]): Outcome {
  const header = ['day', 'bought', 'used', 'over', 'needed', 'waiting', 'grace', 'short']
  return {
    data: { forecasts },
    lines: forecasts.flatMap(({ kind, until, days }, index) => [
      ...(index === 0 ? [] : ['']),
      `${kind} until ${until}: ${days.length > 1 ? `${days.length - 1} days bring a change` : 'no date brings a change'}`,
      ...formatTable(
        header,
        days.map((d) => [d.day, d.bought, d.used, d.over, d.needed, d.waiting, d.grace, d.short]),
      ),
    ]),
  }
}

function idOf(person: { readonly id: string } | null): string | null {
  return person === null ? null : `id:${person.id}`
}
