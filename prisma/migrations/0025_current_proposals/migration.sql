-- Pairs of people who may be one, as they are now and not as they were when they were found.

-- A link is carried out some time after it was asked for. Whether whoever asked may make administrators is kept with it, so
-- that the worker can refuse a link that raises somebody by then and did not when it was asked for.
alter table person_match_proposal add column asked_may_raise boolean not null default false;
grant update (asked_may_raise) on person_match_proposal to staffroom_web;

-- withdrawn: they are not alike any more, or the run in which they were met was taken back. Open again once that is over.
alter table person_match_proposal
  drop constraint person_match_proposal_status_check,
  drop constraint person_match_proposal_check;
alter table person_match_proposal
  add constraint person_match_proposal_status_check check (status in ('open', 'withdrawn', 'linked', 'dismissed')),
  add constraint person_match_proposal_check check ((status in ('open', 'withdrawn')) = (decided_by is null));

alter table chore drop constraint chore_kind_check;
alter table chore add constraint chore_kind_check check (kind in ('look', 'post', 'retention', 'expiry', 'link', 'pairs'));
