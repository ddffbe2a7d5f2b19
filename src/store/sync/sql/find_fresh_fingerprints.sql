-- Records that were read and are as they were, in other bytes: what they are known by from now on.
create temporary table fresh_{{table}} on commit drop as
select n.sourced_id, n.row_hash, s.fingerprint::bigint # n.content as fingerprint
from near_{{table}} n
join {{stage}} s on s.sourced_id = n.sourced_id
where s.status = 'active' and n.status = 'active' and n.row_hash = s.row_hash
  and n.fingerprint is distinct from s.fingerprint::bigint # n.content
  and not exists (select from {{change}} c where c.sourced_id = s.sourced_id)
