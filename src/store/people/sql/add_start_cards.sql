-- Cards, the numbers by which they are found, and an entry of the audit log for each. $1 district, $2 people, $3 numbers,
-- $4 marks of their secrets, $5 schools, $6 class or null, $7 now, $8 who prints, $9 until when.
with made as (
  insert into start_card (district_id, person_id, code_mark, school_id, class_id, printed_at, printed_by, expires_at)
  select $1, given.person::bigint, given.mark, given.school::bigint, $6::text::bigint, $7, $8, $9
  from unnest($2::text[], $4::text[], $5::text[]) given (person, mark, school)
  returning id, person_id
), numbered as (
  insert into start_card_number (number, district_id, card_id)
  select given.number, $1, made.id
  from unnest($2::text[], $3::text[]) given (person, number) join made on made.person_id = given.person::bigint
)
insert into audit_entry (district_id, actor, action, object, detail)
select $1, current_setting('app.actor'), 'start_card.print', 'person:' || made.person_id,
  jsonb_build_object('card', made.id::text, 'class', $6::text)
from made
returning detail ->> 'card' as "cardId", substr(object, 8) as "personId"
