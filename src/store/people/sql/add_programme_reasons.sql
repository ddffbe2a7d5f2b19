-- $1 district, $2 programme, $3 words, $4 points: as many of each, in their order.
insert into programme_reason (district_id, programme_id, position, words, points)
select $1, $2::text::bigint, r.position, r.words, r.points
from unnest($3::text[], $4::int[]) with ordinality as r (words, points, position)
