-- An added record of staff that has the address and the name of exactly one educator whom somebody added by hand, and whom no
-- feed knows yet, is theirs. Looked for from these educators: where nobody was added by hand it costs nothing.
with by_hand as (
  select p.id, lower(btrim(p.email)) as key, fold_name(p.given_name) as given_name, fold_name(p.family_name) as family_name
  from educator_by_hand h
  join person p on p.district_id = $1 and p.id = h.person_id and p.status = 'active' and p.merged_into is null
  where h.district_id = $1 and btrim(p.email) <> ''
    and not exists (select from person_source s where s.district_id = $1 and s.person_id = p.id)
), found as (
  select h.id, c.sourced_id, count(*) over (partition by h.id) as records, count(*) over (partition by c.sourced_id) as people
  from by_hand h
  join change_people c on lower(btrim(c.email)) = h.key
  where c.op = 'add' and not c.known and c.live_id is null and c.joins is null
    and fold_name(c.given_name) = h.given_name and fold_name(c.family_name) = h.family_name
    and person_kind(c.feed_roles) = 'staff'
), joined as (
  update change_people c set live_id = f.id, joins = 'person:' || f.id
  from found f where f.records = 1 and f.people = 1 and c.sourced_id = f.sourced_id
  returning 1
)
select count(*)::int as joined from joined
