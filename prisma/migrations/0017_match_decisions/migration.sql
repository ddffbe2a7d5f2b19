-- Somebody at a page says that two proposed people are one. The page only asks; the worker, who may, links them.

alter table person_match_proposal
  add column asked_by text,
  add column asked_at timestamptz,
  -- The one of the two who is to stay.
  add column asked_stays bigint,
  -- Why the link that was asked for last was refused: ids and reasons, no names.
  add column refused text,
  add constraint person_match_proposal_asked check (num_nulls(asked_by, asked_at, asked_stays) in (0, 3)),
  add constraint person_match_proposal_stays check (asked_stays is null or asked_stays in (person_id, other_id));
create index person_match_proposal_to_link on person_match_proposal (district_id, id)
  where status = 'open' and asked_by is not null;
grant update (status, decided_by, decided_at, asked_by, asked_at, asked_stays, refused) on person_match_proposal
  to staffroom_web;

alter table chore drop constraint chore_kind_check;
alter table chore add constraint chore_kind_check check (kind in ('look', 'post', 'retention', 'expiry', 'link'));
-- What a page has asked for is brought forward in the transaction that asks.
grant insert (district_id, kind, due_at), update (due_at) on chore to staffroom_web;
