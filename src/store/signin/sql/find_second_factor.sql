-- $1 district, $2 person.
select secret_sealed as "sealed", confirmed_at as "confirmedAt",
  (select count(*)::int from recovery_code r where r.district_id = $1 and r.person_id = $2 and r.used_at is null) as "codesLeft"
from second_factor where district_id = $1 and person_id = $2
