/** `staffroom licence seats`: who asks for a seat of a licence, who has one and why; on the screen or as a file. */

import { type Command, Option } from 'commander'
import { inOnePage, writeCsv } from '../csv.ts'
import { formatCount, formatTable } from '../print.ts'
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
