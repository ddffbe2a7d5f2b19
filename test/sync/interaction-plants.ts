/** Interactions with and by two who are merged, and what they were taken out of, for one, the other or both. */

type Run = (statement: string, values: readonly unknown[]) => Promise<unknown>

interface Educated {
  /** A third person: the coach of what is about the two, the educator of what is by them. */
  readonly t: string
}

const WHOSE = ['a', 'b', 'both'] as const

/** `run`: with the district as the first value. */
export const interactionPlants = (run: Run) => ({
  'interactions about': {
    whose: WHOSE,
    plant: ({ t }: Educated, whose: readonly string[]) =>
      run(
        `with made as (
           insert into interaction (district_id, coach_id, held_on, minutes, type, school_id)
           select $1, $2, day, 30, 'visit', min(id) from org, unnest('{2026-10-01,2026-10-09}'::date[]) as day
           where district_id = $1 group by day returning id)
         insert into interaction_educator (district_id, interaction_id, person_id)
         select $1, made.id, e::bigint from made, unnest($3::text[]) as e`,
        [t, whose],
      ),
  },
  'what they were taken out of': {
    whose: WHOSE,
    plant: ({ t }: Educated, whose: readonly string[]) =>
      run(
        `with made as (
           insert into interaction (district_id, coach_id, held_on, minutes, type, school_id)
           select $1, $2, '2026-10-05', 30, 'visit', min(id) from org where district_id = $1 returning id),
         begun as (
           insert into coaching_cycle (district_id, coach_id, started_on, created_at, changed_at)
           values ($1, $2, '2026-10-05', now(), now()) returning id),
         left_cycles as (
           insert into coaching_cycle_taken_out (district_id, cycle_id, person_id)
           select $1, begun.id, e::bigint from begun, unnest($3::text[]) as e)
         insert into interaction_taken_out (district_id, interaction_id, person_id)
         select $1, made.id, e::bigint from made, unnest($3::text[]) as e`,
        [t, whose],
      ),
  },
  'interactions by': {
    whose: WHOSE,
    plant: ({ t }: Educated, whose: readonly string[]) =>
      run(
        `with made as (
           insert into interaction (district_id, coach_id, held_on, minutes, type, school_id)
           select $1, c::bigint, '2026-10-02', 20, 'visit', min(id) from org, unnest($3::text[]) as c
           where district_id = $1 group by c returning id)
         insert into interaction_educator (district_id, interaction_id, person_id) select $1, made.id, $2 from made`,
        [t, whose],
      ),
  },
})
