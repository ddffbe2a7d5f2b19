-- The audit log is read without what was about oneself once: looked for among cycles with their educators, and interactions
-- whose educators were edited.
create index audit_entry_of_taken_out on audit_entry (district_id, object)
  where (action like 'coaching_cycle.%' and detail ? 'educatorIds')
    or (action = 'interaction.edit' and detail -> 'fields' ? 'educatorIds');
