-- Seats of people who need them, by the schools $4 (those that have some reserved) where they have a role that counts, those by
-- number: $1 district, $2 kind, $3 the roles that count, $5 people who are left out. Without a join, as count_school_seats.
select h.school_ids::text[] as "schoolIds", count(*)::integer as count
from (
  select b.person_id, bool_or(b.is_held) as is_held,
    array_agg(distinct b.school_id order by b.school_id) filter (where b.school_id is not null) as school_ids
  from (
    select s.person_id, true as is_held, null::bigint as school_id
    from seat s
    where s.district_id = $1 and s.kind = $2 and s.state in ('assigned', 'over')
    union all
    select r.person_id, false, r.scope_id
    from role_grant r
    where r.district_id = $1 and r.status = 'active' and r.role = any($3::text[]) and r.scope_type = 'school'
      and r.scope_id = any($4::bigint[])
  ) b
  group by b.person_id
) h
where h.is_held and h.school_ids is not null and h.person_id <> all($5::bigint[])
group by h.school_ids
order by h.school_ids
