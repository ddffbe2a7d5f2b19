/** Who waits, holds or keeps a seat, with place and reason; of a licence that is over one chooses here who gives theirs back. */
import { Button } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { LicenceDetail, SeatPerson, SeatQuery } from '../../../http/contract/licences.ts'
import { formatDayOf, formatInstant } from '../../formats.ts'
import { nameOf, sortNameOf } from '../../names.ts'
import { useAskedAgain } from '../../parts/asked-again.tsx'
import { Card } from '../../parts/card.tsx'
import type { Column } from '../../parts/data-table.tsx'
import { FileButton } from '../../parts/file-button.tsx'
import { FailureNote, Pill, Waiting } from '../../parts/notes.tsx'
import { PersonLink } from '../../parts/person-link.tsx'
import { ServedTable } from '../../parts/served-table.tsx'
import type { Sort } from '../../parts/sorting.ts'
import { useReader } from '../../session/context.tsx'
import { t, word } from '../../translate.ts'
import { useFreeing } from './freeing.ts'
import { NoPeople, usePeoplePlace } from './people-tools.tsx'
import type { LicenceProps } from './props.ts'
import { LICENCES, SEAT_ROWS, seatsQuery } from './queries.ts'
import { schoolColumn } from './school-column.ts'
import { waitWords } from './wait-words.ts'
import { type Numbering, Priority, useSeatLooks } from './seat-looks.tsx'

type State = NonNullable<SeatQuery['state']>
const STATES = ['waiting', 'assigned', 'over', 'grace'] as const satisfies readonly State[]
const MOODS = { waiting: 'warn', assigned: 'good', over: 'bad', grace: 'calm' } as const

/** Those who wait first, in the order of the queue. */
const QUEUE: Sort = { column: 'state', descending: false }

export function SeatPeople({ licence, done }: LicenceProps) {
  const { send, me } = useReader()
  const { place, tools, sortBy, turn } = usePeoplePlace<State>({ states: STATES, labelOf: stateWord, sort: QUEUE })
  const found = useQuery({ ...seatsQuery(send, licence.kind, place), placeholderData: keepPreviousData })
  const again = useAskedAgain(LICENCES, done)
  const freeing = useFreeing(licence.kind, again.ask)
  const looks = useSeatLooks(licence.kind, done)
  const mayFree = me.may.includes('set:licence_quantity') && licence.grace > 0
  const mayChoose = me.may.includes('set:licence_quantity') && (licence.over ?? 0) > 0
  const byHand = me.may.includes('set:seat_priority') && (licence.district?.rules.order.includes('manual') ?? false)
  const columns = columnsOf({
    zone: me.district.timezone,
    choose: mayChoose ? looks.give : null,
    free: mayFree ? (seat) => freeing.mutate(seat) : null,
    number: byHand ? looks : null,
  })
  return (
    <Card title={t('licence.people')} says={t('licence.people.says')} actions={<WholeFile licence={licence} />}>
      <div className="stack">
        {again.question}
        {again.failure}
        {looks.effect}
        {freeing.error === null ? null : <FailureNote failure={freeing.error} />}
        {found.isPending ? <Waiting lines={6} /> : null}
        {found.isLoadingError ? <FailureNote failure={found.error} retry={() => void found.refetch()} /> : null}
        {found.data === undefined ? null : (
          <ServedTable
            label={t('licence.people')}
            rows={found.data.items}
            columns={columns}
            rowKey={({ person }) => person.id}
            sort={place.sort}
            sortBy={sortBy}
            page={place.page}
            pageSize={SEAT_ROWS}
            total={found.data.total}
            turn={turn}
            tools={tools}
            file={null}
            empty={<NoPeople q={place.q} title={t('licence.people.none')} says={t('licence.people.none.says')} />}
          />
        )}
      </div>
    </Card>
  )
}

function stateWord(state: State): string {
  return word('seat-state', state)
}

interface Columns {
  readonly zone: string
  /** Null: there is nothing to choose, or it is not theirs to choose. */
  readonly choose: ((seat: SeatPerson) => void) | null
  /** Null: nothing is kept, or it is not theirs to free. */
  readonly free: ((seat: SeatPerson) => void) | null
  /** Null: they have no numbers, or these are not theirs to give. */
  readonly number: Numbering | null
}

function columnsOf(o: Columns): readonly Column<SeatPerson>[] {
  const { zone, choose, free, number } = o
  return [
    {
      key: 'name',
      label: t('licence.person'),
      value: ({ person }) => sortNameOf(person),
      cell: ({ person }) => <PersonLink person={person} />,
    },
    { ...schoolColumn<SeatPerson>(), unsorted: true },
    {
      key: 'state',
      label: t('licence.state'),
      value: ({ state }) => word('seat-state', state),
      cell: ({ state, position }) => (
        <Pill mood={MOODS[state]}>
          {position === null ? word('seat-state', state) : t('licence.waits-at', { position })}
        </Pill>
      ),
    },
    {
      key: 'reason',
      label: t('licence.reason'),
      value: (seat) => whyOf(seat, zone),
      unsorted: true,
      cell: (seat) => <div className="whole-words">{whyOf(seat, zone)}</div>,
    },
    {
      key: 'since',
      label: t('licence.since'),
      value: ({ since }) => since,
      cell: ({ since }) => formatInstant(since, zone),
    },
    ...(choose !== null || free !== null || number !== null ? [actsOf(o)] : []),
  ]
}

/** What may be done about a seat, by the state it is in. */
function actsOf({ choose, free, number }: Columns): Column<SeatPerson> {
  return {
    key: 'act',
    label: t('licence.act'),
    value: () => null,
    unsorted: true,
    cell: (seat) => {
      if (choose !== null && (seat.state === 'assigned' || seat.state === 'over'))
        return <SeatAct seat={seat} act="yield" choose={choose} />
      if (free !== null && seat.state === 'grace') return <SeatAct seat={seat} act="release" choose={free} />
      return number !== null && seat.state === 'waiting' ? <Priority seat={seat} number={number} /> : t('table.none')
    },
  }
}

/** Why somebody waits, until when a seat is kept or may stay, or by which role it is needed. */
function whyOf({ reason, until, state, roles }: SeatPerson, zone: string): string {
  if (reason !== null) return waitWords(reason, until, zone)
  if (until !== null)
    return t(state === 'over' ? 'licence.deadline' : 'licence.kept', { day: formatDayOf(until, zone) })
  return roles.map((role) => word('role', role)).join(', ')
}

interface SeatActProps {
  readonly seat: SeatPerson
  readonly act: 'yield' | 'release'
  readonly choose: (seat: SeatPerson) => void
}

function SeatAct({ seat, act, choose }: SeatActProps) {
  return (
    <Button
      variant="default"
      size="compact-sm"
      aria-label={t(`licence.${act}-this`, { who: nameOf(seat.person) })}
      onClick={() => choose(seat)}
    >
      {t(`licence.${act}`)}
    </Button>
  )
}

/** Requested, assigned and why, of everybody: the server's file. */
function WholeFile({ licence: { kind } }: { readonly licence: LicenceDetail }) {
  const { send } = useReader()
  const read = async () => ({
    csv: await send('GET /api/v1/licences/{kind}/seats/export', { params: { kind }, query: {}, patient: true }),
  })
  return <FileButton size="xs" name={`${kind}-requested-assigned.csv`} label={t('licence.people.file')} read={read} />
}
