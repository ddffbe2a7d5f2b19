/** In which order seats are handed out, and how long a leaver's seat is kept and a choice may take. */
import { Button, NativeSelect, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { RulesBody } from '../../../http/contract/licences.ts'
import { Card } from '../../parts/card.tsx'
import { Form } from '../../parts/form.tsx'
import { FailureNote } from '../../parts/notes.tsx'
import { useTextFields } from '../../parts/text-fields.ts'
import { useReader, useSight } from '../../session/context.tsx'
import { t, word } from '../../translate.ts'
import type { LicenceProps } from './props.ts'
import { LICENCES } from './queries.ts'

type Key = RulesBody['order'][number]
const KEYS = ['seniority', 'school', 'manual'] as const satisfies readonly Key[]

export function Rules({ licence, done }: LicenceProps) {
  const { send } = useReader()
  const seen = useSight('PUT /api/v1/licences/{kind}/rules', { kind: licence.kind })
  const queries = useQueryClient()
  const set = licence.district?.rules
  const [first, setFirst] = useState<Key | ''>(set?.order[0] ?? '')
  const form = useTextFields(['grace', 'over'])
  const saving = useMutation({
    mutationFn: (body: RulesBody) =>
      send('PUT /api/v1/licences/{kind}/rules', { params: { kind: licence.kind }, body, seen: seen() }),
    onSuccess: () => done(t('licence.rules.saved')),
    onSettled: () => queries.invalidateQueries({ queryKey: [LICENCES] }),
  })
  const submit = () => {
    const grace = daysOf(form.valueOf('grace'), set?.graceDays ?? null)
    const over = daysOf(form.valueOf('over'), set?.overDays ?? null)
    const wrong = t('licence.rules.wrong-days')
    const problems = { ...(grace === 'wrong' ? { grace: wrong } : {}), ...(over === 'wrong' ? { over: wrong } : {}) }
    if (!form.show(problems) || grace === 'wrong' || over === 'wrong') return
    const schools = (licence.district?.schools ?? []).map(({ id }) => id)
    saving.mutate({ order: orderOf(first), schools, graceDays: grace, overDays: over })
  }
  return (
    <Card title={t('licence.rules')} says={t('licence.rules.says')}>
      <Form submit={submit} aria-label={t('licence.rules')}>
        <div className="number-fields">
          <OrderSelect first={first} choose={setFirst} />
          <TextInput
            inputMode="numeric"
            label={t('licence.rules.grace')}
            placeholder={String(set?.graceDays ?? '')}
            {...form.bind('grace')}
          />
          <TextInput
            inputMode="numeric"
            label={t('licence.rules.over')}
            placeholder={String(set?.overDays ?? '')}
            {...form.bind('over')}
          />
        </div>
        <div className="row">
          <Button type="submit" loading={saving.isPending}>
            {t('licence.rules.save')}
          </Button>
        </div>
        {saving.error === null ? null : <FailureNote failure={saving.error} />}
      </Form>
    </Card>
  )
}

interface OrderSelectProps {
  readonly first: Key | ''
  readonly choose: (first: Key | '') => void
}

function OrderSelect({ first, choose }: OrderSelectProps) {
  return (
    <NativeSelect
      label={t('licence.rules.first')}
      value={first}
      data={['', ...KEYS].map((value) => ({ value, label: word('licence.rules.order', value) }))}
      onChange={({ currentTarget: { value } }) => choose(KEYS.find((key) => key === value) ?? '')}
    />
  )
}

/** Seniority decides between those whom school or number leave equal. */
function orderOf(first: Key | ''): Key[] {
  if (first === '') return []
  return first === 'seniority' ? [first] : [first, 'seniority']
}

/** What is left empty stays as it is. */
function daysOf(typed: string, before: number | null): number | null | 'wrong' {
  const text = typed.trim()
  if (text === '') return before
  return /^\d{1,4}$/.test(text) && Number(text) <= 3650 ? Number(text) : 'wrong'
}
