/** What students may have besides the roster, planted for one, the other or both of two who are merged. */

type Run = (statement: string, values: readonly unknown[]) => Promise<unknown>

const WHOSE = ['a', 'b', 'both'] as const

/** `run`: with the district as the first value. */
export const studentPlants = (run: Run) => ({
  'second languages': {
    whose: WHOSE,
    plant: (_two: unknown, whose: readonly string[]) =>
      run(
        `insert into student_information (district_id, person_id, second_language)
         select $1, e.id::bigint, case e.number when 1 then 'es' else 'fr' end
         from unnest($2::text[]) with ordinality as e(id, number)`,
        [whose],
      ),
  },
  'times of deactivation': {
    whose: WHOSE,
    plant: (_two: unknown, whose: readonly string[]) =>
      run(
        `update person set suspended_times = '{[2024-01-01,2024-02-01),[2024-03-01,2024-03-15)}'
         where district_id = $1 and id = any ($2::text[]::bigint[])`,
        [whose],
      ),
  },
  pathways: {
    whose: WHOSE,
    // Both have done something of one, and each is in another now.
    plant: (_two: unknown, whose: readonly string[]) =>
      run(
        `with made as (
           insert into pathway (district_id, id, name, grade, steps, next_step, changed_at, changed_by)
           select $1, 900 + n, 'Pathway ' || n, '04', '[]', 1, now(), 'test' from generate_series(0, 2) as n
           on conflict do nothing)
         insert into pathway_student (district_id, person_id, pathway_id, enrolled_at, left_at, done)
         select $1, e.id::bigint, 900 + p * e.number, '2026-09-01Z', case p when 0 then '2026-09-20Z'::timestamptz end,
           jsonb_build_object(e.number::text, '2026-09-02')
         from unnest($2::text[]) with ordinality as e(id, number), unnest(array[0, 1]) as p`,
        [whose],
      ),
  },
  participations: {
    whose: WHOSE,
    plant: (_two: unknown, whose: readonly string[]) =>
      run(
        `with made as (
           insert into survey_cycle (district_id, class_id, question_set, starts_on, ends_on, made_by, made_at)
           select $1, min(id), 'x', '2026-09-01', '2026-09-08', 'test', now() from class where district_id = $1 returning id)
         insert into survey_participation (district_id, cycle_id, person_id, completed_on, is_late)
         select $1, made.id, e.id::bigint, '2026-09-02'::date + e.number::int, e.number > 1
         from made, unnest($2::text[]) with ordinality as e(id, number)`,
        [whose],
      ),
  },
  points: {
    whose: WHOSE,
    // Of what was given twice one was taken back.
    plant: (_two: unknown, whose: readonly string[]) =>
      run(
        `with made as (
           insert into class (district_id, id, source_id, sourced_id, title, class_type, school_sourced_id)
           values ($1, 990, 'points', 'points', 'Points', 'scheduled', 'x') on conflict do nothing),
         programmes as (
           insert into programme (district_id, id, class_id, name, starts_on, ends_on, created_by, created_at)
           values ($1, 990, 990, 'Readers', '2026-09-01', '2027-06-15', 'test', now()) on conflict do nothing)
         insert into point_entry (district_id, id, programme_id, person_id, kind, points, words, undoes_id, entered_by, entered_at)
         select $1, 9000 + 10 * e.number + k.id, 990, e.id::bigint, k.kind, k.sign * 5 * e.number, 'A book',
           9000 + 10 * e.number + k.undoes, 'test', now()
         from unnest($2::text[]) with ordinality as e(id, number),
           (values (0, 'given', 1, null), (1, 'given', 1, null), (2, 'taken_back', -1, 0)) as k (id, kind, sign, undoes)
         order by e.number, k.id`,
        [whose],
      ),
  },
  avatars: {
    whose: WHOSE,
    plant: (_two: unknown, whose: readonly string[]) =>
      run(
        `insert into student_avatar (district_id, person_id, parts, changed_at)
         select $1, e.id::bigint, jsonb_build_array('body-' || e.number), now()
         from unnest($2::text[]) with ordinality as e(id, number)`,
        [whose],
      ),
  },
  'benchmark tests': {
    whose: WHOSE,
    // Of both the second is further: what it has counts, and goes back with it.
    plant: (_two: unknown, whose: readonly string[]) =>
      run(
        `insert into benchmark_test (district_id, person_id, school_year, test, state, assigned_at, started_at, completed_at, score)
         select $1, e.id::bigint, 2026, 1, case e.number when 1 then 'started' else 'completed' end, '2026-07-01Z',
           '2026-09-14Z', case e.number when 1 then null else '2026-09-15Z'::timestamptz end,
           case e.number when 1 then null else 400 end
         from unnest($2::text[]) with ordinality as e(id, number)`,
        [whose],
      ),
  },
  'names that they show': {
    whose: WHOSE,
    plant: (_two: unknown, whose: readonly string[]) =>
      run(
        `insert into display_identity (district_id, person_id, name, is_shown)
         select $1, e::bigint, n, n like 'Own%' from unnest($2::text[]) as e, unnest(array['Ace', 'Own' || e]) as n`,
        [whose],
      ),
  },
})
