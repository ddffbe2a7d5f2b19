/** What each school uses and waits for, and the seats that are kept for its people. */
import { Button, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { LicenceSchool } from '../../../http/contract/licences.ts'
import { Card } from '../../parts/card.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import type { Column } from '../../parts/data-table.tsx'
import { useReader, useSight } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import type { LicenceProps } from './props.ts'
import { useLook } from './look.tsx'
import { LICENCES } from './queries.ts'

export function SchoolSeats({ licence }: LicenceProps) {
  const { me } = useReader()
  const follows = (licence.district?.capacity ?? null) !== null
  const mayReserve = me.may.includes('set:school_reservation')
  const look = useReserving(licence.kind)
  const columns = columnsOf(mayReserve ? look : null)
  return (
    <Card title={t('licence.schools')} says={t(follows ? 'licence.schools.places' : 'licence.schools.says')}>
      {look.effect}
      <DataTable
        label={t('licence.schools')}
        rows={licence.district?.schools ?? []}
        columns={follows ? columns.filter(({ key }) => key !== 'reserved') : columns}
        rowKey={({ id }) => id}
        sortedBy={{ column: 'school', descending: false }}
        exportName={`${licence.kind}-schools.csv`}
        empty={<p className="quiet-line">{t('licence.schools.none')}</p>}
      />
    </Card>
  )
}

type Reserving = ReturnType<typeof useReserving>

function columnsOf(look: Reserving | null): readonly Column<LicenceSchool>[] {
  return [
    { key: 'school', label: t('licence.school'), value: ({ name }) => name },
    { key: 'held', label: t('licence.used'), value: ({ held }) => held, numeric: true },
    { key: 'waiting', label: t('licence.waiting'), value: ({ waiting }) => waiting, numeric: true },
    {
      key: 'reserved',
      label: t('licence.reserved'),
      value: ({ reserved }) => reserved,
      ...(look === null
        ? { numeric: true }
        : { cell: (school: LicenceSchool) => <Reserve look={look} school={school} /> }),
    },
  ]
}

interface Asked {
  readonly school: LicenceSchool
  readonly quantity: number
}

/** Looked at first: what it would do, and to whom. */
function useReserving(kind: string) {
  const { send } = useReader()
  const seen = useSight('PUT /api/v1/licences/{kind}/reservations/{schoolId}', { kind })
  const queries = useQueryClient()
  const reserve = async ({ school, quantity }: Asked) => {
    const asked = { params: { kind, schoolId: school.id }, body: { quantity }, seen: seen() }
    await send('PUT /api/v1/licences/{kind}/reservations/{schoolId}', asked)
    await queries.invalidateQueries({ queryKey: [LICENCES] })
  }
  const reservation = ({ school, quantity }: Asked) => ({ params: { kind, schoolId: school.id }, body: { quantity } })
  return useLook<Asked>({
    look: (asked) =>
      send('POST /api/v1/licences/{kind}/reservations/{schoolId}/preview', { ...reservation(asked), query: {} }),
    whole: (asked) =>
      send('POST /api/v1/licences/{kind}/reservations/{schoolId}/preview/export', {
        ...reservation(asked),
        patient: true,
      }),
    title: ({ school, quantity }) => t('licence.reserve.title', { school: school.name, count: quantity }),
    make: { says: t('licence.reserve.do'), act: reserve },
    file: `${kind}-reserved.csv`,
  })
}

function Reserve({ look, school }: { readonly look: Reserving; readonly school: LicenceSchool }) {
  const [typed, setTyped] = useState(school.reserved === 0 ? '' : String(school.reserved))
  const quantity = /^\d{0,7}$/.test(typed.trim()) ? Number(typed) : null
  return (
    <div className="seat-reserve">
      <TextInput
        className="seat-number"
        size="xs"
        inputMode="numeric"
        aria-label={t('licence.reserve-for', { school: school.name })}
        value={typed}
        error={quantity === null}
        onChange={(change) => {
          look.forget()
          setTyped(change.currentTarget.value)
        }}
      />
      {quantity === null || quantity === school.reserved ? null : (
        <Button
          size="compact-sm"
          variant="default"
          aria-label={`${t('licence.reserve')}: ${school.name}`}
          loading={look.isLooking}
          onClick={() => look.ask({ school, quantity })}
        >
          {t('licence.reserve')}
        </Button>
      )}
    </div>
  )
}
