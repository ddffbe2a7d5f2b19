/** Who leads a class, who is asked to, and asking somebody. */
import { Button, TextInput } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ClassDesk, ClassLead, LeadRequest } from '../../../http/contract/class-desk.ts'
import { ApiFailure } from '../../api-failure.ts'
import { initialsOf, nameOf } from '../../names.ts'
import { useAskedAgain } from '../../parts/asked-again.tsx'
import { Card } from '../../parts/card.tsx'
import { Form } from '../../parts/form.tsx'
import { FailureNote, Quietly } from '../../parts/notes.tsx'
import { useTextFields } from '../../parts/text-fields.ts'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'

interface ClassLeadsProps {
  readonly classId: string
  readonly desk: ClassDesk
  readonly say: (words: string) => void
}

export function ClassLeads({ classId, desk, say }: ClassLeadsProps) {
  return (
    <Card title={t('class-desk.leads')} says={t('class-desk.leads.says')}>
      <div className="stack">
        <ul className="plain-list member-rows">
          {desk.leads.map((lead) => (
            <li key={lead.person.id}>
              <Lead classId={classId} lead={lead} isLast={desk.leads.length === 1} say={say} />
            </li>
          ))}
          {desk.requests.map((request) => (
            <li key={`request ${request.id}`}>
              <Request classId={classId} request={request} />
            </li>
          ))}
        </ul>
        <AskForLead classId={classId} label={t('class-desk.ask.email')} />
      </div>
    </Card>
  )
}

interface LeadProps extends Omit<ClassLeadsProps, 'desk'> {
  readonly lead: ClassLead
  readonly isLast: boolean
  /** Whoever administers the district removes the last one, too. */
  readonly takesLast?: boolean
}

/** One of them, with the way out. */
export function Lead({ classId, lead, isLast, takesLast = false, say }: LeadProps) {
  const { ask, question, failure } = useAskedAgain('led-class', say)
  const name = nameOf(lead.person)
  const remove = () =>
    ask({
      label: t('class-desk.remove-this', { name }),
      sure: [
        t(lead.taught ? 'class-desk.remove.sure.taught' : 'class-desk.remove.sure', { name }),
        ...(isLast ? [t('class-desk.remove.sure.last')] : []),
      ].join(' '),
      says: t('class-desk.removed', { name }),
      act: (send) =>
        send('DELETE /api/v1/classes/{classId}/leads/{personId}', { params: { classId, personId: lead.person.id } }),
    })
  return (
    <div className="stack">
      <div className="member-line">
        <span className="initials" aria-hidden="true">
          {initialsOf(lead.person)}
        </span>
        <span className="member-name">
          {name}
          <span className="dim">{t(lead.taught ? 'class-desk.lead.taught' : 'class-desk.lead.asked')}</span>
        </span>
        {(isLast && !takesLast) || question !== null ? null : (
          <Button size="xs" variant="default" aria-label={t('class-desk.remove-this', { name })} onClick={remove}>
            {t('class-desk.remove')}
          </Button>
        )}
      </div>
      {question}
      {failure}
    </div>
  )
}

function Request({ classId, request }: { readonly classId: string; readonly request: LeadRequest }) {
  const { send } = useReader()
  const queries = useQueryClient()
  const name = nameOf(request.person)
  const by = nameOf(request.askedBy)
  const waitsForUs = request.state === 'waiting_for_lead'
  const deciding = useMutation({
    mutationFn: (act: 'consent' | 'refusal') =>
      send(`POST /api/v1/classes/{classId}/lead-requests/{requestId}/${act}`, {
        params: { classId, requestId: request.id },
      }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['led-class'] }),
  })
  return (
    <>
      <div className="member-line">
        <span className="member-name">
          {waitsForUs
            ? t('class-desk.waits-for-lead', { name, by, community: request.community?.name ?? '' })
            : t('class-desk.waits-for-person', { name, by })}
        </span>
        {waitsForUs ? (
          <Button
            size="xs"
            aria-label={t('class-desk.agree-this', { name })}
            disabled={deciding.isPending}
            onClick={() => deciding.mutate('consent')}
          >
            {t('class-desk.agree')}
          </Button>
        ) : null}
        <Button
          size="xs"
          variant="default"
          aria-label={t(waitsForUs ? 'class-desk.refuse-this' : 'class-desk.take-back-this', { name })}
          disabled={deciding.isPending}
          onClick={() => deciding.mutate('refusal')}
        >
          {t(waitsForUs ? 'class-desk.refuse' : 'class-desk.take-back')}
        </Button>
      </div>
      {deciding.error === null ? null : <FailureNote failure={deciding.error} />}
    </>
  )
}

/** Asks somebody by their address: for leads of the class and for leads of its communities. */
export function AskForLead({ classId, label }: { readonly classId: string; readonly label: string }) {
  const { send } = useReader()
  const queries = useQueryClient()
  const { bind, hasProblems, set, show, valueOf } = useTextFields(['email'])
  const asking = useMutation({
    mutationFn: (email: string) =>
      send('POST /api/v1/classes/{classId}/lead-requests', { params: { classId }, body: { email } }),
    onSuccess: () => {
      set('email', '')
      void queries.invalidateQueries({ queryKey: ['led-class'] })
    },
    onError: (failure) => show(failure instanceof ApiFailure ? failure.fields : {}),
  })
  const submit = () => {
    const email = valueOf('email').trim()
    const complete = show(/^\S+@\S+$/.test(email) ? {} : { email: t('community.invite.email.problem') })
    if (complete && !asking.isPending) asking.mutate(email)
  }
  return (
    <Form className="add-class" submit={submit}>
      <TextInput label={label} type="email" maxLength={254} {...bind('email')} />
      <Button type="submit" variant="default" loading={asking.isPending}>
        {t('class-desk.ask.submit')}
      </Button>
      {asking.error === null || hasProblems ? null : <FailureNote failure={asking.error} />}
      <Quietly className="quiet-line">
        {asking.data === undefined
          ? null
          : t(asking.data.waitsForLead ? 'class-desk.ask.waits' : 'class-desk.ask.done')}
      </Quietly>
    </Form>
  )
}
