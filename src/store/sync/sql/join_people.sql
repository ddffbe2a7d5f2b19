-- The district's policy: an added record whose {{key}} belongs to exactly one person is that person's record; of several
-- added records of one {{key}} the first by sourcedId makes the person. Nothing is joined where the {{key}} stands with
-- different names, with a student and a member of staff, with a guardian or somebody without a role, or belongs to two
-- people already. People whose row changes with this plan count as the row has them.
with told as (
  select op, known, live_id, sourced_id, lower(btrim({{key}})) as key, given_name, family_name, feed_roles
  from change_people where op <> 'retire' and btrim({{key}}) <> ''
), here as (
  select p.id, lower(btrim(p.{{key}})) as key, p.given_name, p.family_name
  from person p
  where p.district_id = $1 and p.status = 'active' and btrim(p.{{key}}) <> ''
    and not exists (select from change_people c where c.live_id = p.id and c.op <> 'retire')
), shared as (
  select key from (select key from told union all select key from here) as keys group by key having count(*) > 1
), member as (
  select t.sourced_id, t.live_id, key, fold_name(t.given_name) as given_name, fold_name(t.family_name) as family_name,
    person_kind(t.feed_roles) as kind
  from told t join shared using (key)
  union all
  select null, h.id, key, fold_name(h.given_name), fold_name(h.family_name), person_kind(s.feed_roles)
  from here h join shared using (key)
  join person_source s on s.district_id = $1 and s.person_id = h.id and s.status = 'active'
), judged as (
  select key, min(live_id) as person_id, min(sourced_id collate "C") filter (where live_id is null) as first,
    count(distinct live_id) + count(*) filter (where live_id is null) as size,
    count(distinct live_id) <= 1 and count(distinct (given_name, family_name)) = 1 and count(distinct kind) = 1
      and min(kind) in ('student', 'staff') and min(given_name || family_name) <> '' as alike
  from member group by key having count(*) filter (where live_id is null) > 0
), joined as (
  update change_people c set live_id = j.person_id,
    joins = case when j.person_id is not null then 'person:' || j.person_id else 'record:' || j.first end
  from member m join judged j using (key)
  where j.alike and j.size > 1 and m.live_id is null and c.sourced_id = m.sourced_id
    and (j.person_id is not null or m.sourced_id <> j.first)
  returning c.sourced_id
), doubtful as (
  select m.sourced_id from member m join judged j using (key) where not j.alike and j.size > 1 and m.live_id is null
)
select (select count(*)::int from joined) as joined, (select count(*)::int from doubtful) as ambiguous,
  (select min(s.row_no)::text from stage_people s join doubtful d on d.sourced_id = s.sourced_id) as first_row
