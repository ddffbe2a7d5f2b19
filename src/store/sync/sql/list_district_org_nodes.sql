-- By source: the orgs that it brought, and those that it may name of others.
select source_id, sourced_id, type, parent_sourced_id from org where district_id = $1 and status = 'active'
union all
select s.id, o.sourced_id, o.type, o.parent_sourced_id
from source s cross join lateral borrowed_org($1, s.id) o
where s.district_id = $1 and s.borrows_orgs
