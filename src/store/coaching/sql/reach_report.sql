-- A part: which interactions i a report of coaching reaches. $1 district, $2 the whole of it?, $3 schools, $4 one coach or
-- null, $5 whom nothing may be about or null, $6 from, $7 to, $8 one kind or null, $9 one tag or null, $10 people of whom
-- one at least was there, or null. A school's are those that it was at and those that were for it besides.
    i.district_id = $1 and i.held_on between $6::date and $7::date
    and ($2::boolean or i.school_id = any ($3::text[]::bigint[]) or i.id in (
      select x.interaction_id from interaction_school x
      where x.district_id = $1 and x.school_id = any ($3::text[]::bigint[])))
    and ($4::text is null or i.coach_id = $4::text::bigint)
    and ($8::text is null or i.type = $8)
    and ($9::text is null or i.id in (
      select g.interaction_id from interaction_tag g where g.district_id = $1 and g.tag_id = $9::text::bigint))
    and ($10::text[] is null or i.id in (
      select m.interaction_id from interaction_educator m
      where m.district_id = $1 and m.person_id = any ($10::text[]::bigint[])
        and m.held_on between $6::date and $7::date))
    and i.id not in (
      select e.interaction_id from interaction_about e where e.district_id = $1 and e.person_id = $5::text::bigint)
