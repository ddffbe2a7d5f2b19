-- How many interactions a coach may see of their schools is counted from this, instead of reading those of the district.
create index interaction_by_school on interaction (district_id, school_id, held_on desc, id desc) include (coach_id);
