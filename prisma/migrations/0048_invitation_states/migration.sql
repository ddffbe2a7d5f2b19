-- Invitations: taken back is another thing than over, and some are mailed.

alter table invitation
  add column revoked_at timestamptz,
  add column mailed_at timestamptz;
comment on column invitation.revoked_at is 'Taken back, or replaced by a newer link.';
comment on column invitation.mailed_at is 'Its link went to its address by the outbox; null: it was shown to whoever made it.';
create index invitation_by_age on invitation (district_id, created_at desc, id desc);
create index invitation_by_person on invitation (district_id, person_id) where person_id is not null;
