/** The questions of a set as students see them, to be tried out. */
import '../../styles/survey.css'
import { NativeSelect } from '@mantine/core'
import { useState } from 'react'
import type { QuestionSetShown } from '../../../http/contract/question-sets.ts'
import { Form } from '../../parts/form.tsx'
import { t } from '../../translate.ts'
import { asked, type Chosen, Questions } from '../survey/questions.tsx'
import { languageFor, nameOfLanguage, textIn } from '../survey/words.ts'

interface SetPreviewProps {
  readonly set: Pick<QuestionSetShown, 'id' | 'title' | 'says' | 'languages' | 'questions'>
}

export function SetPreview({ set }: SetPreviewProps) {
  const [language, setLanguage] = useState(() => languageFor(set.languages, navigator.languages))
  const [answers, setAnswers] = useState<Chosen>({})
  return (
    <section className="stack" aria-label={`${t('question-sets.preview')}: ${textIn(set.title, language)}`}>
      <p className="quiet-line">
        {t('question-sets.preview')}. {t('question-sets.preview.says')}
      </p>
      {set.languages.length < 2 ? null : (
        <NativeSelect
          label={t('survey.language')}
          value={language}
          data={set.languages.map((tag) => ({ value: tag, label: nameOfLanguage(tag) }))}
          onChange={(change) => setLanguage(change.currentTarget.value)}
        />
      )}
      <div lang={language} className="stack">
        <p>
          <strong>{textIn(set.title, language)}</strong>
        </p>
        <p>{textIn(set.says, language)}</p>
        {/* A form of its own: two sets on one page may name their questions alike. */}
        <Form submit={() => undefined}>
          <Questions
            questions={asked(set.questions, answers)}
            language={language}
            answers={answers}
            answer={(id, value) => setAnswers((before) => ({ ...before, [id]: value }))}
          />
        </Form>
      </div>
    </section>
  )
}
