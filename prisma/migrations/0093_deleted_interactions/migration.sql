-- The audit log is read without what was deleted of oneself; that is looked for among deletions alone.
create index audit_entry_of_deleted on audit_entry (district_id, object) where action = 'interaction.delete';
