-- Whether the plan touches anybody who is here already, and whether the order of a person's records may matter to it:
-- mostly nobody has more than one.
select exists (select from change_people where known or joins is not null) as here,
  exists (select from change_people where op = 'add' and (known or joins is not null))
    or exists (select from person_source where district_id = $1 and not speaks) as shared
