-- People known here who leave with their last record or come back with the plan, for whom that may matter to a licence.
with leaving as (
  select distinct live_id from change_people where op = 'retire'
), staying as (
  select s.person_id from leaving l
  join person_source s on s.district_id = $1 and s.person_id = l.live_id and s.status = 'active'
  where not exists (
    select from change_people c where c.op = 'retire' and s.source_id = $2 and c.sourced_id = s.sourced_id)
  union
  select live_id from change_people where op <> 'retire'
)
select 'retire' as op, l.live_id as person_id from leaving l
where not exists (select from staying s where s.person_id = l.live_id)
union all
select distinct 'add', c.live_id from change_people c where c.op = 'add' and c.known
