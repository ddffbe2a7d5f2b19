/** What each school uses and waits for, and the seats that are kept for its people. */
import { Button, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { LicenceSchool } from '../../../http/contract/licences.ts'
import { Card } from '../../parts/card.tsx'
import { DataTable } from '../../parts/data-table.tsx'
import type { Column } from '../../parts/data-table.tsx'
import { FailureNote } from '../../parts/notes.tsx'
import { useReader, useSight } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import type { LicenceProps } from './props.ts'
import { LICENCES } from './queries.ts'

export function SchoolSeats({ licence }: LicenceProps) {
  const { me } = useReader()
  const mayReserve = me.may.includes('set:school_reservation')
  return (
    <Card title={t('licence.schools')} says={t('licence.schools.says')}>
      <DataTable
        label={t('licence.schools')}
        rows={licence.district?.schools ?? []}
        columns={columnsOf(mayReserve ? licence.kind : null)}
        rowKey={({ id }) => id}
        sortedBy={{ column: 'school', descending: false }}
        exportName={`${licence.kind}-schools.csv`}
        empty={<p className="quiet-line">{t('licence.schools.none')}</p>}
      />
    </Card>
  )
}

function columnsOf(kind: string | null): readonly Column<LicenceSchool>[] {
  return [
    { key: 'school', label: t('licence.school'), value: ({ name }) => name },
    { key: 'held', label: t('licence.used'), value: ({ held }) => held, numeric: true },
    { key: 'waiting', label: t('licence.waiting'), value: ({ waiting }) => waiting, numeric: true },
    {
      key: 'reserved',
      label: t('licence.reserved'),
      value: ({ reserved }) => reserved,
      ...(kind === null
        ? { numeric: true }
        : { cell: (school: LicenceSchool) => <Reserve kind={kind} school={school} /> }),
    },
  ]
}

function Reserve({ kind, school }: { readonly kind: string; readonly school: LicenceSchool }) {
  const { send } = useReader()
  const seen = useSight('PUT /api/v1/licences/{kind}/reservations/{schoolId}', { kind })
  const queries = useQueryClient()
  const [typed, setTyped] = useState(school.reserved === 0 ? '' : String(school.reserved))
  const quantity = /^\d{0,7}$/.test(typed.trim()) ? Number(typed) : null
  const saving = useMutation({
    mutationFn: (wanted: number) =>
      send('PUT /api/v1/licences/{kind}/reservations/{schoolId}', {
        params: { kind, schoolId: school.id },
        body: { quantity: wanted },
        seen: seen(),
      }),
    onSettled: () => queries.invalidateQueries({ queryKey: [LICENCES] }),
  })
  return (
    <div className="seat-reserve">
      <TextInput
        className="seat-number"
        size="xs"
        inputMode="numeric"
        aria-label={t('licence.reserve-for', { school: school.name })}
        value={typed}
        error={quantity === null}
        onChange={(change) => setTyped(change.currentTarget.value)}
      />
      {quantity === null || quantity === school.reserved ? null : (
        <Button
          size="compact-sm"
          variant="default"
          aria-label={`${t('licence.reserve')}: ${school.name}`}
          loading={saving.isPending}
          onClick={() => saving.mutate(quantity)}
        >
          {t('licence.reserve')}
        </Button>
      )}
      {saving.error === null ? null : <FailureNote failure={saving.error} />}
    </div>
  )
}
