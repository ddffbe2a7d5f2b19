-- Adds to what was done for a year's day. $1 district, $2 the day, $3 cycles, $4 participations, $5 when it was finished or
-- null. Answers the sums.
insert into survey_name_removal as r (district_id, due_on, cycles, participations, finished_at)
values ($1, $2::text::date, $3::int, $4::int, $5::timestamptz)
on conflict (district_id, due_on) do update set cycles = r.cycles + excluded.cycles,
  participations = r.participations + excluded.participations, finished_at = excluded.finished_at
returning cycles, participations
