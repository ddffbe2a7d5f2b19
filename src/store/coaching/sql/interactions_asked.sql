-- A part: what the interaction called page is asked to be: $5 of one coach, $10 and $11 not before and not after a day, $12 of a kind, $13 with
-- one educator, $14 with a tag, $15 at or for one school; null: whatever it is. What isn't asked for falls out of the plan, because
-- its parameter is null when that is made; ids are gathered first, by an index of their own, whatever the order of the list.
    and ($5::text is null or page.coach_id = $5::text::bigint)
    and ($10::text is null or page.held_on >= $10::text::date)
    and ($11::text is null or page.held_on <= $11::text::date)
    and ($12::text is null or page.type = $12::text)
    and ($13::text is null or page.id = any (array(
      select asked.interaction_id from interaction_educator asked
      where asked.district_id = $1 and asked.person_id = $13::text::bigint)))
    and ($14::text is null or page.id = any (array(
      select asked.interaction_id from interaction_tag asked
      where asked.district_id = $1 and asked.tag_id = $14::text::bigint)))
    and ($15::text is null or page.school_id = $15::text::bigint or page.id = any (array(
      select asked.interaction_id from interaction_school asked
      where asked.district_id = $1 and asked.school_id = $15::text::bigint)))
