-- A part: an imported interaction i was edited, put into a cycle, given a file or mailed since.
      (i.version > 1
        or exists (select from coaching_cycle_interaction c
          where c.district_id = i.district_id and c.interaction_id = i.id)
        or exists (select from interaction_attachment a
          where a.district_id = i.district_id and a.interaction_id = i.id)
        or exists (select from interaction_mail s
          where s.district_id = i.district_id and s.interaction_id = i.id))
