/** How many educators follow from what is bought: so many for each seat, or by a table of tiers; the documents name no numbers. */
import { Button, Textarea, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { ChangeEvent } from 'react'
import type { CapacityBody, LicenceDetail } from '../../../http/contract/licences.ts'
import { Card } from '../../parts/card.tsx'
import { Form } from '../../parts/form.tsx'
import { FailureNote } from '../../parts/notes.tsx'
import { paths } from '../../paths.ts'
import { useReader, useSight } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { useLook } from './look.tsx'
import { LICENCES } from './queries.ts'

interface CapacityProps {
  readonly capacity: NonNullable<NonNullable<LicenceDetail['district']>['capacity']>
  readonly done: (words: string) => void
}

export function Capacity({ capacity, done }: CapacityProps) {
  const { me } = useReader()
  const { from, rule } = capacity
  return (
    <Card
      title={t('licence.capacity')}
      says={t('licence.capacity.says')}
      actions={<a href={paths.licence(from)}>{t('licence.capacity.from')}</a>}
    >
      <div className="stack">
        <p>{wordsOf(rule)}</p>
        {me.may.includes('set:licence_quantity') ? <CapacityForm rule={rule} done={done} /> : null}
      </div>
    </Card>
  )
}

type Rule = CapacityBody['rule']

function wordsOf(rule: Rule): string {
  if (rule?.tiers !== undefined)
    return rule.tiers.map(({ seats, educators }) => t('licence.capacity.tier', { seats, educators })).join('; ')
  return rule?.perSeat === undefined
    ? t('licence.capacity.none')
    : t('licence.capacity.per-seat.is', { count: rule.perSeat })
}

interface CapacityFormProps {
  readonly rule: Rule
  readonly done: (words: string) => void
}

function useCapacity({ rule, done }: CapacityFormProps) {
  const { send } = useReader()
  const seen = useSight('PUT /api/v1/educator-capacity')
  const queries = useQueryClient()
  const [perSeat, setPerSeat] = useState(rule?.perSeat === undefined ? '' : String(rule.perSeat))
  const [tiers, setTiers] = useState((rule?.tiers ?? []).map((tier) => `${tier.seats}: ${tier.educators}`).join('\n'))
  const [wrong, setWrong] = useState<'per-seat' | 'tiers' | null>(null)
  const saving = useMutation({
    mutationFn: (wanted: Rule) => send('PUT /api/v1/educator-capacity', { body: { rule: wanted }, seen: seen() }),
    onSuccess: () => done(t('licence.rules.saved')),
    onSettled: () => queries.invalidateQueries({ queryKey: [LICENCES] }),
  })
  const look = useLook<Rule>({
    look: (wanted) => send('POST /api/v1/educator-capacity/preview', { body: { rule: wanted }, query: {} }),
    whole: (wanted) => send('POST /api/v1/educator-capacity/preview/export', { body: { rule: wanted }, patient: true }),
    title: () => t('licence.capacity'),
    file: 'educator-capacity.csv',
  })
  const withRead = (act: (wanted: Rule) => void) => () => {
    const read = readRule(perSeat.trim(), tiers.trim())
    setWrong('wrong' in read ? read.wrong : null)
    if (!('wrong' in read)) act(read.rule)
  }
  const typed = (set: (value: string) => void) => (change: ChangeEvent<HTMLInputElement | HTMLTextAreaElement>) => {
    look.forget()
    set(change.currentTarget.value)
  }
  return { perSeat, tiers, wrong, saving, look, withRead, typePerSeat: typed(setPerSeat), typeTiers: typed(setTiers) }
}

function CapacityForm(props: CapacityFormProps) {
  const { perSeat, tiers, wrong, saving, look, withRead, typePerSeat, typeTiers } = useCapacity(props)
  return (
    <Form submit={withRead(saving.mutate)} aria-label={t('licence.capacity')}>
      <div className="number-fields">
        <TextInput
          inputMode="numeric"
          label={t('licence.capacity.per-seat')}
          value={perSeat}
          error={wrong === 'per-seat' ? t('licence.purchase.wrong-quantity') : null}
          onChange={typePerSeat}
        />
        <Textarea
          autosize
          minRows={2}
          label={t('licence.capacity.tiers')}
          description={t('licence.capacity.tiers.says')}
          value={tiers}
          error={wrong === 'tiers' ? t('licence.capacity.tiers.wrong') : null}
          onChange={typeTiers}
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
  )
}

/** Tiers go before the number for each seat; nothing at all: as the installation has it. */
function readRule(perSeat: string, tiers: string): { readonly rule: Rule } | { readonly wrong: 'per-seat' | 'tiers' } {
  if (tiers !== '') {
    const lines = tiers.split('\n').map((line) => /^\s*(\d{1,7})\s*:\s*(\d{1,7})\s*$/.exec(line))
    if (lines.some((line) => line === null)) return { wrong: 'tiers' }
    return { rule: { tiers: lines.map((line) => ({ seats: Number(line?.[1]), educators: Number(line?.[2]) })) } }
  }
  if (perSeat === '') return { rule: null }
  return /^\d{1,5}$/.test(perSeat) ? { rule: { perSeat: Number(perSeat) } } : { wrong: 'per-seat' }
}
