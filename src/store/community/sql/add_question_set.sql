-- Another version of a set, for cycles that begin tomorrow or later; its first one for all. $1 district, $2 set, $3 what the
-- version is called, $4 now.
with known as (
  insert into question_set (district_id, set_id) values ($1, $2) on conflict do nothing
),
last as (select coalesce(max(version), 0) as version from question_set_revision where district_id = $1 and set_id = $2)
insert into question_set_revision (district_id, set_id, version, digest, applies_from, added_at)
select $1, $2, last.version + 1, $3,
  ($4::timestamptz at time zone d.timezone)::date + case when last.version = 0 then 0 else 1 end, $4::timestamptz
from last join district d on d.id = $1
returning version, applies_from::text as "appliesFrom"
