-- A class that goes on answering when the others' report is made has one of its own later. It belongs to the same cycle of
-- the community: `adds_to` is the day of the report that it adds to.
alter table community_report add column adds_to date check (adds_to < made_on);
alter table community_report add foreign key (district_id, community_id, question_set, adds_to)
  references community_report (district_id, community_id, question_set, made_on) on delete cascade;

-- What was made before: the owner's own tables, for this statement past the policies.
alter table community_report no force row level security;
alter table community_report_cycle no force row level security;
alter table survey_cycle no force row level security;
do $$
declare one record; first date;
begin
  for one in
    select s.district_id, s.community_id, s.question_set, s.made_on, min(k.starts_on) as starts_on, max(k.ends_on) as ends_on
    from community_report_cycle s
    join survey_cycle k on k.district_id = s.district_id and k.id = s.cycle_id
    group by 1, 2, 3, 4 order by 4
  loop
    select r.made_on into first
    from community_report r
    join community_report_cycle s on s.district_id = r.district_id and s.community_id = r.community_id
      and s.question_set = r.question_set and s.made_on = r.made_on
    join survey_cycle k on k.district_id = s.district_id and k.id = s.cycle_id
    where r.district_id = one.district_id and r.community_id = one.community_id and r.question_set = one.question_set
      and r.made_on < one.made_on and r.adds_to is null
    group by r.made_on
    having min(k.starts_on) <= one.ends_on and one.starts_on <= max(k.ends_on)
      -- A class of that report with another cycle is a cycle further.
      and not array_agg(k.class_id) && array(select c.class_id from community_report_cycle t
        join survey_cycle c on c.district_id = t.district_id and c.id = t.cycle_id
        where t.district_id = one.district_id and t.community_id = one.community_id and t.question_set = one.question_set
          and t.made_on = one.made_on)
    order by abs(min(k.starts_on) - one.starts_on), r.made_on
    limit 1;
    if first is not null then
      update community_report set adds_to = first
      where district_id = one.district_id and community_id = one.community_id and question_set = one.question_set
        and made_on = one.made_on;
    end if;
  end loop;
end $$;
alter table community_report force row level security;
alter table community_report_cycle force row level security;
alter table survey_cycle force row level security;
