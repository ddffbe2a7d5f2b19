-- Takes back what an import made, and all that hangs on it. $1 district, $2 import, $3 now, $4 whoever takes it back ('0':
-- nobody of the roster): lines about them are not counted, and stay where they were touched, of which they are told nothing.
with about as (
  select e.interaction_id from interaction_about e where e.district_id = $1 and e.person_id = $4::text::bigint
), gone as (
  delete from interaction i where i.district_id = $1 and i.id in (
    select l.interaction_id from interaction_import_line l where l.district_id = $1 and l.import_id = $2::text::bigint)
    and not (i.id in (select interaction_id from about) and
{{+ is_interaction_touched}}
    )
  returning i.id
), noted as (
  update interaction_import set undone_at = $3::timestamptz where district_id = $1 and id = $2::text::bigint
)
select count(*)::int as gone from gone where id not in (select interaction_id from about)
