-- The last entries of the audit log about a person, newest first; what was denied to others is told by the log alone, and so
-- is what is of coaching: a school's administrator and whoever it is about read this, too.
-- $1 district, $2 the person, $3 how many, $4 actions of coaching as patterns.
select e.id::text as id, e.at, e.action, e.detail, case when e.actor like 'person:%' then (
    select concat_ws(' ', coalesce(p.preferred_given_name, p.given_name), coalesce(p.preferred_family_name, p.family_name))
    from person p where p.district_id = $1 and p.id = substr(e.actor, 8)::bigint)
  when e.actor like 'customer_admin:%' then (select a.name from customer_admin a
    join district d on d.id = $1 and d.customer_id = a.customer_id where a.id = substr(e.actor, 16)::bigint) end as "byName"
from audit_entry e
where e.district_id = $1 and e.object = 'person:' || $2::text and e.action not like 'lti.%'
  and e.action not in ('person.opened', 'access.denied') and not e.action like any ($4::text[])
order by e.id desc limit $3::int
