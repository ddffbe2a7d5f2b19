-- People who are two and whom the policy would have made one: same {{key}}, same folded name, same kind. The one who was
-- here first is the one to stay. A pair that was decided about is not proposed again; one that was withdrawn is.
with keyed as (
  select p.id, lower(btrim(p.{{key}})) as key, p.given_name, p.family_name
  from person p
  where p.district_id = $1 and p.status = 'active' and btrim(p.{{key}}) <> ''
), shared as (
  select key from keyed group by key having count(*) > 1
), alike as (
  select k.id, min(k.id) over (partition by key, fold_name(k.given_name), fold_name(k.family_name), s.kind) as first
  from keyed k join shared using (key)
  cross join lateral (
    select min(person_kind(x.feed_roles)) as kind, count(distinct person_kind(x.feed_roles)) as kinds
    from person_source x where x.district_id = $1 and x.person_id = k.id and x.status = 'active') s
  where s.kinds = 1 and s.kind in ('student', 'staff') and fold_name(k.given_name || k.family_name) <> ''
), pair as (
  select first, id as second from alike where id <> first
), opened as (
  update person_match_proposal m set status = 'open', because = '{{key}}', run_id = null
  from pair
  where m.district_id = $1 and m.status = 'withdrawn'
    and ((m.person_id = first and m.other_id = second) or (m.person_id = second and m.other_id = first))
)
insert into person_match_proposal (district_id, person_id, other_id, because)
select $1, first, second, '{{key}}' from pair
where not exists (select from person_match_proposal x
    where x.district_id = $1 and x.person_id = second and x.other_id = first)
on conflict do nothing
