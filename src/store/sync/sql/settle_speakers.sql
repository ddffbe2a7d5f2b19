-- Which record speaks for a person who has several: of the active ones the first, by the age of its source, then by
-- sourcedId. Asked for whoever had a silent record and whoever a record joins or comes back to. One that begins to speak and is
-- not written with this plan forgets its hashes, so that the next reading of its row gives the person its values.
with several as (
  select person_id from person_source where district_id = $1 and not speaks
  union
  select live_id from change_people where op = 'add' and (known or joins is not null)
), ranked as (
  select s.source_id, s.sourced_id, s.status <> 'active'
    or row_number() over (partition by s.person_id, s.status order by o.created_at, s.source_id collate "C", s.sourced_id collate "C") = 1 as speaks
  from several m
  join person_source s on s.district_id = $1 and s.person_id = m.person_id
  left join source o on o.district_id = $1 and o.id = s.source_id
)
update person_source s set speaks = r.speaks,
  row_hash = case when r.speaks and s.status = 'active' and not written.yes then null else s.row_hash end,
  fingerprint = case when r.speaks and s.status = 'active' and not written.yes then null else s.fingerprint end
from ranked r
cross join lateral (
  select r.source_id = $2 and exists (
    select from change_people c where c.sourced_id = r.sourced_id and c.op <> 'retire') as yes
) written
where s.district_id = $1 and s.source_id = r.source_id and s.sourced_id = r.sourced_id and s.speaks <> r.speaks
