-- Whether somebody leads a community of the class, or led one while the class stood in it; at the same instant counts. $1 district, $2 class, $3 person.
select exists (
  select from community_class_period c
  join community_member_period m on m.district_id = c.district_id and m.community_id = c.community_id
    and m.person_id = $3::text::bigint and m.role = 'lead'
    and m.since <= coalesce(c.until, 'infinity') and c.since <= coalesce(m.until, 'infinity')
  where c.district_id = $1 and c.class_id = $2::text::bigint) as led
