/**
 * How the installation stands, read when somebody asks: runs, sources, notices, the outbox, orders, workers. Labels are
 * ids of districts and sources, states and kinds.
 */

import { Gauge, type Registry } from 'prom-client'

/** What main reads from the database for it. */
export interface InstallationFigures {
  readonly districts: readonly {
    readonly districtId: string
    readonly seenAt: Date
    readonly figures: {
      readonly runs: Readonly<Record<string, number>>
      readonly notices: Readonly<Record<string, number>>
      readonly sources: Readonly<Record<string, { readonly appliedAt: string | null; readonly stale: boolean }>>
      readonly queued: number
      readonly dead: number
      readonly oldestQueuedAt: string | null
    }
  }[]
  readonly workers: {
    readonly silentSeconds: number | null
    readonly workers: number
    readonly orderSeconds: number | null
    readonly orders: number
  }
}
export type ReadInstallation = () => Promise<InstallationFigures | null>

/** One line of a metric: its labels and its value. */
type Line = readonly [Readonly<Record<string, string>>, number]
type Lines = (figures: InstallationFigures, nowMs: number) => readonly Line[]

/** Sources with a line of their own; of a larger installation only sums are told. */
const SOURCES_MAX = 2000

const METRICS: readonly { name: string; help: string; labels: readonly string[]; lines: Lines }[] = [
  { name: 'runs', help: 'Runs on record, by state.', labels: ['state'], lines: sumsOf('runs', 'state') },
  { name: 'notices_open', help: 'Open notices, by kind.', labels: ['kind'], lines: sumsOf('notices', 'kind') },
  {
    name: 'source_success_age_seconds',
    help: 'Since the last applied run of a source. A source that was never applied has no line.',
    labels: ['district', 'source'],
    lines: ({ districts }, nowMs) =>
      districts
        .flatMap(({ districtId, figures }) =>
          Object.entries(figures.sources).flatMap(([source, { appliedAt }]): Line[] =>
            appliedAt === null ? [] : [[{ district: districtId, source }, ageOf(appliedAt, nowMs)]],
          ),
        )
        .slice(0, SOURCES_MAX),
  },
  {
    name: 'sources_stale',
    help: 'Sources that have gone stale.',
    labels: [],
    lines: ({ districts }) => [
      [{}, sum(districts.map(({ figures }) => Object.values(figures.sources).filter(({ stale }) => stale).length))],
    ],
  },
  {
    name: 'outbox_messages',
    help: 'Messages that wait, and that were given up.',
    labels: ['state'],
    lines: ({ districts }) => [
      [{ state: 'queued' }, sum(districts.map(({ figures }) => figures.queued))],
      [{ state: 'dead' }, sum(districts.map(({ figures }) => figures.dead))],
    ],
  },
  {
    name: 'outbox_oldest_seconds',
    help: 'Since when the oldest message waits; 0: none does.',
    labels: [],
    lines: ({ districts }, nowMs) => [
      [{}, Math.max(0, ...districts.map(({ figures }) => ageOf(figures.oldestQueuedAt, nowMs)))],
    ],
  },
  {
    name: 'orders_waiting',
    help: 'Orders of pages that no worker has carried out yet.',
    labels: [],
    lines: ({ workers }) => [[{}, workers.orders]],
  },
  {
    name: 'order_oldest_seconds',
    help: 'Since when the oldest of them waits; 0: none does.',
    labels: [],
    lines: ({ workers }) => [[{}, workers.orderSeconds ?? 0]],
  },
  {
    name: 'workers_alive',
    help: 'Workers heard of in the last half minute.',
    labels: [],
    lines: ({ workers }) => [[{}, workers.workers]],
  },
  {
    name: 'figures_age_seconds',
    help: 'Age of the oldest figures of a district: they are made anew every minute.',
    labels: [],
    lines: ({ districts }, nowMs) => [
      [{}, Math.max(0, ...districts.map(({ seenAt }) => (nowMs - seenAt.getTime()) / 1000))],
    ],
  },
]

/** Adds the gauges. The database is asked once for each reading of the registry. */
export function addInstallationMetrics(registry: Registry, read: ReadInstallation): void {
  let reading: Promise<InstallationFigures | null> | undefined
  const readOnce = (): Promise<InstallationFigures | null> =>
    (reading ??= read().finally(() => {
      reading = undefined
    }))
  for (const { name, help, labels, lines } of METRICS) {
    const gauge: Gauge = new Gauge({
      name: `staffroom_${name}`,
      help,
      labelNames: [...labels],
      registers: [registry],
      async collect() {
        const figures = await readOnce()
        gauge.reset()
        if (figures === null) return
        for (const [label, value] of lines(figures, Date.now())) gauge.set(label, value)
      },
    })
  }
}

function sumsOf(what: 'runs' | 'notices', label: string): Lines {
  return ({ districts }) => {
    const sums = new Map<string, number>()
    for (const { figures } of districts)
      for (const [name, count] of Object.entries(figures[what])) sums.set(name, (sums.get(name) ?? 0) + count)
    return [...sums].map(([name, count]) => [{ [label]: name }, count])
  }
}

function ageOf(instant: string | null, nowMs: number): number {
  return instant === null ? 0 : Math.max(0, (nowMs - Date.parse(instant)) / 1000)
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0)
}
