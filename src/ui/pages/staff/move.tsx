/** Moves somebody from one school to another. */
import { Button, NativeSelect } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { MoveStaffBody, StaffPerson } from '../../../http/contract/staff.ts'
import { Card } from '../../parts/card.tsx'
import { Form } from '../../parts/form.tsx'
import { FailureNote } from '../../parts/notes.tsx'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { putStaff, staffOptionsQuery } from './queries.ts'

/** Nothing where no school is theirs by hand. */
export function MoveCard({ person }: { readonly person: StaffPerson }) {
  const { send } = useReader()
  const options = useQuery(staffOptionsQuery(send))
  const from = person.schools.filter(({ isFed }) => !isFed)
  const all = options.data?.schools ?? []
  if (from.length === 0 || all.length < 2) return null
  return (
    <Card title={t('staff.move')} says={t('staff.move.says')}>
      <MoveForm personId={person.id} from={from} all={all} />
    </Card>
  )
}

interface Named {
  readonly id: string
  readonly name: string
}
interface MoveFormProps {
  readonly personId: string
  readonly from: readonly Named[]
  readonly all: readonly Named[]
}

function MoveForm({ personId, from, all }: MoveFormProps) {
  const { send } = useReader()
  const queries = useQueryClient()
  const [leaves, setLeaves] = useState('')
  const [joins, setJoins] = useState('')
  const fromSchoolId = from.find(({ id }) => id === leaves)?.id ?? from[0]?.id ?? ''
  const others = all.filter(({ id }) => id !== fromSchoolId)
  const toSchoolId = others.find(({ id }) => id === joins)?.id ?? others[0]?.id ?? ''
  const moving = useMutation({
    mutationFn: (body: MoveStaffBody) => send('POST /api/v1/staff/{personId}/move', { params: { personId }, body }),
    onSuccess: (changed) => putStaff(queries, changed),
  })
  return (
    <Form
      aria-label={t('staff.move')}
      submit={() => {
        if (!moving.isPending) moving.mutate({ fromSchoolId, toSchoolId })
      }}
    >
      <div className="number-fields">
        <NativeSelect
          label={t('staff.move.from')}
          data={from.map(({ id, name }) => ({ value: id, label: name }))}
          value={fromSchoolId}
          onChange={(change) => setLeaves(change.currentTarget.value)}
        />
        <NativeSelect
          label={t('staff.move.to')}
          data={others.map(({ id, name }) => ({ value: id, label: name }))}
          value={toSchoolId}
          onChange={(change) => setJoins(change.currentTarget.value)}
        />
      </div>
      <div className="row">
        <Button type="submit" variant="default" loading={moving.isPending}>
          {t('staff.move.submit')}
        </Button>
      </div>
      {moving.error === null ? null : <FailureNote failure={moving.error} />}
    </Form>
  )
}
