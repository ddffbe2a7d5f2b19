-- Roles that came by the records of the one who is back ($3) go with them, whenever they came. $1 district, $2 who had them.
update role_grant g set person_id = $3::text::bigint
from person_source s
where s.district_id = $1 and s.person_id = $3::text::bigint
  and g.district_id = $1 and g.person_id = $2::text::bigint and g.origin = 'feed' and g.source_id = s.source_id
  and g.person_sourced_id = s.sourced_id
