-- Makes these the stays of a cycle. $1 district, $2 cycle, $3 stays as JSON.
with given as (
  select s."phaseId" as phase_id, s."from" as from_on
  from jsonb_to_recordset($3::jsonb) as s ("phaseId" text, "from" date)
), gone as (
  delete from coaching_cycle_stay t
  where t.district_id = $1 and t.cycle_id = $2::text::bigint and t.from_on <> all (select from_on from given)
)
insert into coaching_cycle_stay (district_id, cycle_id, from_on, phase_id)
select $1, $2::text::bigint, g.from_on, g.phase_id from given g
on conflict (district_id, cycle_id, from_on) do update set phase_id = excluded.phase_id
