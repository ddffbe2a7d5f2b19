/** What was bought, purchase by purchase; a new one is looked at before it is entered: what it would do, and to whom. */
import { Button, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { LicencePreview, Purchase, PurchaseBody } from '../../../http/contract/licences.ts'
import { formatDay } from '../../formats.ts'
import { Card } from '../../parts/card.tsx'
import { Form } from '../../parts/form.tsx'
import { FailureNote, Note, Pill } from '../../parts/notes.tsx'
import { useTextFields } from '../../parts/text-fields.ts'
import { useReader, useSight } from '../../session/context.tsx'
import { t, word } from '../../translate.ts'
import { Effect } from './effect.tsx'
import { forgetting, useLook, useTurns } from './look.tsx'
import type { LicenceProps } from './props.ts'
import { LICENCES } from './queries.ts'

export function Purchases({ licence, done }: LicenceProps) {
  const { me } = useReader()
  const removing = useRemoving(licence.kind, done)
  const [changed, setChanged] = useState<Purchase | null>(null)
  const mayEnter = me.may.includes('set:licence_quantity')
  const purchases = licence.district?.purchases ?? []
  return (
    <Card title={t('licence.purchases')} says={t('licence.purchases.says')}>
      <div className="stack">
        {removing.effect}
        {purchases.length === 0 ? <p className="quiet-line">{t('licence.purchases.none')}</p> : null}
        <ul className="plain-list lines">
          {purchases.map((purchase) => (
            <li key={purchase.name}>
              <PurchaseLine purchase={purchase} acts={mayEnter ? { change: setChanged, remove: removing.ask } : null} />
            </li>
          ))}
        </ul>
        {mayEnter ? (
          <PurchaseForm
            key={changed?.name ?? ''}
            kind={licence.kind}
            isCredits={licence.counts === 'credits'}
            known={purchases.map(({ name }) => name)}
            changed={changed}
            leave={() => setChanged(null)}
            done={done}
          />
        ) : null}
      </div>
    </Card>
  )
}

/** Looked at first: what it would do, and to whom. */
function useRemoving(kind: string, done: (words: string) => void) {
  const { send } = useReader()
  const queries = useQueryClient()
  const remove = async ({ name }: Purchase) => {
    await send('DELETE /api/v1/licences/{kind}/purchases/{name}', { params: { kind, name } })
    done(t('licence.purchase.removed'))
    await queries.invalidateQueries({ queryKey: [LICENCES] })
  }
  return useLook<Purchase>({
    look: ({ name }) =>
      send('POST /api/v1/licences/{kind}/purchases/{name}/removal/preview', { params: { kind, name }, query: {} }),
    whole: ({ name }) =>
      send('POST /api/v1/licences/{kind}/purchases/{name}/removal/preview/export', {
        params: { kind, name },
        patient: true,
      }),
    title: ({ name }) => t('licence.purchase.remove.sure', { name }),
    make: { says: t('licence.purchase.remove.do'), act: remove },
    file: `${kind}-without.csv`,
  })
}

const MOODS = { ahead: 'calm', running: 'good', ended: 'warn' } as const

interface LineProps {
  readonly purchase: Purchase
  /** Null: not for whoever looks. */
  readonly acts: Readonly<Record<'change' | 'remove', (purchase: Purchase) => void>> | null
}

function PurchaseLine({ purchase, acts }: LineProps) {
  const { name, quantity, term, daysLeft, used } = purchase
  const isEnding = term === 'running' && daysLeft !== null && daysLeft <= 60
  return (
    <>
      <div>
        <span className="line-main">
          {name}: {t(used === null ? 'licence.purchase.line' : 'licence.purchase.line-credits', { count: quantity })}
        </span>{' '}
        <span className="dim">
          {[termWords(purchase), ...(used === null ? [] : [t('licence.purchase.used', { count: used })])].join(' · ')}
        </span>
      </div>
      <div className="row">
        <Pill mood={isEnding ? 'warn' : MOODS[term]}>
          {isEnding ? t('licence.purchase.ends', { count: daysLeft }) : word('term', term)}
        </Pill>
        {acts === null ? null : (
          <>
            <Button
              variant="default"
              size="xs"
              aria-label={t('licence.purchase.change-this', { name })}
              onClick={() => acts.change(purchase)}
            >
              {t('licence.purchase.change')}
            </Button>
            <Button
              variant="default"
              size="xs"
              aria-label={t('licence.purchase.remove-this', { name })}
              onClick={() => acts.remove(purchase)}
            >
              {t('licence.purchase.remove')}
            </Button>
          </>
        )}
      </div>
    </>
  )
}

function termWords({ startsOn, endsOn }: Purchase): string {
  if (startsOn !== null && endsOn !== null)
    return t('licence.purchase.term', { from: formatDay(startsOn), until: formatDay(endsOn) })
  if (startsOn !== null) return t('licence.purchase.since', { from: formatDay(startsOn) })
  return endsOn === null ? t('licence.purchase.always') : t('licence.purchase.to', { until: formatDay(endsOn) })
}

interface Looked {
  readonly name: string
  readonly body: PurchaseBody
  readonly preview: LicencePreview
}

const FIELDS = ['name', 'quantity', 'from', 'until'] as const

interface FormProps {
  readonly kind: string
  readonly isCredits: boolean
  /** The names that are taken: to enter one again would change it unasked. */
  readonly known: readonly string[]
  /** Null: a new one is entered. */
  readonly changed: Purchase | null
  readonly leave: () => void
  readonly done: (words: string) => void
}

function startOf(changed: Purchase | null): Partial<Record<(typeof FIELDS)[number], string>> {
  if (changed === null) return {}
  const { name, quantity, startsOn, endsOn } = changed
  return { name, quantity: String(quantity), from: startsOn ?? '', until: endsOn ?? '' }
}

/** Looked at first; whatever is changed in the form asks for another look. */
function usePurchaseForm({ kind, known, changed, leave, done }: FormProps) {
  const { send } = useReader()
  const seen = useSight('PUT /api/v1/licences/{kind}/purchases/{name}', { kind })
  const queries = useQueryClient()
  const form = useTextFields(FIELDS, startOf(changed))
  const [looked, setLooked] = useState<Looked | null>(null)
  const look = ({ name, body }: Omit<Looked, 'preview'>) =>
    send('POST /api/v1/licences/{kind}/purchases/{name}/preview', { params: { kind, name }, body, query: {} })
  const whole = ({ name, body }: Looked) =>
    send('POST /api/v1/licences/{kind}/purchases/{name}/preview/export', {
      params: { kind, name },
      body,
      patient: true,
    })
  const turns = useTurns()
  const looking = useMutation({
    mutationFn: ({ asked }: { readonly asked: Omit<Looked, 'preview'>; readonly turn: number }) => look(asked),
    onSuccess: (preview, { asked, turn }) => {
      if (turns.isLast(turn)) setLooked({ ...asked, preview })
    },
  })
  const entering = useMutation({
    mutationFn: ({ name, body }: Looked) =>
      send('PUT /api/v1/licences/{kind}/purchases/{name}', { params: { kind, name }, body, seen: seen() }),
    onSuccess: () => {
      for (const field of FIELDS) form.set(field, '')
      setLooked(null)
      leave()
      done(t(changed === null ? 'licence.purchase.entered' : 'licence.purchase.changed'))
    },
    onSettled: () => queries.invalidateQueries({ queryKey: [LICENCES] }),
  })
  const submit = () => {
    const typed = readTyped(form.valueOf, { known, changed })
    if ('problems' in typed) form.show(typed.problems)
    else if (form.show({})) looking.mutate({ asked: typed, turn: turns.next() })
  }
  const forget = () => {
    turns.next()
    looking.reset()
    setLooked(null)
  }
  return { whole, looked, looking, entering, submit, bind: forgetting(form.bind, forget) }
}

function PurchaseForm(props: FormProps) {
  const { whole, looked, looking, entering, submit, bind } = usePurchaseForm(props)
  const { changed, leave, isCredits } = props
  const form = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (changed !== null) form.current?.querySelector('input')?.focus()
  }, [changed])
  const title = changed === null ? t('licence.purchase.new') : t('licence.purchase.change-this', { name: changed.name })
  return (
    <Form submit={submit} aria-label={title}>
      <h3 className="small-head">{title}</h3>
      <div className="number-fields purchase-fields" ref={form}>
        {changed === null ? <TextInput label={t('licence.purchase.name')} {...bind('name')} /> : null}
        <TextInput
          inputMode="numeric"
          label={t(isCredits ? 'credits.count' : 'licence.purchase.quantity')}
          {...bind('quantity')}
        />
        <TextInput type="date" label={t('licence.purchase.from')} {...bind('from')} />
        <TextInput type="date" label={t('licence.purchase.until')} {...bind('until')} />
      </div>
      <div className="row">
        <Button type="submit" variant="default" loading={looking.isPending}>
          {t('licence.purchase.look')}
        </Button>
        {changed === null ? null : (
          <Button variant="subtle" onClick={leave}>
            {t('licence.purchase.leave')}
          </Button>
        )}
      </div>
      {looking.error === null ? null : <FailureNote failure={looking.error} />}
      {entering.error === null ? null : <FailureNote failure={entering.error} />}
      {looked === null ? null : (
        <Note mood={looked.preview.short > 0 ? 'warn' : 'calm'} role="alert">
          <Effect preview={looked.preview} whole={() => whole(looked)} file={`${props.kind}-purchase.csv`} />
          <div className="row">
            <Button onClick={() => entering.mutate(looked)} loading={entering.isPending}>
              {t(changed === null ? 'licence.purchase.enter' : 'licence.purchase.change-it')}
            </Button>
          </div>
        </Note>
      )}
    </Form>
  )
}

function readTyped(
  valueOf: (field: 'name' | 'quantity' | 'from' | 'until') => string,
  { known, changed }: Pick<FormProps, 'known' | 'changed'>,
): Omit<Looked, 'preview'> | { readonly problems: Readonly<Record<string, string>> } {
  const [name, quantity] = [valueOf('name').trim(), valueOf('quantity').trim()]
  const [from, until] = [valueOf('from'), valueOf('until')]
  const problems = {
    ...(/^[A-Za-z0-9][A-Za-z0-9 ._/-]{0,62}$/.test(name) ? {} : { name: t('licence.purchase.wrong-name') }),
    ...(changed === null && known.includes(name) ? { name: t('licence.purchase.known', { name }) } : {}),
    ...(/^\d{1,7}$/.test(quantity) ? {} : { quantity: t('licence.purchase.wrong-quantity') }),
    ...(from !== '' && until !== '' && until < from ? { until: t('licence.purchase.wrong-term') } : {}),
  }
  if (Object.keys(problems).length > 0) return { problems }
  const term = { startsOn: from === '' ? null : from, endsOn: until === '' ? null : until }
  return { name, body: { quantity: Number(quantity), ...term, ...(changed === null ? {} : { replaces: true }) } }
}
