/** Letting support in: what for, who, for how long; then a link that is shown once. */
import '../../styles/sign-in.css'
import { Button, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { LetSupportInBody, SupportLink, SupportPage } from '../../../http/contract/support.ts'
import { ApiFailure } from '../../api-failure.ts'
import type { FieldProblems } from '../../api-failure.ts'
import { formatInstant } from '../../formats.ts'
import { Card } from '../../parts/card.tsx'
import { CopyLine } from '../../parts/copy-line.tsx'
import { Form } from '../../parts/form.tsx'
import { FailureNote, Note } from '../../parts/notes.tsx'
import { useTextFields } from '../../parts/text-fields.ts'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'

type Limits = SupportPage['limits']
const FIELDS = ['who', 'reason', 'minutes'] as const

export function LetSupportIn({ limits }: { readonly limits: Limits }) {
  const { send } = useReader()
  const queries = useQueryClient()
  const fields = useTextFields(FIELDS, { minutes: String(limits.minutesDefault) })
  const letting = useMutation({
    mutationFn: (body: LetSupportInBody) => send('POST /api/v1/support-accesses', { body }),
    onError: (failure) => fields.show(failure instanceof ApiFailure ? failure.fields : {}),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['support'] }),
  })
  const submit = () => {
    const body = {
      who: fields.valueOf('who').trim(),
      reason: fields.valueOf('reason').trim(),
      minutes: Number(fields.valueOf('minutes')),
    }
    if (fields.show(problemsOf(body, limits)) && !letting.isPending) letting.mutate(body)
  }
  return (
    <Card title={t('support.let')} says={t('support.let.says', { minutes: limits.linkMinutes })}>
      {letting.data === undefined ? null : <Shown link={letting.data} />}
      <Form submit={submit} className="stack narrow-form">
        <TextInput
          label={t('support.who')}
          description={t('support.who.says')}
          maxLength={120}
          {...fields.bind('who')}
        />
        <TextInput
          label={t('support.reason')}
          description={t('support.reason.says')}
          maxLength={500}
          {...fields.bind('reason')}
        />
        <TextInput label={t('support.minutes')} inputMode="numeric" maxLength={6} {...fields.bind('minutes')} />
        {letting.error === null || fields.hasProblems ? null : <FailureNote failure={letting.error} />}
        <div>
          <Button type="submit" loading={letting.isPending}>
            {t('support.let.submit')}
          </Button>
        </div>
      </Form>
    </Card>
  )
}

function Shown({ link }: { readonly link: SupportLink }) {
  const { me } = useReader()
  return (
    <Note mood="good" role="alert">
      <CopyLine label={t('support.link')} value={link.url} />
      <p>{t('support.link.says', { until: formatInstant(link.expiresAt, me.district.timezone) })}</p>
    </Note>
  )
}

function problemsOf({ who, reason, minutes }: LetSupportInBody, { minutesMax: max }: Limits): FieldProblems {
  const isTime = Number.isInteger(minutes) && minutes >= 1 && minutes <= max
  return {
    ...(who.length < 2 ? { who: t('support.who.problem') } : {}),
    ...(reason.length < 10 ? { reason: t('support.reason.problem') } : {}),
    ...(isTime ? {} : { minutes: t('support.minutes.problem', { max }) }),
  }
}
