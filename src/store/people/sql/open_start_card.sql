-- A card that opens its student's first page now. $1 district, $2 card, $3 now.
select k.person_id::text as "personId", k.code_mark as "codeMark", k.expires_at as "expiresAt"
from start_card k
where k.district_id = $1 and k.id = $2::text::bigint and k.expires_at > $3 and
{{+ start_card_holds}}
