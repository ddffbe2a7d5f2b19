/** What stands in the copy of an interaction that its coach mails to the educators who were tagged. Pure. */

export interface CopyFacts {
  readonly districtName: string
  readonly coach: string
  /** YYYY-MM-DD */
  readonly date: string
  readonly minutes: number
  readonly type: string
  readonly schools: readonly string[]
  readonly educators: readonly string[]
  readonly notes: string | null
  readonly nextStep: { readonly text: string; readonly dueOn: string | null } | null
}

export interface InteractionCopy {
  readonly subject: string
  readonly paragraphs: readonly string[]
  /** Why whoever gets it gets it. */
  readonly footer: string
}

/** The same for everybody who gets it. Tags, ratings and cycles are the coach's own and stand in none. */
export function writeCopy(facts: CopyFacts): InteractionCopy {
  const { coach, minutes, type, schools, educators, notes, nextStep, districtName } = facts
  const day = dayInWords(facts.date)
  const dueOn = nextStep?.dueOn ?? null
  const due = dueOn === null ? '' : ` (by ${dayInWords(dueOn)})`
  return {
    subject: `${type} on ${day}: a copy from ${coach}`,
    paragraphs: [
      `${coach} sends you a copy of what they noted of ${type.toLowerCase()} on ${day}, ${minutes} minutes, ${schools.join(', ')}, with ${educators.join(', ')}.`,
      ...(notes === null ? [] : notes.split(/\n+/).map((paragraph) => paragraph.trim())),
      ...(nextStep === null ? [] : [`Next step: ${nextStep.text}${due}`]),
    ].filter((paragraph) => paragraph !== ''),
    footer: `You get this because ${coach} of ${districtName} chose to send you this copy. Nothing else is sent to you without such a choice. Answer ${coach} in person: nobody reads answers to this address.`,
  }
}

function dayInWords(date: string): string {
  return new Intl.DateTimeFormat('en-US', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${date}T00:00:00Z`))
}
