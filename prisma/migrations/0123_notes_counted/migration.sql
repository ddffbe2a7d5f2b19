-- How many interactions have a note is told of districts that keep notes private: counted from an index alone, as all of a report is.

create index interaction_noted on interaction (district_id, held_on) include (id, coach_id, school_id, type)
  where notes_sealed is not null;
