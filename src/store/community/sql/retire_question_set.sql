-- $1 district, $2 set, $3 when, or null: it can be chosen again.
update question_set set retired_at = $3::timestamptz where district_id = $1 and set_id = $2 returning set_id as id
