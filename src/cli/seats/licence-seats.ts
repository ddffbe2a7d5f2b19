/** `staffroom licence seats`: who asks for a seat of a licence, who has one and why; on the screen or as a file. */

import { type Command, Option } from 'commander'
import { inOnePage, writeCsv } from '../csv.ts'
import { formatCount, formatTable } from '../print.ts'
import { describeLicences, describePreview } from './print-licence.ts'
import { resolveDistrict } from '../reference.ts'
import type { Shell } from '../shell.ts'
import { checkedKind } from './licence-kind.ts'
import type { SeatListState } from './licence-tools.ts'

interface SeatOptions {
  readonly district: string
  readonly kind: string
  readonly state?: SeatListState
  readonly csv?: string
}

const STATES: readonly SeatListState[] = ['waiting', 'assigned', 'over', 'grace']

interface ReleaseOptions {
  readonly district: string
  readonly kind: string
  readonly person: string
  readonly dryRun?: true
}

/** `staffroom licence release`: the seat that is kept for somebody who left is free at once. */
export function addLicenceRelease(licence: Command, shell: Shell): void {
  const release = licence
    .command('release')
    .description('end the time for which the seat of somebody who left is kept; whoever waits gets it at once')
    .requiredOption('--district <id>', 'the district')
    .requiredOption('--kind <kind>', 'coaching-seats, …')
    .requiredOption('--person <id>', 'whose: by sourcedId, or by our number as id:17')
    .option('--dry-run', 'say who would get it, and change nothing')
  shell.actInside<ReleaseOptions>(release, async (_task, installation, { options }) => {
    const kind = checkedKind(installation, options.kind, { derived: true })
    const districtId = await resolveDistrict(installation, options.district)
    const wanted = { districtId, kind, person: options.person }
    if (options.dryRun === true) return describePreview(await installation.licences.previewRelease(wanted))
    return describeLicences(await installation.licences.release(wanted))
  })
}

export function addLicenceSeats(licence: Command, shell: Shell): void {
  const seats = licence
    .command('seats')
    .description('who asks for a seat, who has one and why, those who wait first in their order; people by our id')
    .requiredOption('--district <id>', 'the district')
    .requiredOption('--kind <kind>', 'coaching-seats, educator-capacity, product-seats:reading, …')
    .addOption(new Option('--state <state>', 'only these').choices(STATES))
    .option('--csv <file>', 'write them to this file instead')
  shell.actInside<SeatOptions>(seats, async (_task, installation, { options }) => {
    const { csv, state = null } = options
    const kind = checkedKind(installation, options.kind, { derived: true })
    const districtId = await resolveDistrict(installation, options.district)
    const { head, seats: found } = await installation.licences.seats({ districtId, kind, state })
    const header = ['person', ...head]
    const rows = found.map(({ cells, seat }) => [`id:${seat.personId}`, ...cells])
    if (csv !== undefined) {
      const written = await writeCsv(csv, header, inOnePage(rows))
      return {
        data: { seatsFile: { file: csv, rows: written } },
        lines: [`${formatCount(written)} people written to ${csv}.`],
      }
    }
    return {
      data: { seats: found.map(({ seat }) => seat) },
      lines:
        rows.length === 0 ? ['Nobody asks for a seat of this licence, and nobody has one.'] : formatTable(header, rows),
    }
  })
}
