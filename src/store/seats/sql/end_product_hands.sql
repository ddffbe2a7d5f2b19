-- What was given until a day that has passed is given by hand no more: $1 district, $2 product, $3 now, $4 only these people, or
-- null. What it was is on the audit log.
delete from product_assignment a
using district d
where d.id = $1 and a.district_id = $1 and a.product_id = $2
  and a.until_on < ($3::timestamptz at time zone d.timezone)::date
  and ($4::bigint[] is null or a.person_id = any($4::bigint[]))
