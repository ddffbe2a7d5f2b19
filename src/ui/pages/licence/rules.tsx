/** In which order seats are handed out, and how long a leaver's seat is kept and a choice may take. */
import { Button, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { LicenceDetail, RulesBody } from '../../../http/contract/licences.ts'
import { Card } from '../../parts/card.tsx'
import { Form } from '../../parts/form.tsx'
import { FailureNote } from '../../parts/notes.tsx'
import { useTextFields } from '../../parts/text-fields.ts'
import { useReader, useSight } from '../../session/context.tsx'
import type { Send } from '../../session/session.ts'
import { t, word } from '../../translate.ts'
import { forgetting, type LookOptions, useLook } from './look.tsx'
import { Ordered } from './ordered.tsx'
import type { LicenceProps } from './props.ts'
import { LICENCES } from './queries.ts'

type Key = RulesBody['order'][number]
type District = NonNullable<LicenceDetail['district']>
const KEYS = ['seniority', 'school', 'manual'] as const satisfies readonly Key[]

interface RulesProps extends LicenceProps {
  readonly district: District
}

/** What nobody touched is sent as it was set; a time that was never set stays the installation's. */
/** Looked at first: who would be next. */
function lookOf(send: Send, kind: string): LookOptions<RulesBody> {
  return {
    look: (body) => send('POST /api/v1/licences/{kind}/rules/preview', { params: { kind }, body, query: {} }),
    whole: (body) =>
      send('POST /api/v1/licences/{kind}/rules/preview/export', {
        params: { kind },
        body,
        patient: true,
      }),
    title: () => t('licence.rules'),
    file: `${kind}-rules.csv`,
  }
}

function useRules({ licence, district, done }: RulesProps) {
  const { send } = useReader()
  const seen = useSight('PUT /api/v1/licences/{kind}/rules', { kind: licence.kind })
  const queries = useQueryClient()
  const set = district.rules
  const [order, setOrder] = useState<readonly Key[]>(set.order)
  const [schools, setSchools] = useState<readonly string[]>(set.schools)
  const form = useTextFields(['grace', 'over'])
  const saving = useMutation({
    mutationFn: (body: RulesBody) =>
      send('PUT /api/v1/licences/{kind}/rules', { params: { kind: licence.kind }, body, seen: seen() }),
    onSuccess: () => done(t('licence.rules.saved')),
    onSettled: () => queries.invalidateQueries({ queryKey: [LICENCES] }),
  })
  const look = useLook<RulesBody>(lookOf(send, licence.kind))
  const choose = (keys: readonly Key[]) => {
    look.forget()
    setOrder(keys)
    // Who has put no school into order finds them all there by name, to be moved.
    if (keys.includes('school') && !order.includes('school') && schools.length === 0)
      setSchools(district.schools.map(({ id }) => id))
  }
  const chooseSchools = (ids: readonly string[]) => {
    look.forget()
    setSchools(ids)
  }
  const read = (): RulesBody | null => {
    const grace = daysOf(form.valueOf('grace'), set.ownGraceDays)
    const over = daysOf(form.valueOf('over'), set.ownOverDays)
    const wrong = t('licence.rules.wrong-days')
    const problems = { ...(grace === 'wrong' ? { grace: wrong } : {}), ...(over === 'wrong' ? { over: wrong } : {}) }
    if (!form.show(problems) || grace === 'wrong' || over === 'wrong') return null
    return { order: [...order], schools: [...schools], graceDays: grace, overDays: over }
  }
  const withRead = (act: (body: RulesBody) => void) => () => {
    const body = read()
    if (body !== null) act(body)
  }
  return { order, choose, schools, chooseSchools, bind: forgetting(form.bind, look.forget), saving, look, withRead }
}

export function Rules(props: RulesProps) {
  const { order, choose, schools, chooseSchools, bind, saving, look, withRead } = useRules(props)
  const { district } = props
  const { graceDays, overDays } = district.rules
  return (
    <Card title={t('licence.rules')} says={t('licence.rules.says')}>
      <Form submit={withRead(saving.mutate)} aria-label={t('licence.rules')}>
        <CriteriaList order={order} choose={choose} />
        {order.includes('school') ? <SchoolList district={district} ranked={schools} choose={chooseSchools} /> : null}
        <div className="number-fields">
          <TextInput
            inputMode="numeric"
            label={t('licence.rules.grace')}
            placeholder={String(graceDays)}
            {...bind('grace')}
          />
          <TextInput
            inputMode="numeric"
            label={t('licence.rules.over')}
            placeholder={String(overDays)}
            {...bind('over')}
          />
        </div>
        <div className="row">
          <Button variant="default" onClick={withRead(look.ask)} loading={look.isLooking}>
            {t('licence.purchase.look')}
          </Button>
          <Button type="submit" loading={saving.isPending}>
            {t('licence.rules.save')}
          </Button>
        </div>
        {look.effect}
        {saving.error === null ? null : <FailureNote failure={saving.error} />}
      </Form>
    </Card>
  )
}

interface CriteriaProps {
  readonly order: readonly Key[]
  readonly choose: (order: readonly Key[]) => void
}

function CriteriaList({ order, choose }: CriteriaProps) {
  return (
    <Ordered
      label={t('licence.rules.first')}
      says={t('licence.rules.first.says')}
      entries={order.map(named)}
      others={KEYS.filter((key) => !order.includes(key)).map(named)}
      adding={t('licence.rules.first.add')}
      change={(ids) => choose(ids.flatMap((id) => KEYS.filter((key) => key === id)))}
      last={word('licence.rules.order', '')}
    />
  )
}

function named(id: Key) {
  return { id, name: word('licence.rules.order', id) }
}

interface SchoolListProps {
  readonly district: District
  readonly ranked: readonly string[]
  readonly choose: (schools: readonly string[]) => void
}

/** A school that the roster has no more keeps its place, in case it comes back. */
function SchoolList({ district, ranked, choose }: SchoolListProps) {
  const names = new Map(district.schools.map(({ id, name }) => [id, name]))
  return (
    <Ordered
      label={t('licence.rules.schools')}
      says={t('licence.rules.schools.says')}
      entries={ranked.map((id) => ({ id, name: names.get(id) ?? t('licence.rules.school-gone', { id }) }))}
      others={district.schools.filter(({ id }) => !ranked.includes(id))}
      adding={t('licence.rules.schools.add')}
      change={choose}
    />
  )
}

/** What is left empty stays as it is. */
function daysOf(typed: string, before: number | null): number | null | 'wrong' {
  const text = typed.trim()
  if (text === '') return before
  return /^\d{1,4}$/.test(text) && Number(text) <= 3650 ? Number(text) : 'wrong'
}
