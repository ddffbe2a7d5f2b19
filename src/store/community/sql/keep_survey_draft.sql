-- Keeps what a student has answered so far, unless they are done. $1 district, $2 person, $3 cycle, $4 sealed, $5 the last day on which it can be sent.
insert into survey_draft (district_id, cycle_id, person_id, draft_sealed, keep_until)
select $1, $3::text::bigint, $2::text::bigint, $4, $5::text::date
where not exists (select from survey_participation p
  where p.district_id = $1 and p.cycle_id = $3::text::bigint and p.person_id = $2::text::bigint)
on conflict (district_id, cycle_id, person_id) do update set draft_sealed = excluded.draft_sealed, keep_until = excluded.keep_until
