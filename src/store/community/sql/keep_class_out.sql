-- Somebody took a class out of a community that a rule made: no sync puts it back. $1 district, $2 community, $3 class,
-- $4 now, $5 by whom.
insert into community_class_out (district_id, community_id, class_id, at, by)
select g.district_id, g.community_id, $3::text::bigint, $4, $5
from community_rule_group g where g.district_id = $1 and g.community_id = $2::text::bigint
on conflict do nothing
