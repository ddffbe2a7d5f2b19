-- Reports read interactions by date and nothing else of them.
create index interaction_report on interaction (district_id, held_on) include (id, coach_id, school_id, type, minutes);
