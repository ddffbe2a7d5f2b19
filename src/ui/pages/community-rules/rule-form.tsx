/** A rule to make: what it says, what it would make, and then that it is made. */
import '../../styles/checkbox.css'
import { Button, Checkbox, NativeSelect } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { CommunityRules, PreviewRuleBody, RulePreview } from '../../../http/contract/community-rules.ts'
import { ApiFailure } from '../../api-failure.ts'
import type { FieldProblems } from '../../api-failure.ts'
import { Card } from '../../parts/card.tsx'
import { Form } from '../../parts/form.tsx'
import { FailureNote, Note, Quietly } from '../../parts/notes.tsx'
import { useReader } from '../../session/context.tsx'
import { t } from '../../translate.ts'
import { COMMUNITY_RULES } from './queries.ts'
import { RuleClasses } from './rule-classes.tsx'

/** Empty: whatever it is. */
interface RuleValues {
  readonly sameCourse: boolean
  readonly sameGrade: boolean
  readonly sameSchool: boolean
  readonly school: string
  readonly grade: string
  readonly course: string
}

const START: RuleValues = { sameCourse: true, sameGrade: false, sameSchool: false, school: '', grade: '', course: '' }
const SAME = [
  ['sameCourse', 'community-rules.same.course'],
  ['sameGrade', 'community-rules.same.grade'],
  ['sameSchool', 'community-rules.same.school'],
] as const

interface RuleFormProps {
  readonly choices: CommunityRules['choices']
  /** May make one for every school of the district. */
  readonly everySchool: boolean
  readonly made: () => void
}

export function RuleForm({ choices, everySchool, made }: RuleFormProps) {
  const { send } = useReader()
  const queries = useQueryClient()
  const [values, setValues] = useState(START)
  const body = bodyOf(values, { choices, everySchool })
  const looking = useMutation({ mutationFn: () => send('POST /api/v1/community-rules/preview', { body }) })
  const making = useMutation({
    mutationFn: (digest: string) => send('POST /api/v1/community-rules', { body: { ...body, digest } }),
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: [COMMUNITY_RULES] })
      void queries.invalidateQueries({ queryKey: ['communities'] })
      looking.reset()
      made()
    },
  })
  const change = (part: Partial<RuleValues>) => {
    setValues({ ...values, ...part })
    looking.reset()
    making.reset()
  }
  const problems: FieldProblems = looking.error instanceof ApiFailure ? looking.error.fields : {}
  return (
    <Card title={t('community-rules.make')} says={t('community-rules.make.says')}>
      <div className="stack">
        <Form submit={() => (looking.isPending ? undefined : looking.mutate())} aria-label={t('community-rules.make')}>
          <Same values={values} problem={problems['sameCourse']} change={change} />
          <Narrowing values={values} choices={choices} everySchool={everySchool} change={change} problems={problems} />
          {looking.error === null || Object.keys(problems).length > 0 ? null : <FailureNote failure={looking.error} />}
          <div className="row">
            <Button type="submit" variant="default" loading={looking.isPending}>
              {t('community-rules.look')}
            </Button>
          </div>
        </Form>
        {looking.data === undefined ? null : (
          <Preview
            preview={looking.data}
            failure={making.error}
            isMaking={making.isPending}
            make={() => making.mutate(looking.data.digest)}
          />
        )}
      </div>
    </Card>
  )
}

interface SameProps {
  readonly values: RuleValues
  readonly problem: string | undefined
  readonly change: (part: Partial<RuleValues>) => void
}

function Same({ values, problem, change }: SameProps) {
  return (
    <Checkbox.Group
      label={t('community-rules.same')}
      value={SAME.flatMap(([name]) => (values[name] ? [name] : []))}
      error={problem}
      onChange={(ticked) => change(Object.fromEntries(SAME.map(([name]) => [name, ticked.includes(name)])))}
    >
      <div className="row">
        {SAME.map(([name, label]) => (
          <Checkbox key={name} value={name} label={t(label)} />
        ))}
      </div>
    </Checkbox.Group>
  )
}

interface NarrowingProps extends Omit<RuleFormProps, 'made'> {
  readonly values: RuleValues
  readonly problems: FieldProblems
  readonly change: (part: Partial<RuleValues>) => void
}

function Narrowing({ values, choices, everySchool, problems, change }: NarrowingProps) {
  const any = { value: '', label: t('community-rules.any') }
  const all = { value: '', label: t(everySchool ? 'community-rules.school.all' : 'community-rules.school.mine') }
  return (
    <fieldset className="table-tools">
      <legend>{t('community-rules.of')}</legend>
      <NativeSelect
        label={t('community-rules.school')}
        value={values.school}
        error={problems['schoolIds']}
        data={[all, ...choices.schools.map(({ id, name }) => ({ value: id, label: name }))]}
        onChange={({ currentTarget: { value } }) => change({ school: value })}
      />
      <NativeSelect
        label={t('community-rules.grade')}
        value={values.grade}
        data={[any, ...choices.grades]}
        onChange={({ currentTarget: { value } }) => change({ grade: value })}
      />
      <NativeSelect
        label={t('community-rules.course')}
        value={values.course}
        data={[any, ...choices.courses.map(({ key, title }) => ({ value: key, label: title }))]}
        onChange={({ currentTarget: { value } }) => change({ course: value })}
      />
    </fieldset>
  )
}

interface PreviewProps {
  readonly preview: RulePreview
  readonly failure: unknown
  readonly isMaking: boolean
  readonly make: () => void
}

function Preview({ preview: { groups }, failure, isMaking, make }: PreviewProps) {
  const made = groups.filter(({ state }) => state === 'new')
  const classes = groups.flatMap((group) => group.classes)
  const joining = classes.filter(({ state }) => state === 'joins').length
  const out = classes.length - joining
  const says = [
    t('community-rules.would', { count: made.length }),
    t('community-rules.would.classes', { count: joining }),
    ...(out === 0 ? [] : [t('community-rules.would.out', { count: out })]),
  ]
  return (
    <div className="stack">
      <Quietly>
        <Note mood="calm">
          <p>{made.length === 0 ? t('community-rules.would.nothing') : says.join(' ')}</p>
        </Note>
      </Quietly>
      <RuleClasses groups={groups} />
      {failure === null ? null : <FailureNote failure={failure} />}
      {made.length === 0 ? null : (
        <div className="row">
          <Button onClick={make} loading={isMaking}>
            {t('community-rules.do')}
          </Button>
        </div>
      )}
    </div>
  )
}

function bodyOf(values: RuleValues, { choices, everySchool }: Omit<RuleFormProps, 'made'>): PreviewRuleBody {
  const { sameCourse, sameGrade, sameSchool, school, grade, course } = values
  const mine = everySchool ? null : choices.schools.map(({ id }) => id)
  return {
    sameCourse,
    sameGrade,
    sameSchool,
    schoolIds: school === '' ? mine : [school],
    grades: grade === '' ? null : [grade],
    courses: course === '' ? null : [course],
  }
}
