/** Placing Staffroom in the LMS: somebody chooses what, and the browser takes the signed answer back. */
import { Button } from '@mantine/core'
import '../styles/launches.css'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import type { Placement } from '../../http/contract/placements.ts'
import { formatDay } from '../formats.ts'
import { Card } from '../parts/card.tsx'
import { FailureNote, Note, Waiting } from '../parts/notes.tsx'
import { PageHead } from '../parts/page-head.tsx'
import { useReader } from '../session/context.tsx'
import { t } from '../translate.ts'

export function PlacementPage({ id }: { readonly id: string }) {
  const { send } = useReader()
  const found = useQuery({
    queryKey: ['placement', id],
    queryFn: ({ signal }) => send('GET /api/v1/placements/{placementId}', { params: { placementId: id }, signal }),
    staleTime: Infinity,
  })
  return (
    <>
      <PageHead title={t('placement.title')} says={t('placement.says')} />
      {found.isPending ? <Waiting lines={5} /> : null}
      {found.isLoadingError ? <FailureNote failure={found.error} /> : null}
      {found.data === undefined ? null : <Chooser placement={found.data} />}
    </>
  )
}

function Chooser({ placement }: { readonly placement: Placement }) {
  const { send } = useReader()
  const { id: placementId, acceptsMultiple, items } = placement
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const answering = useMutation({
    mutationFn: (keys: readonly string[]) =>
      send('POST /api/v1/placements/{placementId}/answer', { params: { placementId }, body: { items: [...keys] } }),
    onSuccess: takeBack,
  })
  const choose = (key: string, on: boolean) => {
    const others = acceptsMultiple ? [...chosen].filter((one) => one !== key) : []
    setChosen(new Set(on ? [...others, key] : others))
  }
  const under = answering.isPending || answering.isSuccess
  return (
    <Card title={t('placement.choose')} says={placement.platform}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (chosen.size > 0 && !under) answering.mutate([...chosen])
        }}
      >
        {items.length === 0 ? <Note mood="calm">{t('placement.none')}</Note> : null}
        <Items placement={placement} chosen={chosen} choose={choose} />
        <div className="row">
          <Button type="submit" disabled={chosen.size === 0} loading={under && chosen.size > 0}>
            {t('placement.submit')}
          </Button>
          <Button variant="default" disabled={under} onClick={() => answering.mutate([])}>
            {t('placement.nothing')}
          </Button>
        </div>
        {answering.error === null ? null : <FailureNote failure={answering.error} />}
      </form>
    </Card>
  )
}

interface ItemsProps {
  readonly placement: Placement
  readonly chosen: ReadonlySet<string>
  readonly choose: (key: string, on: boolean) => void
}

function Items({ placement, chosen, choose }: ItemsProps) {
  const { acceptsMultiple, items } = placement
  const id = useId()
  return (
    <fieldset className="placement-items">
      <legend>{t(acceptsMultiple ? 'placement.several' : 'placement.one')}</legend>
      {items.map((item) => (
        <label key={item.key} htmlFor={`${id}${item.key}`}>
          <input
            id={`${id}${item.key}`}
            type={acceptsMultiple ? 'checkbox' : 'radio'}
            name="item"
            checked={chosen.has(item.key)}
            onChange={(change) => choose(item.key, change.currentTarget.checked)}
          />
          <span className="line-main">{nameOf(item)}</span> <span className="dim">{saysOf(item)}</span>
        </label>
      ))}
    </fieldset>
  )
}

type Item = Placement['items'][number]

function nameOf({ key, name }: Item): string {
  if (name === null) return t(key === 'coach' ? 'placement.coach' : 'placement.start')
  if (key.startsWith('survey:')) return t('placement.survey', { name })
  return key.startsWith('class-report:') ? t('placement.report', { name }) : name
}

function saysOf({ key, days }: Item): string {
  if (days !== null)
    return t('placement.survey.says', { from: formatDay(days.startsOn), until: formatDay(days.endsOn) })
  if (key.startsWith('class-report:')) return t('placement.report.says')
  if (key === 'start') return t('placement.start.says')
  return t(key === 'coach' ? 'placement.coach.says' : 'placement.community.says')
}

/** The LMS wants a form of the browser's own: the answer leaves with it, and so does this page. */
function takeBack({ returnUrl, jwt }: { readonly returnUrl: string; readonly jwt: string }): void {
  const form = document.createElement('form')
  form.method = 'post'
  form.action = returnUrl
  const field = document.createElement('input')
  field.type = 'hidden'
  field.name = 'JWT'
  field.value = jwt
  form.append(field)
  document.body.append(form)
  form.submit()
}
