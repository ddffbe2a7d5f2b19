-- Records that leave and records that come with the plan, and are alike one to one by {{because}}: same kind of person,
-- and the names that the key asks for. What an earlier, stronger key has matched is left aside. A record that comes back
-- to a person whom it was of before is joined to them already.
with leaving as (
  select c.sourced_id, c.live_id as person_id, fold_name(p.given_name) as given_name,
    fold_name(p.family_name) as family_name, person_kind(s.feed_roles) as kind, p.identifier, p.username, p.email,
    p.grades, s.feed_roles
  from change_people c
  join person_source s on s.district_id = $1 and s.source_id = $2 and s.sourced_id = c.sourced_id
  join person p on p.district_id = $1 and p.id = c.live_id
  where c.op = 'retire' and not exists (select from change_match m where m.old_sourced_id = c.sourced_id)
), arriving as (
  select c.sourced_id, case when c.known then 'person:' || c.live_id else c.joins end as joins, fold_name(c.given_name) as given_name, fold_name(c.family_name) as family_name,
    person_kind(c.feed_roles) as kind, c.identifier, c.username, c.email, c.grades, c.feed_roles
  from change_people c
  where c.op = 'add' and (c.known or c.joins is null or c.joins like 'person:%')
    and not exists (select from change_match m where m.new_sourced_id = c.sourced_id)
), pair as (
  select o.sourced_id as old_sourced_id, n.sourced_id as new_sourced_id, o.person_id, n.joins is not null as joined,
    count(*) over (partition by o.sourced_id) as of_old, count(*) over (partition by n.sourced_id) as of_new
  from (select l.*, {{key}} as key from leaving l) o
  join (select l.*, {{key}} as key from arriving l) n on n.key = o.key and n.kind = o.kind
  where o.kind in ('student', 'staff') and o.given_name || o.family_name <> ''
    and (n.joins is null or n.joins = 'person:' || o.person_id)
    and (n.family_name = o.family_name or n.given_name = o.given_name)
)
insert into change_match (new_sourced_id, old_sourced_id, person_id, because, joined)
select new_sourced_id, old_sourced_id, person_id, '{{because}}', joined from pair where of_old = 1 and of_new = 1
